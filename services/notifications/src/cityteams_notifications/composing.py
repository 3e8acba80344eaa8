"""A letter as a mail: headers that say who writes and which letter it is; no stranger adds to them."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from cityteams_contracts.unsubscribing import Subscription, unsubscribe_token
from cityteams_notifications.domain.letters import Letter
from cityteams_notifications.domain.text import short
from cityteams_notifications.parts import Parts
from cityteams_notifications.signing import Signer

DOMAIN = "cityteams.local"
"""Right of the @ in every Message-ID; the left side is the letter's id, so a letter sent twice is one mail."""
NAME_LIMIT = 78
_POLICY = SMTP.clone(cte_type="7bit")
_MAIL = re.compile(r"[^\s\x00-\x20\x7f<>()\[\],;:\\\"@]{1,64}@[^\s\x00-\x20\x7f<>()\[\],;:\\\"@]{1,255}")
_SPECIALS = str.maketrans(dict.fromkeys('<>()[],;:\\"@', " "))


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

    def envelope(self, letter_id: str) -> str:
        """The envelope's sender, to which bounces go."""
        local, _, domain = self.returns.partition("@")
        return f"{local}+{letter_id}@{domain}" if self.returns else self.mail

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
    recipient = _ascii_mail(mail)
    for shown in _ways_to_write(name):
        data = _written(letter, parts, Address(shown, addr_spec=recipient), sender, at)
        if data is not None:
            whole = sender.unsubscribing(letter, parts.topic) + data
            return Mail(
                sender.envelope(letter.letter_id), recipient, sender.signer.sign(whole, at) if sender.signer else whole
            )
    raise Unwritable("Subject")


def _written(letter: Letter, parts: Parts, to: Address, sender: Sender, at: datetime) -> bytes | None:
    """The bytes, or None when the mail library stumbles over these words or would send others than were meant."""
    try:
        message = _message(letter, parts, to, sender, at)
        data = message.as_bytes()
        return data if _reads_as_written(data, message) else None
    except Exception:  # noqa: BLE001 - it is known to raise IndexError and AttributeError besides ValueError
        return None


def _message(letter: Letter, parts: Parts, to: Address, sender: Sender, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(sender.name, addr_spec=sender.mail)
    message["To"] = to
    message["Subject"] = _literally(parts.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{letter.letter_id}@{DOMAIN}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"<letters.{DOMAIN}>"
    message.set_content(parts.text)
    if parts.html is not None:
        message.add_alternative(parts.html, subtype="html")
    if parts.calendar is not None:
        told = {"method": parts.calendar.method}
        message.add_alternative(parts.calendar.text, subtype="calendar", params=told)
    for each in parts.attachments:
        main, _, sub = each.media_type.partition("/")
        message.add_attachment(each.data, maintype=main, subtype=sub, filename=each.name)
    return message


def _ascii_mail(mail: str) -> str:
    if not _MAIL.fullmatch(mail):
        raise Unwritable("To")
    local, _, domain = mail.partition("@")
    try:
        written = f"{local}@{domain.encode('idna').decode('ascii')}"
        written.encode("ascii")
        Address(addr_spec=written)
    except (ValueError, MessageError):
        raise Unwritable("To") from None
    return written


def _literally(text: str) -> str:
    """Plain text; what looks like an encoded word is pulled apart, or the mail library would decode what it holds."""
    return short(text, 250).replace("=?", "= ?")


def _ways_to_write(name: str) -> list[str]:
    """The name, the name without marks that mean something in an address, no name: the first that reads back."""
    shown = _literally(short(name, NAME_LIMIT))
    return [shown, " ".join(shown.translate(_SPECIALS).split()), ""] if shown else [""]


def _reads_as_written(data: bytes, message: EmailMessage) -> bool:
    """Folding long headers is where mail libraries have let text become a header or an address: read it back."""
    read = message_from_bytes(data, policy=_POLICY)
    same = ("To", "Subject", "Message-ID")
    return list(read.keys()) == list(message.keys()) and all(
        _words(read[name]) == _words(message[name]) for name in same
    )


def _words(header: object) -> list[str]:
    addresses = getattr(header, "addresses", None)
    if addresses is not None:
        return [part for each in addresses for part in (each.addr_spec, *each.display_name.split())]
    return str(header).split()
