from dataclasses import replace
from datetime import date, time

import pytest

from cityteams_contracts import Rejected
from cityteams_contracts.events import AgendaReleased, GatheringKind, ReleaseAgenda, SlotGiven
from cityteams_events.domain.agenda import cancel, seat
from cityteams_events.domain.gathering import Release, announce, release
from cityteams_events.domain.slot import Slot
from tests.events.samples import cluster, day, gathering, plan, rooms

EXPO = gathering()
RELEASE = ReleaseAgenda(gathering_id="expo-2018")


def refusal(existing=None, **changed):
    with pytest.raises(Rejected) as no:
        announce(existing, plan(**changed))
    return no.value.code, no.value.field


def slots(count):
    said = seat([(EXPO, [cluster(at) for at in range(count)])], [])
    return [Slot.given(None, event, None) for event in said if isinstance(event, SlotGiven)]


def released(event: AgendaReleased) -> Release:
    return Release.made(None, event, None)


def test_a_gathering_is_announced_as_planned():
    command = plan(round_id="sc3-2018")
    event = announce(None, command)
    assert event.model_dump() == command.model_dump()


def test_a_gathering_is_announced_once():
    assert refusal(existing=EXPO) == ("gathering-is-already-announced", "gathering_id")


def test_a_room_listed_twice_is_refused():
    assert refusal(rooms=rooms("A", "B", "a")) == ("a-room-is-listed-twice", "rooms.2.room_id")


def test_an_unknown_time_zone_is_refused():
    assert refusal(time_zone="EST5") == ("time-zone-is-unknown", "time_zone")


def test_a_day_that_ends_before_it_starts_is_refused():
    assert refusal(days=(day(closes=time(13)),)) == ("a-day-ends-before-it-starts", "days.0.closes")


def test_a_slot_that_does_not_fit_is_refused():
    assert refusal(slot_minutes=241) == ("a-slot-does-not-fit-the-day", "slot_minutes")


@pytest.mark.parametrize("kind", list(GatheringKind))
def test_only_an_expo_gives_slots(kind):
    assert gathering(kind=kind).gives_slots == (kind is GatheringKind.EXPO)


def test_a_gathering_spans_all_its_days():
    expo = gathering(days=(day(), day(date(2018, 2, 8))))
    assert expo.span.starts.isoformat() == "2018-02-07T18:30:00+00:00"
    assert expo.span.ends.isoformat() == "2018-02-08T22:30:00+00:00"


def test_the_first_release_is_number_one_sorted_by_start_and_room():
    event = release(EXPO, None, reversed(slots(30)), RELEASE)
    assert (event.release, event.title, len(event.entries)) == (1, "Expo 2018", 30)
    order = [(entry.starts, entry.room_id) for entry in event.entries]
    assert order == sorted(order)
    assert event.entries[0].starts.isoformat() == "2018-02-07T13:30:00-05:00"


def test_a_release_says_where_it_is_and_names_the_rooms_of_its_entries():
    event = release(EXPO, None, slots(30), RELEASE)
    assert (event.place, event.time_zone) == ("Washington, DC", "America/New_York")
    assert {room.room_id: room.name for room in event.rooms} == {"146a": "146A", "146c": "146C"}
    assert {entry.room_id for entry in event.entries} <= {room.room_id for room in event.rooms}


def test_a_changed_agenda_is_the_next_release():
    first = released(release(EXPO, None, slots(2), RELEASE))
    assert release(EXPO, first, slots(3), RELEASE).release == 2


def test_an_unchanged_agenda_is_not_released_again():
    first = released(release(EXPO, None, slots(2), RELEASE))
    with pytest.raises(Rejected) as no:
        release(EXPO, first, slots(2), RELEASE)
    assert no.value.code == "nothing-has-changed-since-release-1"


def test_an_agenda_that_the_broker_would_not_take_is_refused():
    template = slots(1)[0]
    many = [replace(template, slot_id=f"{at:036}", cluster_id=f"{at:036}", title="x" * 60) for at in range(1_000)]
    assert len(release(EXPO, None, many[:700], RELEASE).entries) == 700
    with pytest.raises(Rejected, match="an-agenda-is-too-long-for-a-release"):
        release(EXPO, None, many, RELEASE)


def test_the_agenda_of_an_unknown_gathering_is_not_released():
    with pytest.raises(Rejected) as no:
        release(None, None, [], RELEASE)
    assert (no.value.code, no.value.field) == ("gathering-is-unknown", "gathering_id")


def test_a_slot_that_is_not_given_has_no_place_in_an_agenda():
    (slot,) = slots(1)
    (event,) = cancel([slot], [EXPO])
    cancelled = Slot.cancelled(slot, event, None)
    assert (cancelled.room_id, cancelled.starts, cancelled.ends) == (None, None, None)
    with pytest.raises(ValueError, match="has no place"):
        cancelled.entry(EXPO.zone)
