"""What an agenda breaks, in words: looked at from the agenda alone, not from any solver's model."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from cityteams_events.domain.solver.demands import Agenda, Demands, Level, Number, Rule


@dataclass(frozen=True)
class Breach:
    """One rule broken by some sessions; `rule` is None for two sessions in one room."""

    rule: Rule | None
    level: Level
    sessions: tuple[Number, ...]
    words: str


def breaches(demands: Demands, agenda: Agenda) -> list[Breach]:
    """Every breach of a rule that is not ignored, the blocking ones first."""
    found = [
        Breach(rule, demands.level(rule) if rule else Level.BLOCK, sessions, words)
        for look in _LOOKS
        for rule, sessions, words in look(demands, agenda)
        if rule is None or demands.level(rule) is not Level.IGNORE
    ]
    return sorted(found, key=lambda breach: -breach.level)


def blocked(demands: Demands, agenda: Agenda) -> list[Breach]:
    """The breaches for which an agenda is not given out."""
    return [breach for breach in breaches(demands, agenda) if breach.level is Level.BLOCK]


def lost(demands: Demands, agenda: Agenda) -> int:
    """Stated interests that nobody can follow: per attendee, those left over from the most that can be heard whole."""
    return sum(len(wanted) - _most(demands, agenda, wanted) for wanted in demands.interests)


def _most(demands: Demands, agenda: Agenda, wanted: frozenset[Number]) -> int:
    heard, free = 0, 0
    for ends, begins in sorted(
        (agenda[each].slot + demands.sessions[each].length, agenda[each].slot) for each in wanted
    ):
        if begins >= free:
            heard, free = heard + 1, ends
    return heard


def theme_runs(demands: Demands, agenda: Agenda) -> int:
    """Runs of sessions of one theme, one after the other in one room; fewer is calmer."""
    rooms: dict[Number, list[Number]] = defaultdict(list)
    for number, place in enumerate(agenda):
        if demands.sessions[number].theme:
            rooms[place.room].append(number)
    found = 0
    for there in rooms.values():
        line = sorted(there, key=lambda each: agenda[each].slot)
        found += 1 + sum(not _follows(demands, agenda, one, other) for one, other in pairwise(line))
    return found


def _follows(demands: Demands, agenda: Agenda, one: Number, other: Number) -> bool:
    first, then = demands.sessions[one], demands.sessions[other]
    return first.theme == then.theme and agenda[one].slot + first.length == agenda[other].slot


def covered(demands: Demands, agenda: Agenda, number: Number) -> range:
    """The slots that a session takes."""
    return range(agenda[number].slot, agenda[number].slot + demands.sessions[number].length)


Look = Iterator[tuple[Rule | None, tuple[Number, ...], str]]


def _places(demands: Demands, agenda: Agenda) -> Look:
    for number, session in enumerate(demands.sessions):
        place, slots = agenda[number], covered(demands, agenda, number)
        room = demands.rooms[place.room]
        if (session.slots is not None and place.slot not in session.slots) or slots.stop > len(demands.slots):
            yield (
                Rule.SLOT_NOT_ASKED,
                (number,),
                f"{session.name} begins in {demands.when([place.slot])}, where it may not",
            )
        if session.rooms is not None and place.room not in session.rooms:
            yield Rule.ROOM_NOT_ASKED, (number,), f"{session.name} is in {room.name}, which it may not use"
        if shut := sorted(room.closed.intersection(slots)):
            yield (
                Rule.ROOM_CLOSED,
                (number,),
                f"{session.name} is in {room.name}, which is closed in {demands.when(shut[:1])}",
            )
        if room.capacity < session.audience:
            words = f"{session.name} expects {session.audience} and {room.name} seats {room.capacity}"
            yield Rule.ROOM_TOO_SMALL, (number,), words
        if missing := sorted(session.equipment - room.equipment):
            yield Rule.EQUIPMENT_MISSING, (number,), f"{session.name} needs {missing[0]}, which {room.name} lacks"
        if any(demands.pauses[slot] > 0 for slot in slots[:-1] if slot < len(demands.pauses)):
            yield Rule.ACROSS_A_BREAK, (number,), f"{session.name} runs across a break"


def _people(demands: Demands, agenda: Agenda) -> Look:
    for number, session in enumerate(demands.sessions):
        slots = covered(demands, agenda, number)
        for who in sorted(session.people):
            if away := sorted(demands.away.get(who, frozenset()).intersection(slots)):
                yield (
                    Rule.PERSON_AWAY,
                    (number,),
                    f"{who} is away in {demands.when(away[:1])}, when {session.name} is held",
                )
        for block in demands.emcees:
            if block.person in session.people and block.room != agenda[number].room and block.slots.intersection(slots):
                words = f"{block.person} leads through {demands.rooms[block.room].name} while {session.name} is held"
                yield Rule.EMCEE_ELSEWHERE, (number,), words


def _at_once(demands: Demands, agenda: Agenda) -> Look:
    for one, other in combinations(range(len(agenda)), 2):
        first, then = demands.sessions[one], demands.sessions[other]
        if not set(covered(demands, agenda, one)).intersection(covered(demands, agenda, other)):
            continue
        pair, both = (one, other), f"{first.name} and {then.name}"
        if agenda[one].room == agenda[other].room:
            yield None, pair, f"{both} are in {demands.rooms[agenda[one].room].name} at the same time"
        for who in sorted(first.people & then.people):
            yield Rule.PERSON_TWICE, pair, f"{who} is in {both} at the same time"
        if first.popular and then.popular:
            yield Rule.POPULAR_TOGETHER, pair, f"{both} are both popular and at the same time"


def _one_after_another(demands: Demands, agenda: Agenda) -> Look:
    for first, then in demands.before:
        if covered(demands, agenda, first).stop > agenda[then].slot:
            words = f"{demands.sessions[first].name} does not end before {demands.sessions[then].name} begins"
            yield Rule.ORDER, (first, then), words
    by_room: dict[Number, list[Number]] = defaultdict(list)
    for number, place in enumerate(agenda):
        by_room[place.room].append(number)
    for at, there in sorted(by_room.items()):
        room, line = demands.rooms[at], sorted(there, key=lambda each: agenda[each].slot)
        for one, other in pairwise(line):
            ends, begins = covered(demands, agenda, one).stop, agenda[other].slot
            if ends <= begins < len(demands.slots) and pause(demands, ends, begins) < room.turn_round:
                words = f"{room.name} needs {room.turn_round} minutes between {demands.sessions[one].name} and "
                yield Rule.TURN_ROUND, (one, other), words + demands.sessions[other].name


def pause(demands: Demands, ends: Number, begins: Number) -> float:
    """Minutes between the end of the slot before `ends` and the start of slot `begins`."""
    return (demands.slots[begins].starts - demands.slots[ends - 1].ends).total_seconds() / 60


_LOOKS: tuple[Callable[[Demands, Agenda], Look], ...] = (_places, _people, _at_once, _one_after_another)
