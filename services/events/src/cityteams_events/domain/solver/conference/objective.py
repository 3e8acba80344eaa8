"""What a programme costs, wish by wish, and which demands it breaks: counted from the programme alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from cityteams_events.domain.solver.conference.problem import (
    NOBODY,
    Conference,
    Number,
    Programme,
    Talk,
    attendee_clash,
    chair_clash,
    presenter_clash,
)


def costs(conference: Conference, programme: Programme) -> dict[str, int]:
    """The weighted cost of each wish that has a weight."""
    weights = conference.weights
    return {
        name: weight * count(conference, programme)
        for name, count in _COUNTS.items()
        if (weight := int(getattr(weights, name)))
    }


def cost(conference: Conference, programme: Programme) -> int:
    """The sum of all wishes; it says nothing of the demands (see `broken`)."""
    return sum(costs(conference, programme).values())


def broken(conference: Conference, programme: Programme) -> list[str]:
    """Every demand that the programme breaks, in words."""
    held: dict[Number, list[tuple[int, int, int]]] = defaultdict(list)
    found = []
    for session, room, slot, number in _held(programme):
        held[number].append((session, room, slot))
        if programme.tracks[session][room] != conference.talks[number].track:
            found.append(f"{conference.talks[number].name} is in session {session}, room {room} of another track")
    for at, talk in enumerate(conference.talks):
        places = held[at]
        if len(places) != talk.length:
            found.append(f"{talk.name} has {len(places)} slots and needs {talk.length}")
        elif places != [(places[0][0], places[0][1], places[0][2] + step) for step in range(talk.length)]:
            found.append(f"{talk.name} is torn apart")
    return found


def _held(programme: Programme) -> Iterator[tuple[int, int, int, Number]]:
    for session, rooms in enumerate(programme.talks):
        for room, slots in enumerate(rooms):
            for slot, talk in enumerate(slots):
                if talk != NOBODY:
                    yield session, room, slot, talk


def _cells(programme: Programme) -> Iterator[tuple[int, int, Number]]:
    for session, rooms in enumerate(programme.tracks):
        yield from ((session, room, track) for room, track in enumerate(rooms) if track != NOBODY)


def _track_sessions(conference: Conference, programme: Programme) -> int:
    return sum(conference.tracks[track].sessions[session] for session, _, track in _cells(programme))


def _track_rooms(conference: Conference, programme: Programme) -> int:
    return sum(conference.tracks[track].rooms[room] for _, room, track in _cells(programme))


def _session_rooms(conference: Conference, programme: Programme) -> int:
    return sum(conference.session_rooms[session][room] for session, room, _ in _cells(programme))


def _side_by_side(programme: Programme) -> Iterator[tuple[Number, Number]]:
    for rooms in programme.tracks:
        there = [track for track in rooms if track != NOBODY]
        yield from ((one, other) for one, other in combinations(there, 2) if one != other)


def _similar_tracks(conference: Conference, programme: Programme) -> int:
    return sum(conference.alike(one, other) for one, other in _side_by_side(programme))


def _chairs(conference: Conference, programme: Programme) -> int:
    tracks = conference.tracks
    return sum(chair_clash(tracks[one], tracks[other]) for one, other in _side_by_side(programme))


def _rooms_per_track(_: Conference, programme: Programme) -> int:
    rooms = {(track, room) for _, room, track in _cells(programme)}
    return len(rooms) - len({track for track, _ in rooms})


def _parallel_tracks(_: Conference, programme: Programme) -> int:
    cells = Counter((track, session) for session, _, track in _cells(programme))
    return sum(count - 1 for count in cells.values())


def _consecutive_tracks(_conference: Conference, programme: Programme) -> int:
    sessions: dict[Number, set[int]] = defaultdict(set)
    for session, _, track in _cells(programme):
        sessions[track].add(session)
    return sum(max(there) - min(there) + 1 != len(there) for there in sessions.values())


def _per_slot(programme: Programme, price: Callable[[Number, int, int], int]) -> int:
    return sum(price(talk, session, room) for session, room, _, talk in _held(programme))


def _talk_hours(conference: Conference, programme: Programme) -> int:
    return _per_slot(programme, lambda talk, session, _: conference.talks[talk].hours[session])


def _talk_sessions(conference: Conference, programme: Programme) -> int:
    return _per_slot(programme, lambda talk, session, _: conference.talks[talk].sessions[session])


def _talk_rooms(conference: Conference, programme: Programme) -> int:
    return _per_slot(programme, lambda talk, _, room: conference.talks[talk].rooms[room])


def _talk_order(conference: Conference, programme: Programme) -> int:
    """Talks out of their place in the track, and pairs with places that are held at the same time."""
    lists: dict[Number, list[Number]] = defaultdict(list)
    for session, room, _, talk in _held(programme):
        line = lists[programme.tracks[session][room]]
        if talk not in line:
            line.append(talk)
    wrong = sum(
        bool(conference.talks[talk].order) and conference.talks[talk].order != place
        for line in lists.values()
        for place, talk in enumerate(line, 1)
    )
    ordered = [talk.track if talk.order else None for talk in conference.talks]
    together = _at_once(programme)
    return wrong + sum(ordered[one] is not None and ordered[one] == ordered[other] for one, other in together)


def _at_once(programme: Programme) -> Iterator[tuple[Number, Number]]:
    """Pairs that are held in the same slot of the same session, as often as they are."""
    slots: dict[tuple[int, int], list[Number]] = defaultdict(list)
    for session, _, slot, talk in _held(programme):
        slots[session, slot].append(talk)
    for there in slots.values():
        yield from combinations(there, 2)


def _in_one_session(programme: Programme) -> Iterator[tuple[Number, Number]]:
    """Pairs that are in the same session in different rooms, once each."""
    sessions: dict[int, dict[tuple[int, Number], None]] = defaultdict(dict)
    for session, room, _, talk in _held(programme):
        sessions[session][room, talk] = None
    for there in sessions.values():
        yield from ((one[1], other[1]) for one, other in combinations(there, 2) if one[0] != other[0])


Pairs = Callable[[Programme], Iterator[tuple[Number, Number]]]
Clash = Callable[[Conference, Talk, Talk], bool]


def _clashes(pairs: Pairs, clash: Clash) -> Callable[[Conference, Programme], int]:
    def count(conference: Conference, programme: Programme) -> int:
        talks = conference.talks
        return sum(clash(conference, talks[one], talks[other]) for one, other in pairs(programme))

    return count


_COUNTS: Mapping[str, Callable[[Conference, Programme], int]] = {
    "track_sessions": _track_sessions,
    "track_rooms": _track_rooms,
    "session_rooms": _session_rooms,
    "similar_tracks": _similar_tracks,
    "rooms_per_track": _rooms_per_track,
    "parallel_tracks": _parallel_tracks,
    "consecutive_tracks": _consecutive_tracks,
    "talk_hours": _talk_hours,
    "talk_order": _talk_order,
    "talk_sessions": _talk_sessions,
    "talk_rooms": _talk_rooms,
    "presenters": _clashes(_in_one_session, presenter_clash),
    "attendees": _clashes(_in_one_session, attendee_clash),
    "chairs": _chairs,
    "presenters_by_slot": _clashes(_at_once, presenter_clash),
    "attendees_by_slot": _clashes(_at_once, attendee_clash),
}
