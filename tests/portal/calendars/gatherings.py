"""A gathering as events would say it, from its announcement over releases to delays."""

from datetime import UTC, date, datetime, time
from typing import Any

from cityteams_contracts.events import (
    AgendaReleased,
    Day,
    Deadline,
    DeadlineKind,
    DelayedSession,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringKind,
    GatheringSlipped,
    Room,
    SessionEntry,
    SessionKind,
    SessionsDelayed,
    TrackName,
)

DAYS = (Day(date=date(2018, 2, 7), opens=time(9), closes=time(17)),)
ROOMS = (Room(room_id="r1", name="146A", capacity=80), Room(room_id="r2", name="146C", capacity=120))
TRACK = TrackName(track_id="t-water", title="Water")
HELD: dict[str, Any] = {
    "gathering_id": "expo",
    "title": "Expo 2018",
    "place": "Washington, DC",
    "time_zone": "America/New_York",
}
BOOTHS = Deadline(what=DeadlineKind.BOOTH_REQUESTS, at=datetime(2018, 1, 15, 22, tzinfo=UTC))


def announced(**change):
    plan: dict[str, Any] = HELD | {
        "kind": GatheringKind.EXPO,
        "days": DAYS,
        "rooms": ROOMS,
        "slot_minutes": 10,
        "planned": True,
    }
    return GatheringAnnounced(**(plan | {"deadlines": (BOOTHS,)} | change))


def changed(**change):
    return GatheringChanged(**(announced().model_dump() | change))


def session(number, hour, minute=0, minutes=30, room="r1", **change):
    """The session of that number, local time."""
    starts = datetime(2018, 2, 7, hour + 5, minute, tzinfo=UTC)
    ends = starts.replace(hour=starts.hour + (minute + minutes) // 60, minute=(minute + minutes) % 60)
    known: dict[str, Any] = {
        "session_id": f"s{number}",
        "kind": SessionKind.BREAKOUT,
        "title": f"Session {number}",
        "room_id": room,
    }
    return SessionEntry(**(known | {"starts": starts, "ends": ends, "speakers": (f"p{number}",)} | change))


def released(number, *sessions):
    return AgendaReleased(**HELD, rooms=ROOMS, release=number, entries=(), sessions=sessions, tracks=(TRACK,))


def slipped(days):
    later = tuple(day.model_copy(update={"date": date.fromordinal(day.date.toordinal() + days)}) for day in DAYS)
    return GatheringSlipped(
        **HELD, kind=GatheringKind.EXPO, days_were=DAYS, days=later, rooms=ROOMS, by_days=days, deadlines=(BOOTHS,)
    )


def called_off():
    return GatheringCancelled(**HELD, kind=GatheringKind.EXPO, days=DAYS)


def late(entry, minutes, starts, ends):
    """One session that runs late."""
    one = DelayedSession(
        session_id=entry.session_id, title=entry.title, room_id="r1", room="146A", planned=entry.starts,
        starts=starts, ends=ends,
    )  # fmt: skip
    return SessionsDelayed(**HELD, release=1, room_id="r1", since=entry.starts, minutes=minutes, sessions=(one,))
