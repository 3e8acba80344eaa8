"""Examples of planning: what happens to a gathering, and who would speak there."""

from datetime import UTC, date, datetime, time
from typing import Any

from cityteams_contracts.events import (
    CancelGathering,
    ChangeGathering,
    Day,
    Deadline,
    DeadlineKind,
    DelayedSession,
    Emcee,
    GatheringCancelled,
    GatheringChanged,
    GatheringKind,
    GatheringSlipped,
    Pause,
    ReportDelay,
    RollBackAgenda,
    Room,
    SessionsDelayed,
    SlipGathering,
    Track,
)
from cityteams_contracts.examples.booths import booth_examples
from cityteams_contracts.examples.sessions import session_examples
from cityteams_contracts.examples.solving import solving_examples
from cityteams_contracts.examples.values import EXPO, GATHERING, HELD, LEAD, OFFICIAL, SESSION, TITLE, TRACK, hour
from cityteams_contracts.message import Message

_REASON = "The convention centre is closed in February."


def planning_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_gatherings(), *_days(), *session_examples(), *solving_examples(), *booth_examples())


def _gatherings() -> tuple[Message, ...]:
    days = (Day(date=date(2018, 2, 7), opens=time(13, 30), closes=time(17, 30)),)
    later = (Day(date=date(2019, 7, 11), opens=time(13, 30), closes=time(17, 30)),)
    rooms = (Room(room_id="146c", name="146C", capacity=120, equipment=("projector",), turn_round=10),)
    pause = Pause(date=date(2018, 2, 7), starts=time(15, 0), ends=time(15, 20))
    emcee = Emcee(person_id=OFFICIAL, date=date(2018, 2, 7), starts=time(13, 30), ends=time(15, 0))
    track = Track(track_id=TRACK, title="Public Safety", sector="public_safety", room_id="146c", emcees=(emcee,))
    deadline = Deadline(what=DeadlineKind.SESSION_PROPOSALS, at=datetime(2018, 1, 15, 23, 59, tzinfo=UTC))
    plan: dict[str, Any] = {
        "title": EXPO,
        "days": days,
        "rooms": rooms,
        "slot_minutes": 10,
        "pauses": (pause,),
        "tracks": (track,),
    }
    kind = GatheringKind.EXPO
    slipped: dict[str, Any] = {"days_were": days, "days": later, "rooms": rooms, "by_days": 519, "reason": _REASON}
    return (
        ChangeGathering(**HELD, **plan, deadlines=(deadline,), travel_supports=20),
        GatheringChanged(**HELD, **plan, kind=kind, deadlines=(deadline,), planned=True, what=("pauses", "tracks")),
        SlipGathering(gathering_id=GATHERING, months=17, days=4, reason=_REASON),
        GatheringSlipped(**HELD, title=EXPO, kind=kind, **slipped, people=(LEAD, OFFICIAL)),
        CancelGathering(gathering_id=GATHERING, reason=_REASON),
        GatheringCancelled(**HELD, title=EXPO, kind=kind, days=days, reason=_REASON, people=(LEAD,)),
    )


def _days() -> tuple[Message, ...]:
    late = DelayedSession(
        session_id=SESSION,
        title=TITLE,
        room_id="146c",
        room="146C",
        planned=hour(14, 20),
        starts=hour(14, 40),
        ends=hour(14, 50),
        people=(LEAD,),
    )
    since = hour(14, 0)
    return (
        RollBackAgenda(gathering_id=GATHERING),
        ReportDelay(gathering_id=GATHERING, track_id=TRACK, since=since, minutes=20),
        SessionsDelayed(**HELD, title=EXPO, release=2, room_id="146c", since=since, minutes=20, sessions=(late,)),
    )
