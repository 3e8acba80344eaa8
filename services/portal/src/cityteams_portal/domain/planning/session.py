"""Sessions as the portal shows them, with their lines in an agenda."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from cityteams_contracts.events import (
    SessionAccepted,
    SessionChanged,
    SessionContent,
    SessionDeclined,
    SessionEntry,
    SessionKind,
    SessionPlace,
    SessionProposed,
    SessionWithdrawn,
)
from cityteams_portal.domain.stamps import Stamped

_HOUSE = (SessionKind.RECEPTION, SessionKind.EXHIBIT_HOURS)


class SessionState(StrEnum):
    """How it stands with a session."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class AgendaSession:
    """A session of a gathering; `reason` is why it was declined or withdrawn."""

    session_id: str
    gathering_id: str
    content: SessionContent
    proposed_by: str
    state: SessionState
    priority: int
    asked_at: datetime
    reason: str = ""

    def entry(self, place: SessionPlace) -> SessionEntry:
        """Its line in an agenda."""
        content = self.content
        return SessionEntry(
            session_id=self.session_id,
            kind=content.kind,
            title=content.title,
            track_id=content.track_id,
            cluster_id=content.cluster_id,
            speakers=content.speakers,
            speakers_open=content.speakers_open,
            facilitator=content.facilitator,
            introducers=tuple(each.person_id for each in content.introductions if each.person_id),
            room_id=place.room_id,
            starts=place.starts,
            ends=place.ends,
        )

    @property
    def house_place(self) -> SessionPlace | None:
        """Where a reception or exhibit hours at a fixed time are: in the whole house."""
        at = self.content.fixed_at
        if self.content.kind not in _HOUSE or at is None or self.content.rooms:
            return None
        ends = at + timedelta(minutes=self.content.minutes)
        return SessionPlace(session_id=self.session_id, starts=at, ends=ends)


def proposed(_row: AgendaSession | None, event: SessionProposed, stamp: Stamped) -> AgendaSession:
    """Somebody answered the call."""
    said = (event.session_id, event.gathering_id, event.content, event.proposed_by)
    return AgendaSession(*said, SessionState.PROPOSED, event.priority, stamp.at)


def accepted(row: AgendaSession | None, event: SessionAccepted, stamp: Stamped) -> AgendaSession:
    """It will be held."""
    said = (event.session_id, event.gathering_id, event.content, event.proposed_by)
    return AgendaSession(*said, SessionState.ACCEPTED, event.priority, row.asked_at if row else stamp.at)


def declined(row: AgendaSession | None, event: SessionDeclined, _stamp: Stamped) -> AgendaSession | None:
    """It will not be held."""
    return row and replace(row, state=SessionState.DECLINED, reason=event.reason)


def changed(row: AgendaSession | None, event: SessionChanged, _stamp: Stamped) -> AgendaSession | None:
    """It is something else."""
    return row and replace(row, content=event.content, priority=event.priority)


def withdrawn(row: AgendaSession | None, event: SessionWithdrawn, _stamp: Stamped) -> AgendaSession | None:
    """It was taken back."""
    return row and replace(row, state=SessionState.WITHDRAWN, reason=event.reason)


def entries_now(sessions: Iterable[AgendaSession], places: Iterable[SessionPlace]) -> tuple[SessionEntry, ...]:
    """The agenda in progress: accepted sessions that have a place, in order of time and room."""
    by_id = {place.session_id: place for place in places}
    found = [
        each.entry(place)
        for each in sessions
        if each.state is SessionState.ACCEPTED and (place := each.house_place or by_id.get(each.session_id)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.starts, each.room_id or "", each.session_id)))
