"""What an agenda is asked to be: slots, rooms, sessions, people, and how strictly each rule is meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

Number = int


class Level(IntEnum):
    """How strictly a rule is meant: an agenda that breaks a blocking rule is never given out."""

    IGNORE = 0
    WARN = 1
    BLOCK = 2


class Rule(StrEnum):
    """What an agenda may break. That a room holds one session at a time always blocks and has no level."""

    PERSON_TWICE = "person twice"
    PERSON_AWAY = "person away"
    EMCEE_ELSEWHERE = "emcee elsewhere"
    SLOT_NOT_ASKED = "slot not asked"
    ROOM_NOT_ASKED = "room not asked"
    ROOM_CLOSED = "room closed"
    ROOM_TOO_SMALL = "room too small"
    EQUIPMENT_MISSING = "equipment missing"
    ACROSS_A_BREAK = "across a break"
    TURN_ROUND = "turn-round"
    ORDER = "order"
    POPULAR_TOGETHER = "popular together"
    THEME_TORN = "theme torn"
    INTERESTS = "interests"


WISHES = frozenset({Rule.THEME_TORN, Rule.INTERESTS})
"""Rules that are counted, not kept or broken; asked to block, they still only warn."""

USUAL: Mapping[Rule, Level] = {
    rule: Level.WARN if rule in WISHES | {Rule.POPULAR_TOGETHER} else Level.BLOCK for rule in Rule
}


@dataclass(frozen=True)
class Slot:
    """A stretch of time; `starts` and `ends` know their time zone. Slots are in order of time and do not overlap."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Room:
    """Where sessions are; `turn_round` are the minutes it needs between two of them."""

    name: str
    capacity: int = 10_000
    equipment: frozenset[str] = frozenset()
    closed: frozenset[Number] = frozenset()
    turn_round: int = 0


@dataclass(frozen=True)
class Session:
    """What is to be placed; `people` (and clusters) must be there in person, `slots` are those it may begin in."""

    name: str
    people: frozenset[str] = frozenset()
    length: int = 1
    theme: str = ""
    audience: int = 0
    equipment: frozenset[str] = frozenset()
    slots: frozenset[Number] | None = None
    rooms: frozenset[Number] | None = None
    popular: bool = False


@dataclass(frozen=True)
class EmceeBlock:
    """Somebody leads through the sessions of a room for a while, and cannot be elsewhere meanwhile."""

    person: str
    room: Number
    slots: frozenset[Number]


@dataclass(frozen=True)
class Demands:
    """The whole question: `away` slots per person, `before` pairs (first, then), `interests` one set per attendee."""

    slots: tuple[Slot, ...]
    rooms: tuple[Room, ...]
    sessions: tuple[Session, ...]
    away: Mapping[str, frozenset[Number]] = field(default_factory=dict)
    before: tuple[tuple[Number, Number], ...] = ()
    emcees: tuple[EmceeBlock, ...] = ()
    interests: tuple[frozenset[Number], ...] = ()
    levels: Mapping[Rule, Level] = field(default_factory=lambda: USUAL)
    by_clock: bool = False
    """Whether words tell a slot by its hours instead of its number."""

    def level(self, rule: Rule) -> Level:
        """How strictly a rule is meant here."""
        level = self.levels.get(rule, USUAL[rule])
        return min(level, Level.WARN) if rule in WISHES else level

    @cached_property
    def pauses(self) -> tuple[int, ...]:
        """Minutes between each slot and the next."""
        times = zip(self.slots, self.slots[1:], strict=False)
        return tuple(int((then.starts - slot.ends).total_seconds() // 60) for slot, then in times)

    def when(self, numbers: Iterable[Number]) -> str:
        """Slots for people: slot 1 to 3, 7; or their hours, in the time zone of the slots."""
        line = sorted(numbers)
        if not line:
            return "no slot"
        firsts = [line[0]] + [then for one, then in pairwise(line) if then != one + 1]
        lasts = [one for one, then in pairwise(line) if then != one + 1] + [line[-1]]
        runs = zip(firsts, lasts, strict=True)
        if self.by_clock and line[0] >= 0 and line[-1] < len(self.slots):
            return ", ".join(_hours(self.slots[one], self.slots[other]) for one, other in runs)
        return "slot " + ", ".join(f"{one}" if one == other else f"{one} to {other}" for one, other in runs)


def _hours(first: Slot, last: Slot) -> str:
    same = first.starts.date() == last.ends.date()
    ends = f"{last.ends:%H:%M}" if same else f"{last.ends:%Y-%m-%d %H:%M}"
    return f"{first.starts:%Y-%m-%d %H:%M} to {ends}"


@dataclass(frozen=True)
class Place:
    """Where a session begins."""

    slot: Number
    room: Number


Agenda = tuple[Place, ...]
"""The place of each session, in the order of the demands' sessions."""


class DemandsError(ValueError):
    """The question itself is wrong: `field` says where, the message what to do about it."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(f"{field_name}: {message}")
        self.field = field_name


def slots_away(slots: Iterable[Slot], there: Iterable[tuple[datetime, datetime]]) -> frozenset[Number]:
    """The slots not wholly inside any of somebody's windows; windows and slots may be in any time zones."""
    windows = list(there)
    return frozenset(
        number
        for number, slot in enumerate(slots)
        if not any(begins <= slot.starts and slot.ends <= ends for begins, ends in windows)
    )


def check_demands(demands: Demands) -> None:
    """Raises `DemandsError` for the first thing that makes no sense."""
    _check_slots(demands)
    for number, session in enumerate(demands.sessions):
        if not 1 <= session.length <= len(demands.slots):
            wants = f"{session.name} is {session.length} slots long and the gathering has {len(demands.slots)}"
            raise DemandsError(f"sessions[{number}].length", f"{wants}; shorten it or add slots")
    for number, room in enumerate(demands.rooms):
        if room.capacity < 1:
            raise DemandsError(
                f"rooms[{number}].capacity", f"{room.name} seats nobody; give it a capacity of 1 or more"
            )
    _check_references(demands)


def _check_slots(demands: Demands) -> None:
    for number, slot in enumerate(demands.slots):
        if slot.starts.tzinfo is None or slot.ends.tzinfo is None:
            raise DemandsError(f"slots[{number}]", "the times have no time zone; give them one")
        if slot.ends <= slot.starts:
            raise DemandsError(f"slots[{number}]", "it ends before it starts; swap the two times")
        if number and slot.starts < demands.slots[number - 1].ends:
            raise DemandsError(
                f"slots[{number}]", "it starts before the slot before it ends; put them in order of time"
            )


def _check_references(demands: Demands) -> None:
    sessions = range(len(demands.sessions))
    for number, pair in enumerate(demands.before):
        if any(each not in sessions for each in pair):
            raise DemandsError(f"before[{number}]", "it names a session that is not there; name one that is")
    for number, wanted in enumerate(demands.interests):
        if any(each not in sessions for each in wanted):
            raise DemandsError(f"interests[{number}]", "it names a session that is not there; name one that is")
    for number, block in enumerate(demands.emcees):
        if block.room not in range(len(demands.rooms)):
            raise DemandsError(f"emcees[{number}].room", "it names a room that is not there; name one that is")
    if circle := _circle(demands):
        names = " before ".join(demands.sessions[each].name for each in circle)
        raise DemandsError("before", f"{names} is a circle; take one of these away")


def _circle(demands: Demands) -> list[Number]:
    """Sessions each of which is to be before the next, and the last before the first; empty if there are none."""
    sorter: TopologicalSorter[Number] = TopologicalSorter()
    for first, then in demands.before:
        sorter.add(then, first)
    try:
        sorter.prepare()
    except CycleError as error:
        return [int(each) for each in error.args[1]]
    return []
