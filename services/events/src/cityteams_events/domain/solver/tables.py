"""The demands as arrays of whole numbers: what each place costs a session, and two sessions each other.

A cost is a number of blocking breaches times HARD plus a number of warnings, so that one sum says both.
"""

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cityteams_events.domain.solver.demands import Demands, Level, Number, Room, Rule, Session

Ints = NDArray[np.int64]
HARD = 1 << 32
WARNING = 5
"""What a warning weighs against one attendee's lost interest, or one theme begun anew."""


class Tables(NamedTuple):
    """`own[session, slot * rooms + room]`, `pair[session, session]` per shared slot, and the lists of both orders."""

    own: Ints
    pair: Ints
    length: Ints
    theme: Ints
    turn: Ints
    """What it costs when a room's slot and the next hold different sessions."""
    earlier: Ints
    later: Ints
    order: Ints
    """What a wrong order and a new theme cost; whether neighbours in a room matter; whether any of these does."""
    rooms: int
    first_choice: Ints
    choice: Ints
    """The places that break no blocking rule by themselves, session after session."""


def price(level: Level) -> int:
    """What one breach of a rule of a level costs."""
    return (0, WARNING, HARD)[level]


def tables_of(demands: Demands) -> Tables:
    """All arrays of a question."""
    themes = {theme: at for at, theme in enumerate(sorted({s.theme for s in demands.sessions if s.theme}))}
    turn = _turns(demands)
    theme = int(demands.level(Rule.THEME_TORN) > Level.IGNORE and bool(themes))
    earlier, later = _orders(demands)
    order, beside = price(demands.level(Rule.ORDER)), int(theme or bool(turn.any()))
    own = own_costs(demands)
    session, place = np.nonzero(own < HARD)
    return Tables(
        own=own,
        pair=_pairs(demands),
        length=np.array([session.length for session in demands.sessions], np.int64),
        theme=np.array([themes.get(session.theme, -1) for session in demands.sessions], np.int64),
        turn=turn,
        earlier=earlier,
        later=later,
        order=np.array([order, theme, beside, int(beside or (earlier.shape[1] > 0 and order > 0))], np.int64),
        rooms=len(demands.rooms),
        first_choice=np.searchsorted(session, np.arange(len(own) + 1)).astype(np.int64),
        choice=place.astype(np.int64),
    )


def own_costs(demands: Demands) -> Ints:
    """What each session pays at each place, whoever else is there."""
    found = np.zeros((len(demands.sessions), len(demands.slots), len(demands.rooms)), np.int64)
    for number, session in enumerate(demands.sessions):
        found[number] += _by_slot(demands, session)[:, None]
        for at, room in enumerate(demands.rooms):
            found[number, :, at] += _in_room(demands, session, at, room)
    return found.reshape(len(demands.sessions), -1)


def _by_slot(demands: Demands, session: Session) -> Ints:
    slots, away = len(demands.slots), price(demands.level(Rule.PERSON_AWAY))
    each = np.zeros(slots + session.length, np.int64)
    found = np.zeros(slots, np.int64)
    for who in session.people:
        missed = np.zeros_like(each)
        missed[[slot for slot in demands.away.get(who, ()) if 0 <= slot < slots]] = 1
        found += away * _within(missed, session.length, slots)
    if session.slots is not None:
        found[[slot for slot in range(slots) if slot not in session.slots]] += price(demands.level(Rule.SLOT_NOT_ASKED))
    found[slots - session.length + 1 :] += HARD
    pauses = np.array([*demands.pauses, *[0] * (session.length + 1)])
    for slot in range(slots):
        if any(pauses[slot : slot + session.length - 1] > 0):
            found[slot] += price(demands.level(Rule.ACROSS_A_BREAK))
    return found


def _within(marks: Ints, length: int, slots: int) -> Ints:
    """For each slot, whether any of the `length` slots from it on is marked."""
    return np.max([marks[step : step + slots] for step in range(length)], axis=0)


def _in_room(demands: Demands, session: Session, at: Number, room: Room) -> Ints:
    slots = len(demands.slots)
    found = np.zeros(slots, np.int64)
    shut = np.zeros(slots + session.length, np.int64)
    shut[[slot for slot in room.closed if 0 <= slot < slots]] = 1
    found += price(demands.level(Rule.ROOM_CLOSED)) * _within(shut, session.length, slots)
    if session.rooms is not None and at not in session.rooms:
        found += price(demands.level(Rule.ROOM_NOT_ASKED))
    if room.capacity < session.audience:
        found += price(demands.level(Rule.ROOM_TOO_SMALL))
    if not session.equipment <= room.equipment:
        found += price(demands.level(Rule.EQUIPMENT_MISSING))
    for block in demands.emcees:
        if block.person in session.people and block.room != at:
            led = np.zeros_like(shut)
            led[[slot for slot in block.slots if 0 <= slot < slots]] = 1
            found += price(demands.level(Rule.EMCEE_ELSEWHERE)) * _within(led, session.length, slots)
    return found


def _pairs(demands: Demands) -> Ints:
    """What two sessions cost for each slot that they share: people who would be in both, interests, popularity."""
    count = len(demands.sessions)
    found = np.zeros((count, count), np.int64)
    by_person: dict[str, list[Number]] = defaultdict(list)
    for number, session in enumerate(demands.sessions):
        for who in session.people:
            by_person[who].append(number)
    prices = [(list(by_person.values()), price(demands.level(Rule.PERSON_TWICE)))]
    popular = [number for number, session in enumerate(demands.sessions) if session.popular]
    prices.append(([popular], price(demands.level(Rule.POPULAR_TOGETHER))))
    if demands.level(Rule.INTERESTS) > Level.IGNORE:
        prices.append(([sorted(wanted) for wanted in demands.interests], 1))
    for groups, cost in prices:
        for group in groups:
            for one, other in combinations(group, 2):
                found[one, other] += cost
                found[other, one] += cost
    return found


def _turns(demands: Demands) -> Ints:
    cost = price(demands.level(Rule.TURN_ROUND))
    found = np.zeros((max(len(demands.slots) - 1, 0), len(demands.rooms)), np.int64)
    for slot, minutes in enumerate(demands.pauses):
        for at, room in enumerate(demands.rooms):
            found[slot, at] = cost * (minutes < room.turn_round)
    return found


def _orders(demands: Demands) -> tuple[Ints, Ints]:
    """For each session, those that are to be before it and those that are to be after it, filled up with -1."""
    earlier: list[list[Number]] = [[] for _ in demands.sessions]
    later: list[list[Number]] = [[] for _ in demands.sessions]
    if demands.level(Rule.ORDER) > Level.IGNORE:
        for first, then in demands.before:
            earlier[then].append(first)
            later[first].append(then)
    return _filled(earlier), _filled(later)


def _filled(rows: list[list[Number]]) -> Ints:
    found = np.full((len(rows), max([len(row) for row in rows] + [0])), -1, np.int64)
    for at, row in enumerate(rows):
        found[at, : len(row)] = row
    return found
