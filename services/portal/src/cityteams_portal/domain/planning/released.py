"""A release of an agenda, kept under its number for good: old links to it stay open."""

from dataclasses import dataclass
from datetime import datetime

from cityteams_contracts.events import AgendaEntry, AgendaReleased, Room, SessionEntry
from cityteams_portal.domain.stamps import Stamped


@dataclass(frozen=True, slots=True)
class OldRelease:
    """What was released when; `rolled_back_to` is the release that it brought back."""

    release_key: str
    gathering_id: str
    number: int
    title: str
    rooms: tuple[Room, ...]
    entries: tuple[AgendaEntry, ...]
    sessions: tuple[SessionEntry, ...]
    released_at: datetime
    rolled_back_to: int | None = None


def release_key(event: AgendaReleased) -> str:
    """What it is kept under."""
    return key_of(event.gathering_id, event.release)


def key_of(gathering_id: str, number: int) -> str:
    """The same by its parts."""
    return f"{gathering_id}/{number}"


def kept(_row: OldRelease | None, event: AgendaReleased, stamp: Stamped) -> OldRelease:
    """It is public from now on."""
    said = (event.title, event.rooms, event.entries, event.sessions)
    return OldRelease(release_key(event), event.gathering_id, event.release, *said, stamp.at, event.rolled_back_to)
