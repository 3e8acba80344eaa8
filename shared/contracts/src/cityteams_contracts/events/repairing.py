"""Said and obeyed by services/events: agendas that are mended after a release, with the fewest moves."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.events.parts import People, SessionId, SessionPlace
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import GatheringId, Id, Instant, Line, Paragraph, PersonId, RoomId, Value

__all__ = [
    "AdoptRepair",
    "AskRepair",
    "Away",
    "ProposedMove",
    "RepairAdopted",
    "RepairAsked",
    "RepairImpossible",
    "RepairProposed",
    "RoomLost",
]


class Away(Value):
    """A person who cannot be there for a while."""

    person_id: PersonId
    starts: Instant
    ends: Instant


class RoomLost(Value):
    """A room that cannot be used for a while."""

    room_id: RoomId
    starts: Instant
    ends: Instant


class AskRepair(Command, name="events.ask-repair", key="gathering_id"):
    """Something happened after the release: the secretariat asks for the fewest moves that mend the agenda."""

    gathering_id: GatheringId
    away: Annotated[tuple[Away, ...], Field(max_length=100)] = ()
    lost: Annotated[tuple[RoomLost, ...], Field(max_length=100)] = ()


class AdoptRepair(Command, name="events.adopt-repair", key="gathering_id"):
    """The secretariat takes the moves that were proposed into the agenda in progress."""

    gathering_id: GatheringId
    repair_id: Id


class RepairAsked(Event, name="events.gathering.repair-asked", key="gathering_id"):
    """Who is away and which rooms are lost, from now on and whatever becomes of the repair."""

    gathering_id: GatheringId
    repair_id: Id
    release: int
    away: tuple[Away, ...] = ()
    lost: tuple[RoomLost, ...] = ()


class ProposedMove(Value):
    """One session that would move, who must come at another time or place, and how many others wanted to hear it."""

    session_id: SessionId
    title: Line
    before: SessionPlace
    after: SessionPlace
    people: People = ()
    interested: Annotated[int, Field(ge=0)] = 0


class RepairProposed(Event, name="events.gathering.repair-proposed", key="gathering_id"):
    """These moves mend the agenda; `proven`: no fewer do, at least `at_least` are needed."""

    gathering_id: GatheringId
    repair_id: Id
    release: int
    moves: Annotated[tuple[ProposedMove, ...], Field(max_length=500)]
    at_least: Annotated[int, Field(ge=0)]
    proven: bool


class RepairImpossible(Event, name="events.gathering.repair-impossible", key="gathering_id"):
    """No moves mend the agenda: these demands contradict each other."""

    gathering_id: GatheringId
    repair_id: Id
    reasons: Annotated[tuple[Paragraph, ...], Field(max_length=200)]
    proven: bool = True


class RepairAdopted(Event, name="events.gathering.repair-adopted", key="gathering_id"):
    """The agenda in progress holds the moves; the next release makes them public."""

    gathering_id: GatheringId
    repair_id: Id
    places: tuple[SessionPlace, ...]
