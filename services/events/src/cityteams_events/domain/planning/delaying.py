"""A room runs late: what comes after is later too, as far as breaks and turn-round do not swallow it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations

from cityteams_contracts import Rejected
from cityteams_contracts.events import DelayedSession, ReportDelay, SessionEntry, SessionsDelayed
from cityteams_events.domain.gathering import Gathering, Release
from cityteams_events.domain.hours import shown
from cityteams_events.domain.planning.judging import shortened
from cityteams_events.domain.planning.releasing import people_in

Delays = Iterable[DelayedSession]


def delay(gathering: Gathering, last: Release | None, delays: Delays, command: ReportDelay) -> SessionsDelayed:
    """Decides which sessions begin when; only those are named that were last told otherwise. Raises Rejected."""
    if last is None or not last.sessions:
        raise Rejected("no-agenda-is-released", "a delay is told against a released agenda", "gathering_id")
    room_id = _room_of(gathering, last.sessions, command)
    day = command.since.astimezone(gathering.zone).date()
    told = {each.session_id: each for each in delays}
    line = sorted(
        (each for each in last.sessions if each.room_id == room_id and each.ends > command.since
         and each.starts.astimezone(gathering.zone).date() == day),
        key=lambda each: each.starts,
    )  # fmt: skip
    if not line:
        raise Rejected("nothing-is-held-there-then", "no session of this room is left on that day", "since")
    ripple = _rippled(gathering, room_id, line, command)
    now = [each for each in ripple if not _known(each, told.get(each.session_id))]
    if not now:
        raise Rejected("nothing-was-changed", "a break takes the delay up, or it was told already; nobody is told anew")
    return SessionsDelayed(
        **gathering.titled,
        release=last.number,
        room_id=room_id,
        since=command.since,
        minutes=command.minutes,
        sessions=tuple(now),
        clashes=_clashes(last.sessions, told | {each.session_id: each for each in ripple}, now),
    )


def _room_of(gathering: Gathering, entries: Sequence[SessionEntry], command: ReportDelay) -> str:
    rooms = {room.room_id for room in gathering.rooms}
    if command.room_id is not None:
        if command.room_id not in rooms:
            raise Rejected("room-is-unknown", f"{command.room_id} is no room of this gathering", "room_id")
        return command.room_id
    track = next((each for each in gathering.tracks if each.track_id == command.track_id), None)
    if track is None:
        raise Rejected("track-is-unknown", "name a track or a room of this gathering", "track_id")
    later = sorted(
        (each for each in entries if each.track_id == track.track_id and each.ends > command.since and each.room_id),
        key=lambda each: each.starts,
    )
    if not later:
        raise Rejected("nothing-is-held-there-then", "no session of this track is left then", "since")
    return str(later[0].room_id)


def _rippled(
    gathering: Gathering, room_id: str, line: Sequence[SessionEntry], command: ReportDelay
) -> list[DelayedSession]:
    """What runs now ends so late, or what is next begins so late; each later one only as far as the one before forces.

    A session that has begun is not named: whoever is in it knows.
    """
    room = next(each for each in gathering.rooms if each.room_id == room_id)
    turn, late = timedelta(minutes=room.turn_round), timedelta(minutes=command.minutes)
    begun = line[0].starts < command.since
    found, free = list[DelayedSession](), line[0].ends + late + turn if begun else line[0].starts + late
    for entry in line[1:] if begun else line:
        starts = max(entry.starts, free)
        ends = starts + (entry.ends - entry.starts)
        free = ends + turn
        found.append(
            DelayedSession(
                session_id=entry.session_id,
                title=entry.title,
                room_id=room_id,
                room=room.name,
                planned=entry.starts,
                starts=shown(starts, gathering.zone),
                ends=shown(ends, gathering.zone),
                people=people_in(entry),
            )
        )
    return found


def _known(now: DelayedSession, told: DelayedSession | None) -> bool:
    return now.starts == (told.starts if told else now.planned)


def _clashes(
    entries: Sequence[SessionEntry], late: dict[str, DelayedSession], now: Sequence[DelayedSession]
) -> tuple[str, ...]:
    """Who would now be in two places, said by the titles of the two sessions."""
    fresh = {each.session_id for each in now}
    found = []
    for one, other in combinations(entries, 2):
        if not fresh & {one.session_id, other.session_id} or not set(people_in(one)) & set(people_in(other)):
            continue
        first, then = (late.get(each.session_id, each) for each in (one, other))
        if first.starts < then.ends and then.starts < first.ends:
            found.append(shortened(f"Somebody is expected in {one.title} and in {other.title} at the same time."))
    return tuple(found[:50])
