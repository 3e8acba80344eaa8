"""Said and obeyed by services/events: agendas that are solved or placed by hand."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.events.parts import AgendaWarnings, SessionId, SessionPlace
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import GatheringId, Id, Instant, Paragraph, RoomId, Value

__all__ = [
    "AgendaImproved",
    "AgendaInfeasible",
    "AgendaRule",
    "AgendaSolved",
    "PlaceSession",
    "RuleLevel",
    "RuleSetting",
    "Rules",
    "RulesSet",
    "SessionPlaced",
    "SessionUnplaced",
    "SetRules",
    "SolveAgenda",
    "SolvingBegun",
    "SolvingStopAsked",
    "StopSolving",
    "UnplaceSession",
]

Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[int, Field(ge=0)]
"""What the broken warnings and lost interests of an agenda weigh together: a warning 5, a lost interest 1."""


class AgendaRule(StrEnum):
    """What an agenda may break. That a room holds one session at a time always blocks."""

    PERSON_TWICE = "person_twice"
    PERSON_AWAY = "person_away"
    EMCEE_ELSEWHERE = "emcee_elsewhere"
    SLOT_NOT_ASKED = "slot_not_asked"
    ROOM_NOT_ASKED = "room_not_asked"
    ROOM_CLOSED = "room_closed"
    ROOM_TOO_SMALL = "room_too_small"
    EQUIPMENT_MISSING = "equipment_missing"
    ACROSS_A_BREAK = "across_a_break"
    TURN_ROUND = "turn_round"
    ORDER = "order"
    POPULAR_TOGETHER = "popular_together"
    THEME_TORN = "theme_torn"
    INTERESTS = "interests"


class RuleLevel(StrEnum):
    """How strictly a rule is meant: an agenda that breaks a blocking rule is never released."""

    IGNORE = "ignore"
    WARN = "warn"
    BLOCK = "block"


class RuleSetting(Value):
    """One rule's level; a rule that is not named keeps its usual one."""

    rule: AgendaRule
    level: RuleLevel


Rules = Annotated[tuple[RuleSetting, ...], Field(max_length=20)]


class SetRules(Command, name="events.set-rules", key="gathering_id"):
    """The secretariat says how strictly the rules are meant at a gathering."""

    gathering_id: GatheringId
    rules: Rules


class SolveAgenda(Command, name="events.solve-agenda", key="gathering_id"):
    """The secretariat asks for the best agenda.

    `effort` is moves tried per seed, in thousands: the same seed and effort give the same agenda on every machine.
    Sessions in `keep` stay where they are.
    """

    gathering_id: GatheringId
    rules: Rules | None = None
    seed: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    seeds: Annotated[int, Field(ge=1, le=16)] = 4
    effort: Annotated[int, Field(ge=1, le=100_000)] = 1000
    keep: Annotated[tuple[SessionId, ...], Field(max_length=2000)] = ()


class StopSolving(Command, name="events.stop-solving", key="gathering_id"):
    """The secretariat has waited long enough: the best agenda found so far is taken."""

    gathering_id: GatheringId


class PlaceSession(Command, name="events.place-session", key="gathering_id"):
    """The secretariat puts a session at a time and into a room (none: the whole house) by hand."""

    gathering_id: GatheringId
    session_id: SessionId
    room_id: RoomId | None = None
    starts: Instant


class UnplaceSession(Command, name="events.unplace-session", key="gathering_id"):
    """The secretariat takes a session off the agenda again."""

    gathering_id: GatheringId
    session_id: SessionId


class RulesSet(Event, name="events.gathering.rules-set", key="gathering_id"):
    """From now on the rules are meant like this."""

    gathering_id: GatheringId
    rules: Rules


class SolvingBegun(Event, name="events.gathering.solving-begun", key="gathering_id"):
    """An agenda is being looked for."""

    gathering_id: GatheringId
    solving_id: Id
    seed: int
    seeds: int
    effort: int
    rules: Rules = ()
    keep: tuple[SessionId, ...] = ()
    sessions: int
    begun_at: Instant


class AgendaImproved(Event, name="events.gathering.agenda-improved", key="gathering_id"):
    """How far the search is: said at most twenty times; `weight` is that of the best agenda so far, None before any."""

    gathering_id: GatheringId
    solving_id: Id
    done: Share
    weight: Weight | None = None


class SolvingStopAsked(Event, name="events.gathering.solving-stop-asked", key="gathering_id"):
    """The search ends with the best found."""

    gathering_id: GatheringId
    solving_id: Id


class AgendaSolved(Event, name="events.gathering.agenda-solved", key="gathering_id"):
    """The agenda in progress is now this one; it breaks no blocking rule."""

    gathering_id: GatheringId
    solving_id: Id
    places: Annotated[tuple[SessionPlace, ...], Field(max_length=2000)]
    weight: Weight
    lost_interests: Weight = 0
    warnings: AgendaWarnings = ()
    stopped: bool = False


class AgendaInfeasible(Event, name="events.gathering.agenda-infeasible", key="gathering_id"):
    """There is no agenda: these demands contradict each other, and without any one of them there is one.

    Not `proven`: the search ended (or was stopped) without an agenda and without a proof. The agenda in progress stays.
    """

    gathering_id: GatheringId
    solving_id: Id
    reasons: Annotated[tuple[Paragraph, ...], Field(max_length=200)]
    proven: bool = True


class SessionPlaced(Event, name="events.gathering.session-placed", key="gathering_id"):
    """A session was put by hand; `warnings` are what this breaks that only warns."""

    gathering_id: GatheringId
    place: SessionPlace
    warnings: AgendaWarnings = ()


class SessionUnplaced(Event, name="events.gathering.session-unplaced", key="gathering_id"):
    """A session has no place any more."""

    gathering_id: GatheringId
    session_id: SessionId
