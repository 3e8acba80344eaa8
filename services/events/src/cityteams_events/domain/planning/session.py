"""A session of a gathering: proposed on a call or put in by the secretariat, accepted, changed, taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

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
from cityteams_contracts.values import ClusterId, GatheringId, PersonId
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.slot import Cluster, slot_id_of

HOUSE = frozenset({SessionKind.RECEPTION, SessionKind.EXHIBIT_HOURS})
"""Kinds that, at a fixed time, may be held in the whole house and outside the open hours."""


class SessionState(StrEnum):
    """How it stands with a session."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Session:
    """A session; `asked_at` is when it was first heard of."""

    session_id: str
    gathering_id: GatheringId
    content: SessionContent
    proposed_by: PersonId
    state: SessionState
    priority: int
    asked_at: datetime

    @classmethod
    def proposed(cls, _state: Self | None, event: SessionProposed, stamp: Any) -> Self:
        """Somebody answered the call."""
        return cls(
            event.session_id,
            event.gathering_id,
            event.content,
            event.proposed_by,
            SessionState.PROPOSED,
            event.priority,
            stamp.at,
        )

    @classmethod
    def accepted(cls, state: Self | None, event: SessionAccepted, stamp: Any) -> Self:
        """It will be held."""
        asked_at = state.asked_at if state else stamp.at
        said = (event.session_id, event.gathering_id, event.content, event.proposed_by)
        return cls(*said, SessionState.ACCEPTED, event.priority, asked_at)

    @classmethod
    def declined(cls, state: Self | None, _event: SessionDeclined, _stamp: object) -> Self | None:
        """It will not be held."""
        return state and replace(state, state=SessionState.DECLINED)

    @classmethod
    def changed(cls, state: Self | None, event: SessionChanged, _stamp: object) -> Self | None:
        """It is something else now."""
        return state and replace(state, content=event.content, priority=event.priority)

    @classmethod
    def withdrawn(cls, state: Self | None, _event: SessionWithdrawn, _stamp: object) -> Self | None:
        """It was taken back."""
        return state and replace(state, state=SessionState.WITHDRAWN)

    @property
    def in_house(self) -> bool:
        """Whether it needs no room and no slot: a reception or exhibit hours at a fixed time."""
        return self.content.kind in HOUSE and self.content.fixed_at is not None and not self.content.rooms

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Everybody who has to be there in person, each once."""
        return people_of(self.content)

    @property
    def clusters(self) -> tuple[ClusterId, ...]:
        """Every cluster that presents itself in it, each once."""
        introduced = (each.cluster_id for each in self.content.introductions)
        return tuple(dict.fromkeys(each for each in (self.content.cluster_id, *introduced) if each is not None))

    def entry(self, place: SessionPlace) -> SessionEntry:
        """Its line in a release."""
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


def people_of(content: SessionContent) -> tuple[PersonId, ...]:
    """Speakers, who facilitates and who introduces a team, in this order and each once."""
    introducers = (each.person_id for each in content.introductions)
    named = (*content.speakers, content.facilitator, *introducers)
    return tuple(dict.fromkeys(each for each in named if each is not None))


def everybody_in(sessions: Iterable[Session], gathering: Gathering) -> tuple[PersonId, ...]:
    """Who has a part in a gathering: in its sessions, or leading through a track."""
    found = dict.fromkeys(person for session in sessions for person in session.people)
    found |= dict.fromkeys(emcee.person_id for track in gathering.tracks for emcee in track.emcees)
    return tuple(sorted(found))


def priority_of(content: SessionContent) -> int:
    """The published rule: a municipal partner presents, then a booth with a live demo, then all others."""
    return 1 if content.municipal_presenter else 2 if content.live_demo else 3


def saying(gathering: Gathering, session: Session) -> Mapping[str, Any]:
    """What every event of a session says of it."""
    return {
        "session_id": session.session_id,
        "gathering_id": gathering.gathering_id,
        "gathering": gathering.title,
        "gathering_kind": gathering.kind,
        "content": session.content,
        "proposed_by": session.proposed_by,
    }


def talk_of(gathering: Gathering, cluster: Cluster) -> SessionAccepted:
    """The ten-minute talk of a listed cluster at a planned expo, in the track of its sector."""
    track = next((track.track_id for track in gathering.tracks if track.sector == cluster.sector), None)
    content = SessionContent(
        kind=SessionKind.CLUSTER_TALK,
        title=cluster.title,
        minutes=gathering.slot_minutes,
        track_id=track,
        cluster_id=cluster.cluster_id,
        speakers=(cluster.lead,),
    )
    return SessionAccepted(
        session_id=slot_id_of(gathering.gathering_id, cluster.cluster_id),
        gathering_id=gathering.gathering_id,
        gathering=gathering.title,
        gathering_kind=gathering.kind,
        content=content,
        proposed_by=cluster.lead,
        priority=priority_of(content),
        proposed=False,
    )
