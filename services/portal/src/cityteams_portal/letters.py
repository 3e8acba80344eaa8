"""Reads the folder of the local mail sink. What is in a mail is only ever shown as text."""

import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

_NAME = re.compile(r"^[A-Za-z0-9_-]{1,80}$")
_SHOWN = 100
_LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as text; `body` is empty in a list."""

    name: str
    subject: str
    to: str
    date: str
    body: str = ""


def newest(folder: Path) -> tuple[list[Mail], int]:
    """The newest mails, and how many there are in all. Blocking."""
    found = sorted(((entry.stat().st_mtime, entry) for entry in folder.glob("*.eml")), reverse=True)
    return [_mail(entry, headers_only=True) for _, entry in found[:_SHOWN]], len(found)


def one(folder: Path, name: str) -> Mail | None:
    """A mail by its name, or None. Blocking."""
    path = folder / f"{name}.eml"
    return _mail(path, headers_only=False) if _NAME.match(name) and path.is_file() else None


def _mail(path: Path, *, headers_only: bool) -> Mail:
    with path.open("rb") as file:
        message = BytesParser(policy=policy.default).parsebytes(file.read(_LARGEST), headersonly=headers_only)
    subject, to, date = (str(message.get(name, "")) for name in ("Subject", "To", "Date"))
    return Mail(path.stem, subject, to, date, "" if headers_only else _text(message))


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    if part is None:
        return "This mail has no plain text."
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        return "The text of this mail cannot be read: its character set is unknown."
