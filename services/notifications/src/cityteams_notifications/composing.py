"""A letter as a mail: headers that say who writes and which letter it is; no stranger adds to them."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.charset import BASE64, Charset
from email.header import Header, decode_header, make_header
from email.utils import format_datetime, formataddr, getaddresses
from functools import cache, cached_property

from cityteams_contracts.explaining import why_token
from cityteams_contracts.unsubscribing import Subscription, unsubscribe_token
from cityteams_notifications.domain.letters import Letter
from cityteams_notifications.domain.text import short
from cityteams_notifications.mime import body_of_mail
from cityteams_notifications.parts import Parts
from cityteams_notifications.signing import Signer

DOMAIN = "cityteams.local"
"""Right of the @ in every Message-ID; the left side is the letter's id, so a letter sent twice is one mail."""
NAME_LIMIT = 78
_NAMES = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Id", "MIME-Version")
_ONE_CLICK = ("List-Unsubscribe", "List-Unsubscribe-Post")
_OF_BODY = ("Content-Type", "Content-Transfer-Encoding")
_LINES = re.compile(rb"(?:[!-9;-~]+: [ -~]*(?:\r\n [ -~]+)*(?:\r\n|$))+")
_MAIL = re.compile(r"[^\s\x00-\x20\x7f<>()\[\],;:\\\"@]{1,64}@[^\s\x00-\x20\x7f<>()\[\],;:\\\"@]{1,255}")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_DOT_ATOMS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_ATOM}(?:\.{_ATOM})*")
_SHORT = 60


class Unwritable(Exception):  # noqa: N818 - reads as what it is: the mail cannot be written
    """No correct mail can be made of this; the text names the header and never the value."""


@dataclass(frozen=True)
class Sender:
    """In whose name letters go out, and what every letter gets from it.

    Bounces go to `returns`, with the letter's id after a plus sign (VERP); without it to `mail`. Letters that one may
    do without carry one-click links below `portal` when there is an `unsubscribe_key`.
    """

    mail: str
    name: str
    returns: str = ""
    portal: str = ""
    unsubscribe_key: bytes = b""
    signer: Signer | None = None

    @cached_property
    def shown(self) -> str:
        """What readers see as the sender."""
        return _mailbox(self.name, self.mail)

    def envelope(self, letter_id: str) -> str:
        """The envelope's sender, to which bounces go."""
        local, _, domain = self.returns.partition("@")
        return f"{local}+{letter_id}@{domain}" if self.returns else self.mail

    def why(self, letter_id: str) -> str:
        """Where one reads why a letter came: by its token alone, or after signing in when there is no key."""
        if not self.portal:
            return ""
        if not self.unsubscribe_key:
            return f"{self.portal}/account/letters/{letter_id}"
        return f"{self.portal}/why/{why_token(self.unsubscribe_key, letter_id)}"

    def unsubscribing(self, letter: Letter, topic: str | None) -> bytes:
        """The headers of RFC 8058, as finished lines: folding by a library would break the address."""
        if topic is None or not self.unsubscribe_key:
            return b""
        token = unsubscribe_token(self.unsubscribe_key, Subscription(letter.person_id, topic, letter.letter_id))
        lines = (
            f"List-Unsubscribe: <{self.portal}/unsubscribe/{token}>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        )
        return "".join(f"{line}\r\n" for line in lines).encode("ascii")


@dataclass(frozen=True)
class Mail:
    """What goes over the wire: the envelope and the finished bytes, ASCII throughout."""

    sender: str
    recipient: str
    data: bytes


def compose(letter: Letter, parts: Parts, name: str, mail: str, sender: Sender, at: datetime) -> Mail:
    """The letter as a mail to one person. Raises Unwritable."""
    recipient, shown = _ascii_mail(mail), _literally(short(name, NAME_LIMIT))
    for known_as in dict.fromkeys((shown, "")):
        data = _written(letter, parts, (known_as, recipient), sender, at)
        if data is not None:
            signed = sender.signer.sign(data, at) if sender.signer else data
            return Mail(sender.envelope(letter.letter_id), recipient, signed)
    raise Unwritable("Subject")


def _written(letter: Letter, parts: Parts, to: tuple[str, str], sender: Sender, at: datetime) -> bytes | None:
    """The bytes, or None when the mail library stumbles over these words or would send others than were meant."""
    subject = _literally(parts.subject)
    try:
        once = sender.unsubscribing(letter, parts.topic)
        head = _head(letter, subject, to, sender, at)
        data = once + head + body_of_mail(parts)
        return data if _reads_as_written(data, subject, to, one_click=bool(once)) else None
    except Exception:  # noqa: BLE001 - mail libraries are known to raise IndexError and AttributeError besides ValueError
        return None


def _head(letter: Letter, subject: str, to: tuple[str, str], sender: Sender, at: datetime) -> bytes:
    lines = (
        f"From: {sender.shown}",
        f"To: {_mailbox(*to)}",
        f"Subject: {_header(subject, 'Subject')}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{letter.letter_id}@{DOMAIN}>",
        "Auto-Submitted: auto-generated",
        f"List-Id: <letters.{DOMAIN}>",
        "MIME-Version: 1.0",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _mailbox(name: str, mail: str) -> str:
    """ASCII names are quoted where they must be; all others are encoded words, in which nothing has a meaning."""
    return formataddr((name, mail)) if name.isascii() else f"{_header(name, 'To')} <{mail}>"


def _header(text: str, name: str) -> str:
    if text.isascii() and len(text) <= _SHORT:
        return text
    return Header(text, _charset("us-ascii" if text.isascii() else "utf-8"), header_name=name).encode(linesep="\r\n")


@cache
def _charset(name: str) -> Charset:
    charset = Charset(name)
    if name == "utf-8":
        charset.header_encoding = BASE64
    return charset


def _ascii_mail(mail: str) -> str:
    if not _MAIL.fullmatch(mail):
        raise Unwritable("To")
    local, _, domain = mail.partition("@")
    try:
        written = f"{local}@{domain.encode('idna').decode('ascii')}"
    except ValueError:
        raise Unwritable("To") from None
    if not _DOT_ATOMS.fullmatch(written):
        raise Unwritable("To")
    return written


def _literally(text: str) -> str:
    """Plain text; what looks like an encoded word is pulled apart, or mail programs would decode what it holds."""
    return short(text, 250).replace("=?", "= ?")


def _reads_as_written(data: bytes, subject: str, to: tuple[str, str], *, one_click: bool) -> bool:
    """Folding long headers is where mail libraries have let text become a header or an address: read it back."""
    head = data.partition(b"\r\n\r\n")[0]
    if not _LINES.fullmatch(head):
        return False
    read = [line.split(": ", 1) for line in head.decode("ascii").replace("\r\n ", " ").split("\r\n")]
    names, told = [line[0] for line in read], {line[0]: line[-1] for line in read}
    addresses = [(_words(shown), mail) for shown, mail in getaddresses([told["To"]])]
    return (
        [name for name in names if name not in _OF_BODY] == [*(_ONE_CLICK if one_click else ()), *_NAMES]
        and _words(told["Subject"]) == subject.split()
        and addresses == [(to[0].split(), to[1])]
    )


def _words(header: str) -> list[str]:
    return (header if "=?" not in header else str(make_header(decode_header(header)))).split()
