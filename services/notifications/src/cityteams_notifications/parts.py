"""What a mail is put together from: the line above it, text, the same as HTML, an invitation for calendars, files."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Calendar:
    """An invitation that mail programs understand (iMIP, RFC 6047): the iCalendar text and what it asks for."""

    text: str
    method: Literal["REQUEST", "CANCEL", "PUBLISH"]


@dataclass(frozen=True)
class Attachment:
    """A file; its name is written by us and never by a stranger."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Parts:
    """A letter as written for one person; `topic` is what one may unsubscribe from, or None."""

    subject: str
    text: str
    html: str | None = None
    calendar: Calendar | None = None
    attachments: tuple[Attachment, ...] = ()
    topic: str | None = None
