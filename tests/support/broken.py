"""Things that happen after a release: a speaker is ill for a day, a room is lost, a session draws a crowd."""

from dataclasses import replace
from random import Random

from cityteams_events.domain.solver.demands import Agenda, Demands


def broken_agenda(demands: Demands, agenda: Agenda, seed: int, a_day: int = 10) -> Demands:
    """The demands after one to three such things; the agenda breaks at least one of them."""
    chance = Random(seed)
    for _ in range(chance.randint(1, 3)):
        number = chance.randrange(len(demands.sessions))
        place, session = agenda[number], demands.sessions[number]
        day = frozenset(range(place.slot // a_day * a_day, (place.slot // a_day + 1) * a_day))
        kind = chance.choice(("ill", "room lost", "crowd"))
        if kind == "ill":
            who = chance.choice(sorted(session.people))
            demands = replace(demands, away={**demands.away, who: demands.away.get(who, frozenset()) | day})
        elif kind == "room lost":
            room = demands.rooms[place.room]
            rooms = list(demands.rooms)
            rooms[place.room] = replace(room, closed=room.closed | day)
            demands = replace(demands, rooms=tuple(rooms))
        else:
            sessions = list(demands.sessions)
            sessions[number] = replace(session, audience=max(room.capacity for room in demands.rooms))
            demands = replace(demands, sessions=tuple(sessions))
    return demands
