"""The question of a timetable of meetings, the answer, and an independent look at whether it keeps every demand.

The model is the business-to-business meeting scheduling problem (B2BSOP) of Bofill, Coll, Garcia, Giráldez-Cru, Pesant,
Suy and Villaret, JAIR 74 (2022): nobody in two places, so many tables at once, forbidden slots, fixed meetings,
precedences; a break is a run of idle slots between two meetings of one participant, lunch included; breaks are
minimised, and no participant has more than `fairness` breaks above the one with the fewest.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

MeetingNumber = int
Slot = int


@dataclass(frozen=True)
class Meeting:
    """Two or more participants who are to meet once; `slots` are those it may be in, all when None."""

    people: tuple[str, ...]
    slots: frozenset[Slot] | None = None


@dataclass(frozen=True)
class MeetingProblem:
    """Who is to meet whom, in slots 1 to `slots`, at `tables` tables; `before` pairs (first, then) of meetings.

    `seats` are those of each table; when it is empty every table is large enough.
    """

    meetings: tuple[Meeting, ...]
    slots: int
    tables: int
    absent: Mapping[str, frozenset[Slot]] = field(default_factory=dict)
    before: tuple[tuple[MeetingNumber, MeetingNumber], ...] = ()
    others: frozenset[str] = frozenset()
    fairness: int | None = 2
    seats: tuple[int, ...] = ()

    @cached_property
    def crowds(self) -> tuple[tuple[int, tuple[MeetingNumber, ...]], ...]:
        """For each number of seats that some table lacks: how many tables have more, and which meetings need them.

        Tables are told apart by their seats alone, so a slot's meetings find tables exactly when this holds for each.
        """
        sizes = sorted({size for size in self.seats if any(len(each.people) > size for each in self.meetings)})
        return tuple(
            (
                sum(each > size for each in self.seats),
                tuple(number for number, each in enumerate(self.meetings) if len(each.people) > size),
            )
            for size in sizes
        )

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who meets somebody, in order of name."""
        return tuple(sorted({who for meeting in self.meetings for who in meeting.people}))

    @cached_property
    def meetings_of(self) -> Mapping[str, tuple[MeetingNumber, ...]]:
        """The meetings of each participant."""
        found: dict[str, list[MeetingNumber]] = {who: [] for who in self.people}
        for number, meeting in enumerate(self.meetings):
            for who in meeting.people:
                found[who].append(number)
        return {who: tuple(numbers) for who, numbers in found.items()}

    @cached_property
    def least_is_none(self) -> bool:
        """Whether somebody is sure to have no break, so that fairness bounds everybody's breaks by itself."""
        return bool(self.others) or any(len(numbers) < 2 for numbers in self.meetings_of.values())

    def open_slots(self, number: MeetingNumber) -> tuple[Slot, ...]:
        """The slots in which a meeting could be: its own, less those in which one of its people is absent."""
        meeting = self.meetings[number]
        away = frozenset[Slot]().union(*(self.absent.get(who, frozenset()) for who in meeting.people))
        wanted = meeting.slots if meeting.slots is not None else range(1, self.slots + 1)
        return tuple(slot for slot in sorted(wanted) if 1 <= slot <= self.slots and slot not in away)


Timetable = tuple[Slot, ...]
"""The slot of each meeting, in the order of the problem's meetings."""


def breaks_of(problem: MeetingProblem, timetable: Timetable) -> dict[str, int]:
    """How many runs of idle slots each participant has between the first and the last meeting."""
    found = {}
    for who, numbers in problem.meetings_of.items():
        slots = sorted(timetable[number] for number in numbers)
        found[who] = sum(later - earlier > 1 for earlier, later in pairwise(slots))
    return found


def violations(problem: MeetingProblem, timetable: Timetable) -> list[str]:
    """Every demand that a timetable breaks, in words; from the timetable alone, not from any solver's model."""
    looks = (_misplaced, _doubled, _crowded, _disordered, _unfair)
    return [line for look in looks for line in look(problem, timetable)]


def _misplaced(problem: MeetingProblem, timetable: Timetable) -> list[str]:
    wrong = [(number, slot) for number, slot in enumerate(timetable) if slot not in problem.open_slots(number)]
    return [f"meeting {number} is in slot {slot}, where it may not be" for number, slot in wrong]


def _doubled(problem: MeetingProblem, timetable: Timetable) -> list[str]:
    busy = Counter((who, timetable[number]) for who, numbers in problem.meetings_of.items() for number in numbers)
    return [f"{who} has {times} meetings in slot {slot}" for (who, slot), times in busy.items() if times > 1]


def _crowded(problem: MeetingProblem, timetable: Timetable) -> list[str]:
    full = [(slot, times) for slot, times in sorted(Counter(timetable).items()) if times > problem.tables]
    found = [f"slot {slot} has {times} meetings and {problem.tables} tables" for slot, times in full]
    for tables, numbers in problem.crowds:
        large = Counter(timetable[number] for number in numbers)
        wrong = [(slot, times) for slot, times in sorted(large.items()) if times > tables]
        found += [f"slot {slot} has {times} large meetings and {tables} large tables" for slot, times in wrong]
    return found


def _disordered(problem: MeetingProblem, timetable: Timetable) -> list[str]:
    wrong = [(first, then) for first, then in problem.before if timetable[first] >= timetable[then]]
    return [f"meeting {first} is not before meeting {then}" for first, then in wrong]


def _unfair(problem: MeetingProblem, timetable: Timetable) -> list[str]:
    breaks = breaks_of(problem, timetable)
    if problem.fairness is None or not breaks:
        return []
    least = 0 if problem.others else min(breaks.values())
    return [
        f"{who} has {count} breaks, and somebody has {least}"
        for who, count in breaks.items()
        if count - least > problem.fairness
    ]


def impossible(problem: MeetingProblem) -> list[str]:
    """Reasons, found by counting alone, why no timetable can exist; an empty list proves nothing."""
    found = [
        f"meeting {number} of {' and '.join(meeting.people)} has no slot left"
        for number, meeting in enumerate(problem.meetings)
        if not problem.open_slots(number)
    ]
    for who, numbers in problem.meetings_of.items():
        there = problem.slots - len([slot for slot in problem.absent.get(who, ()) if 1 <= slot <= problem.slots])
        if len(numbers) > there:
            found.append(f"{who} has {len(numbers)} meetings and is there in {there} slots")
    seats = problem.slots * problem.tables
    if len(problem.meetings) > seats:
        found.append(
            f"{len(problem.meetings)} meetings need more than {problem.slots} slots at {problem.tables} tables"
        )
    for tables, numbers in problem.crowds:
        if len(numbers) > problem.slots * tables:
            found.append(f"{len(numbers)} large meetings need more than {problem.slots} slots at {tables} large tables")
    return found
