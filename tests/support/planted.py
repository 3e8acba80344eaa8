"""Agendas made backwards: a hidden agenda without a flaw is drawn first, and only wishes that it grants are asked."""

from datetime import UTC, datetime, timedelta
from random import Random

from cityteams_events.domain.solver.demands import Agenda, Demands, Place, Room, Session, Slot


def slots(count: int, minutes: int = 30, a_day: int = 10) -> tuple[Slot, ...]:
    """So many slots, ten a day, from nine in the morning, UTC."""
    first = datetime(2026, 6, 1, 9, tzinfo=UTC)
    starts = [first + timedelta(days=at // a_day, minutes=minutes * (at % a_day)) for at in range(count)]
    return tuple(Slot(each, each + timedelta(minutes=minutes)) for each in starts)


def planted(
    seed: int = 1, sessions: int = 150, rooms: int = 12, length: int = 30, attendees: int = 1500, each: int = 6
) -> tuple[Demands, Agenda]:
    """The demands and the hidden agenda, which loses none of the attendees' registrations."""
    chance = Random(seed)
    cells = [(slot, room) for slot in range(length) for room in range(rooms)]
    hidden = tuple(Place(*cell) for cell in chance.sample(cells, sessions))
    sizes = [chance.choice((40, 60, 80, 120, 200, 400)) for _ in range(rooms)]
    by_slot: dict[int, list[int]] = {}
    for number, place in enumerate(hidden):
        by_slot.setdefault(place.slot, []).append(number)
    interests = tuple(
        frozenset(chance.choice(by_slot[slot]) for slot in chance.sample(sorted(by_slot), each))
        for _ in range(attendees)
    )
    people: list[set[str]] = [{f"speaker {at}"} for at in range(sessions)]
    for at in range(sessions // 3):
        for slot in chance.sample(sorted(by_slot), 2):
            people[chance.choice(by_slot[slot])].add(f"guest {at}")
    before: list[tuple[int, int]] = []
    while len(before) < sessions // 7:
        one, other = chance.sample(range(sessions), 2)
        if hidden[one].slot < hidden[other].slot:
            before.append((one, other))
    away = {
        f"speaker {at}": frozenset(chance.sample(range(length), length // 4)) - {hidden[at].slot}
        for at in range(0, sessions, 3)
    }
    made = tuple(
        Session(f"session {at}", frozenset(people[at]), audience=sizes[hidden[at].room] * 2 // 3)
        for at in range(sessions)
    )
    halls = tuple(Room(f"room {at}", sizes[at]) for at in range(rooms))
    return Demands(slots(length), halls, made, away, tuple(before), interests=interests), hidden
