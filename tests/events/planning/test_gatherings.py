"""A gathering that changes, slips or is called off; a day that runs late."""

from datetime import UTC, date, datetime, time

import pytest

from cityteams_contracts.events import (
    Booth,
    CancelGathering,
    ChangeGathering,
    Day,
    Deadline,
    DeadlineKind,
    Emcee,
    EventsRejection,
    GatheringCancelled,
    GatheringChanged,
    GatheringKind,
    GatheringSlipped,
    HoldGathering,
    Pause,
    PlaceSession,
    ReportDelay,
    Room,
    SessionChanged,
    SessionKind,
    SessionsDelayed,
    SlipGathering,
    SlotGiven,
    Track,
)
from tests.events.desk import listed
from tests.events.planning.desk import JAM, RELEASE, SOLVE, at, computed, hold, places, released, session
from tests.events.samples import AUTUMN, SPRING, cluster, day, plan

TRACK = Track(
    track_id="t-1",
    title="One",
    room_id="hall",
    emcees=(Emcee(person_id="p-host", date=date(2018, 2, 7), starts=time(9), ends=time(10)),),
)
PAUSE = Pause(date=date(2018, 2, 7), starts=time(10), ends=time(10, 30))


def refusal(said):
    (no,) = said
    assert isinstance(no, EventsRejection), no
    return no.code, no.field


def change(**changed):
    """The plan of `hold` anew, with these fields different."""
    kept = hold().model_dump(exclude={"kind", "round_id", "planned"})
    return ChangeGathering.model_validate({**kept, **changed})


def put(name, room, hour, minute=0):
    return PlaceSession(gathering_id=JAM, session_id=name, room_id=room, starts=at(hour, minute))


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"tracks": (TRACK, TRACK)}, "a-track-is-listed-twice", "tracks.1.track_id"),
        ({"tracks": (TRACK.model_copy(update={"room_id": "moon"}),)}, "room-is-unknown", "tracks.0.room_id"),
        ({"booths": (Booth(number="901"), Booth(number="901"))}, "a-booth-is-listed-twice", "booths.1.number"),
        ({"pauses": (PAUSE.model_copy(update={"date": date(2018, 2, 9)}),)}, "a-day-is-not-of-the-gathering",
         "pauses.0.date"),
        ({"pauses": (PAUSE.model_copy(update={"ends": time(9)}),)}, "it-ends-before-it-starts", "pauses.0.ends"),
        ({"rooms": (Room(room_id="hall", name="Hall", capacity=9, hours=(day(opens=time(9, tzinfo=UTC)),)),)},
         "an-hour-carries-an-offset", "rooms.0.hours.0.opens"),
        ({"time_zone": "Mars/Olympus"}, "time-zone-is-unknown", "time_zone"),
        ({"days": (Day(date=date(2018, 2, 7), opens=time(12), closes=time(9)),)}, "a-day-ends-before-it-starts",
         "days.0.closes"),
        ({"days": (day(SPRING, time(1), time(5)),),
          "pauses": (Pause(date=SPRING, starts=time(2, 30), ends=time(3, 30)),)},
         "an-hour-does-not-exist", "pauses.0.starts"),
        ({"time_zone": "Pacific/Apia", "days": (day(date(2011, 12, 30), time(9), time(12)),)},
         "an-opening-time-does-not-exist", "days.0.opens"),
    ],
)  # fmt: skip
def test_plans_that_nobody_could_hold_are_refused_by_field(desk, changed, code, field):
    assert refusal(desk.take(hold(**changed))) == (code, field)


def test_rooms_without_seats_never_become_a_command():
    with pytest.raises(ValueError, match="capacity"):
        HoldGathering.model_validate({**hold().model_dump(), "rooms": [{"room_id": "a", "name": "A", "capacity": 0}]})


def test_a_change_says_what_is_different_and_keeps_kind_and_round(desk):
    desk.take(hold())
    (changed,) = desk.take(change(title="Jam in June", pauses=(PAUSE,)))
    assert isinstance(changed, GatheringChanged)
    assert (changed.what, changed.kind) == (("title", "pauses"), GatheringKind.TECH_JAM)
    assert refusal(desk.take(change(title="Jam in June", pauses=(PAUSE,))))[0] == "nothing-was-changed"


def test_an_expo_whose_slots_are_given_keeps_its_days(desk):
    desk.take(plan(gathering_id=JAM))
    desk.take(listed(cluster(1)))
    assert refusal(desk.take(change()))[0] == "slots-were-given-already"


def test_everything_moves_with_a_gathering_and_one_event_tells_everyone(desk):
    deadline = Deadline(what=DeadlineKind.BOOTH_REQUESTS, at=datetime(2018, 1, 15, 17, tzinfo=UTC))
    hours = (Day(date=date(2018, 2, 7), opens=time(9), closes=time(11)),)
    rooms = (Room(room_id="hall", name="Hall", capacity=200, hours=hours),)
    desk.take(hold(tracks=(TRACK,), pauses=(PAUSE,), deadlines=(deadline,), rooms=rooms))
    fixed = session("opening", "p-ada", kind=SessionKind.PLENARY, fixed_at=at(9))
    desk.take(fixed, session("alpha", "p-bob"), put("opening", "hall", 9), put("alpha", "hall", 9, 30), RELEASE)
    slipped, bound = desk.take(SlipGathering(gathering_id=JAM, months=5, reason="Snow."))
    assert isinstance(slipped, GatheringSlipped)
    assert isinstance(bound, SessionChanged)
    assert bound.content.fixed_at.isoformat() == "2018-07-07T09:00:00-04:00"
    assert slipped.by_days == 150
    assert [slipped.days[0].date, slipped.pauses[0].date, slipped.tracks[0].emcees[0].date] == [date(2018, 7, 7)] * 3
    assert slipped.rooms[0].hours[0].date == date(2018, 7, 7)
    assert slipped.deadlines[0].at.isoformat() == "2018-06-14T12:00:00-04:00", "the same local hour"
    assert slipped.people == ("p-ada", "p-bob", "p-host")
    assert released(desk).sessions[0].starts.isoformat() == "2018-07-07T09:00:00-04:00"
    assert places(desk)["alpha"] == ("07 09:30", "hall")
    assert refusal(desk.take(put("alpha", "hall", 9, 30)))[0] == "no-slot-begins-then", "the old day is gone"
    (no,) = desk.take(RELEASE)
    assert no.code == "nothing-has-changed-since-release-1"


def test_the_last_day_of_a_month_slips_to_the_last_day_of_a_shorter_one(desk):
    desk.take(hold(days=(Day(date=date(2018, 1, 31), opens=time(9), closes=time(12)),)))
    (slipped,) = desk.take(SlipGathering(gathering_id=JAM, months=1))
    assert slipped.days[0].date == date(2018, 2, 28)
    assert refusal(desk.take(SlipGathering(gathering_id=JAM))) == ("it-does-not-move", "months")


def test_slots_slip_with_their_expo_and_are_marked_as_told(desk):
    desk.take(plan())
    desk.take(listed(cluster(1)), listed(cluster(2)))
    slipped, *given = desk.take(SlipGathering(gathering_id="expo-2018", days=7))
    assert isinstance(slipped, GatheringSlipped)
    assert slipped.people == ("p-001", "p-002")
    assert [type(each) for each in given] == [SlotGiven, SlotGiven]
    assert all(each.slipped for each in given)
    assert given[0].starts.isoformat() == "2018-02-14T13:30:00-05:00"
    assert {slot.starts.day for slot in desk.slots()} == {14}


def test_a_gathering_does_not_slip_onto_hours_that_clocks_skip(desk):
    night = day(SPRING.replace(day=10), time(1), time(5))
    desk.take(hold(days=(night,)), session("alpha", minutes=30))
    desk.take(SOLVE)
    computed(desk)
    wanted = PlaceSession(gathering_id=JAM, session_id="alpha", room_id="hall",
                          starts=datetime(2018, 3, 10, 7, 30, tzinfo=UTC))  # fmt: skip
    desk.take(wanted)
    assert refusal(desk.take(SlipGathering(gathering_id=JAM, days=1))) == ("clocks-jump-during-a-session", "days")


def test_the_hour_that_comes_twice_holds_sessions_twice(desk):
    desk.take(hold(days=(day(AUTUMN, time(0), time(3)),), rooms=hold().rooms[:1]))
    desk.take(*(session(f"s-{each}") for each in range(8)))
    desk.take(SOLVE)
    *_, found = computed(desk)
    assert len({place.starts for place in found.places}) == 8, "four hours of half an hour each"


def test_a_gathering_that_was_called_off_takes_no_more_commands(desk):
    desk.take(hold(), session("alpha", "p-ada"))
    (off,) = desk.take(CancelGathering(gathering_id=JAM, reason="Snow."))
    assert isinstance(off, GatheringCancelled)
    assert (off.people, off.reason) == (("p-ada",), "Snow.")
    for command in (session("beta"), RELEASE, SOLVE, CancelGathering(gathering_id=JAM), change(title="Other")):
        assert refusal(desk.take(command))[0] == "gathering-is-cancelled"


def test_an_expo_that_was_called_off_gives_no_slots_and_keeps_nobody(desk):
    desk.take(plan())
    desk.take(listed(cluster(1)))
    desk.take(CancelGathering(gathering_id="expo-2018"))
    assert desk.take(listed(cluster(2))) == []
    (_, again) = desk.take(plan(gathering_id="expo-east"))[:2]
    assert again.starts.isoformat() == "2018-02-07T13:30:00-05:00", "the speaker is free at that hour"


def late(since, minutes, **where):
    return ReportDelay(gathering_id=JAM, since=at(*since), minutes=minutes, **(where or {"track_id": "t-1"}))


def a_day(desk):
    """alpha 9:00, beta 9:30, pause, gamma 10:30 in the hall; delta 10:30 in the annex with the speaker of beta."""
    rooms = (Room(room_id="hall", name="Hall", capacity=200), Room(room_id="annex", name="Annex", capacity=40))
    desk.take(hold(tracks=(TRACK,), pauses=(PAUSE,), rooms=rooms))
    for name, who, hour, minute in (("alpha", "p-a", 9, 0), ("beta", "p-b", 9, 30), ("gamma", "p-c", 10, 30)):
        desk.take(session(name, who, track_id="t-1"), put(name, "hall", hour, minute))
    desk.take(session("delta", "p-b"), put("delta", "annex", 10, 30), RELEASE)


def told(said):
    (event,) = said
    assert isinstance(event, SessionsDelayed), event
    return [(each.session_id, f"{each.starts:%H:%M}", each.people) for each in event.sessions], event.clashes


def test_a_delay_ripples_and_a_break_takes_it_up(desk):
    a_day(desk)
    sessions, clashes = told(desk.take(late((9, 10), 20)))
    assert sessions == [("beta", "09:50", ("p-b",))], "the pause of half an hour takes up the rest"
    assert clashes == ()
    assert refusal(desk.take(late((9, 10), 20)))[0] == "nothing-was-changed"


def test_a_long_delay_reaches_over_the_break_and_names_who_is_expected_twice(desk):
    a_day(desk)
    sessions, clashes = told(desk.take(late((9, 10), 70)))
    assert [(name, hour) for name, hour, _ in sessions] == [("beta", "10:40"), ("gamma", "11:10")]
    assert clashes == ("Somebody is expected in beta and in delta at the same time.",)


def test_who_is_in_time_again_is_told_so(desk):
    a_day(desk)
    told(desk.take(late((9, 10), 70)))
    sessions, _ = told(desk.take(late((9, 10), 0)))
    assert [(name, hour) for name, hour, _ in sessions] == [("beta", "09:30"), ("gamma", "10:30")]


def test_a_delay_is_told_of_a_room_that_is_there_and_of_sessions_that_are_left(desk):
    desk.take(hold())
    assert refusal(desk.take(late((9, 0), 5)))[0] == "no-agenda-is-released"
    desk.take(session("alpha"), put("alpha", "hall", 9), RELEASE)
    assert refusal(desk.take(late((9, 0), 5, room_id="moon"))) == ("room-is-unknown", "room_id")
    assert refusal(desk.take(late((9, 0), 5))) == ("track-is-unknown", "track_id")
    assert refusal(desk.take(late((11, 0), 5, room_id="hall"))) == ("nothing-is-held-there-then", "since")
