"""What a contact is, what its mail address has to look like, and when two spellings mean the same person."""

from dataclasses import dataclass
from unicodedata import category, normalize

from cityteams_contracts import Rejected

MAIL_AT_MOST = 254
"""Bytes; the longest address that fits the path of an SMTP command."""
_SPECIALS = frozenset('()<>[]:;,\\"')


@dataclass(frozen=True)
class Contact:
    """Whom to write to, in the clear; never stored, logged or said like this."""

    name: str
    mail: str
    language: str | None = None

    def __repr__(self) -> str:
        return "Contact(hidden)"


def checked_mail(mail: str) -> str:
    """The address without outer blanks; raises Rejected, which never repeats it, when no letter could reach it."""
    mail = normalize("NFC", mail.strip())
    for fault in (_length, _signs, _parts):
        if reason := fault(mail):
            raise Rejected("a-mail-address-is-needed", f"This is not a mail address: {reason}.", "mail")
    return mail


def same_mail(mail: str) -> str:
    """The one spelling of a checked address: capitals make no difference, but ß and ss stay two people."""
    return normalize("NFC", mail).lower()


def _length(mail: str) -> str | None:
    return f"it is longer than {MAIL_AT_MOST} bytes" if len(mail.encode()) > MAIL_AT_MOST else None


def _signs(mail: str) -> str | None:
    if any(category(sign)[0] in "CZ" for sign in mail):
        return "it holds a space or an invisible character; remove it"
    if any(sign in _SPECIALS for sign in mail):
        return "it holds a comma, bracket, quote or the like; write one bare address such as name@example.org"
    return None


def _parts(mail: str) -> str | None:
    if mail.count("@") != 1:
        return "it needs exactly one @, as in name@example.org"
    local, _, domain = mail.partition("@")
    if not all(local.split(".")) or not all(domain.split(".")):
        return "something is missing around the @ or beside a dot"
    return None
