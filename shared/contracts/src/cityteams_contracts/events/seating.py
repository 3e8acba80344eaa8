"""Seatings: the seats of a gathering or of one of its sessions, and who may have them.

Everything that happens to the seats of a seating is one aggregate, so that nobody is promised a seat that somebody else
has. Within a class of people the one who asked first is first.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import GatheringId, Id, Instant, Line, SectorCode, Value

__all__ = [
    "Capacity",
    "ChangeSeating",
    "CloseSeating",
    "Entitled",
    "Guests",
    "OpenSeating",
    "ReleaseReason",
    "SeatClass",
    "SeatClasses",
    "SeatState",
    "SeatingChanged",
    "SeatingClosed",
    "SeatingId",
    "SeatingOpened",
    "SeatingPlan",
    "SessionKey",
]

SeatingId = Id
SessionKey = Id
"""The id of a session of the gathering's agenda."""
Capacity = Annotated[int, Field(ge=0, le=100_000)]
Guests = Annotated[int, Field(ge=0, le=10)]
"""How many somebody brings along, each with a seat of their own."""


class Entitled(StrEnum):
    """For whom a class of seats is."""

    PRESENTING = "presenting"
    """Who speaks at the gathering."""
    MEMBERS = "members"
    """Whom an organisation or a cluster of the programme names as its own."""
    INVITED = "invited"
    """Whom the secretariat invited to this seating."""
    ANYONE = "anyone"
    """Anybody who is signed in."""


class SeatState(StrEnum):
    """How it stands with a seat that somebody asked for."""

    WAITING = "waiting"
    OFFERED = "offered"
    GIVEN = "given"
    RELEASED = "released"


class ReleaseReason(StrEnum):
    """Why a seat is free again, or waits no longer."""

    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    JOINED = "joined"


class SeatClass(Value):
    """A class of people who come; `kept` seats are given to nobody outside of it."""

    code: SectorCode
    name: Line
    entitled: Entitled
    kept: Capacity = 0


SeatClasses = Annotated[tuple[SeatClass, ...], Field(min_length=1, max_length=12)]
"""The first are served first; a person belongs to the first that is for them."""


class SeatingPlan(Value):
    """How many may come, who, and how long an offered seat is held.

    With 0 `hold_minutes` who waited is given the seat without being asked. `waiting_most` bounds the waiting list; none
    is no bound. Until `closes_at` answers are taken and seats are offered; cancelling is possible at any time.
    """

    capacity: Capacity
    classes: SeatClasses
    hold_minutes: Annotated[int, Field(ge=0, le=20_160)] = 1_440
    guests_most: Guests = 0
    waiting_most: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    closes_at: Instant | None = None


class OpenSeating(Command, name="events.open-seating", key="seating_id"):
    """The secretariat asks who comes, to a gathering or to one of its sessions."""

    seating_id: SeatingId
    gathering_id: GatheringId
    session_id: SessionKey | None = None
    title: Line
    plan: SeatingPlan


class ChangeSeating(Command, name="events.change-seating", key="seating_id"):
    """The secretariat changes the plan; seats that are given stay given."""

    seating_id: SeatingId
    plan: SeatingPlan


class CloseSeating(Command, name="events.close-seating", key="seating_id"):
    """The secretariat calls it off: all seats are void."""

    seating_id: SeatingId
    reason: Line


class SeatingOpened(Event, name="events.seating.opened", key="seating_id"):
    """From now on people can say whether they come."""

    seating_id: SeatingId
    gathering_id: GatheringId
    session_id: SessionKey | None = None
    title: Line
    plan: SeatingPlan


class SeatingChanged(Event, name="events.seating.changed", key="seating_id"):
    """The plan is another; whoever can be seated now is told by an event of their own."""

    seating_id: SeatingId
    gathering_id: GatheringId
    title: Line
    plan: SeatingPlan
    changed_at: Instant


class SeatingClosed(Event, name="events.seating.closed", key="seating_id"):
    """It is called off, and with it every seat and every wait."""

    seating_id: SeatingId
    gathering_id: GatheringId
    title: Line
    reason: Line
