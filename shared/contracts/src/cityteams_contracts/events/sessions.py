"""Said and obeyed by services/events: sessions, and who is in them."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.events.agenda import GatheringKind
from cityteams_contracts.events.parts import Equipment, Introduction, SessionId, SessionKind, TrackId
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    GatheringId,
    Instant,
    Line,
    OrganisationId,
    Paragraph,
    PersonId,
    RoomId,
    Value,
)

__all__ = [
    "AcceptSession",
    "ChangeSession",
    "DeclineSession",
    "PeopleTreatedAsOne",
    "PlanSession",
    "ProposeSession",
    "SessionAccepted",
    "SessionChanged",
    "SessionContent",
    "SessionDeclined",
    "SessionProposed",
    "SessionWithdrawn",
    "TreatAsOne",
    "WithdrawSession",
]


class SessionContent(Value):
    """What a session is, and what it asks of an agenda.

    `speakers_open`: a speaker is still to be decided. `after` names sessions that have to end before this one begins.
    `alone`: nothing else is held meanwhile. `municipal_presenter` and `live_demo` are what the rule of priority asks.
    """

    kind: SessionKind
    title: Line
    minutes: Annotated[int, Field(ge=5, le=2880)]
    abstract: Paragraph = ""
    track_id: TrackId | None = None
    cluster_id: ClusterId | None = None
    organisation_id: OrganisationId | None = None
    speakers: Annotated[tuple[PersonId, ...], Field(max_length=30)] = ()
    speakers_open: bool = False
    facilitator: PersonId | None = None
    introductions: Annotated[tuple[Introduction, ...], Field(max_length=30)] = ()
    audience: Annotated[int, Field(ge=0, le=100_000)] = 0
    equipment: Equipment = ()
    rooms: Annotated[tuple[RoomId, ...], Field(max_length=200)] = ()
    fixed_at: Instant | None = None
    after: Annotated[tuple[SessionId, ...], Field(max_length=50)] = ()
    popular: bool = False
    alone: bool = False
    municipal_presenter: bool = False
    live_demo: bool = False


class ProposeSession(Command, name="events.propose-session", key="session_id"):
    """Somebody answers the call for sessions."""

    session_id: SessionId
    gathering_id: GatheringId
    content: SessionContent


class PlanSession(Command, name="events.plan-session", key="session_id"):
    """The secretariat puts a session on the list without a call: it is accepted at once."""

    session_id: SessionId
    gathering_id: GatheringId
    content: SessionContent


class AcceptSession(Command, name="events.accept-session", key="session_id"):
    """The secretariat accepts what was proposed."""

    session_id: SessionId


class DeclineSession(Command, name="events.decline-session", key="session_id"):
    """The secretariat declines what was proposed."""

    session_id: SessionId
    reason: Paragraph = ""


class ChangeSession(Command, name="events.change-session", key="session_id"):
    """The secretariat, or who proposed it while it is not accepted, says the content anew."""

    session_id: SessionId
    content: SessionContent


class WithdrawSession(Command, name="events.withdraw-session", key="session_id"):
    """Who proposed it, or the secretariat, takes a session back."""

    session_id: SessionId
    reason: Paragraph = ""


class TreatAsOne(Command, name="events.treat-as-one", key="person_id"):
    """The secretariat says that a person is the same as another: somebody is known under two spellings."""

    person_id: PersonId
    same_as: PersonId


class _AboutSession(Event):
    """What every event of a session says."""

    session_id: SessionId
    gathering_id: GatheringId
    gathering: Line
    gathering_kind: GatheringKind
    content: SessionContent
    proposed_by: PersonId


class SessionProposed(_AboutSession, name="events.session.proposed", key="session_id"):
    """A session was proposed; `priority` by the published rule: 1 a municipal partner presents, 2 a booth with a live
    demo, 3 all others.
    """

    priority: Annotated[int, Field(ge=1, le=3)]


class SessionAccepted(_AboutSession, name="events.session.accepted", key="session_id"):
    """The session will be held; when and where, the agenda says."""

    priority: Annotated[int, Field(ge=1, le=3)]
    proposed: bool = True
    """Whether it answers a call, and was not put in by the secretariat."""


class SessionDeclined(_AboutSession, name="events.session.declined", key="session_id"):
    """The session will not be held."""

    reason: Paragraph = ""


class SessionChanged(_AboutSession, name="events.session.changed", key="session_id"):
    """The session is now this."""

    priority: Annotated[int, Field(ge=1, le=3)]


class SessionWithdrawn(_AboutSession, name="events.session.withdrawn", key="session_id"):
    """The session was taken back."""

    reason: Paragraph = ""


class PeopleTreatedAsOne(Event, name="events.alias.set", key="person_id"):
    """In agendas this person counts as the other."""

    person_id: PersonId
    same_as: PersonId
