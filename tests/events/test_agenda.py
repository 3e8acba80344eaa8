import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts.events import SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.values import Sector
from cityteams_events.domain.agenda import cancel, reseat, seat
from cityteams_events.domain.slot import Slot, slot_id_of
from tests.events.samples import AUTUMN, booking, cluster, clusters, day, gathering, gatherings, rooms

EXPO = gathering()
ONE_ROOM = gathering(rooms=rooms("A"), days=(day(opens=time(9), closes=time(9, 30)),))


def seated(expo, listed, standing=()):
    return seat([(expo, listed)], standing)


def given_of(said):
    return [event for event in said if isinstance(event, SlotGiven)]


def spot(event):
    return event.starts.strftime("%H:%M"), event.room_id


def overlaps(events, key):
    """The pairs of slots of one room or speaker that overlap in time."""
    ordered = sorted(events, key=lambda event: (key(event), event.starts))
    return [(a, b) for a, b in pairwise(ordered) if key(a) == key(b) and b.starts < a.ends]


def test_the_first_cluster_opens_the_first_room_of_the_first_day():
    (event,) = seated(EXPO, [cluster(1)])
    assert (event.room, event.title, event.speaker) == ("146A", "Cluster 1", "p-001")
    assert event.starts.isoformat() == "2018-02-07T13:30:00-05:00"
    assert event.ends.isoformat() == "2018-02-07T13:40:00-05:00"
    assert event.slot_id == slot_id_of("expo-2018", "c-001")


def test_whatever_is_said_of_a_slot_names_its_gathering_in_full():
    given, *_, refused = seated(ONE_ROOM, [cluster(at) for at in range(4)])
    (cancelled,) = cancel([Slot.given(None, given, None)], [EXPO, ONE_ROOM])
    assert [type(event) for event in (given, refused, cancelled)] == [SlotGiven, SlotRefused, SlotCancelled]
    for event in (given, refused, cancelled):
        assert (event.gathering_id, event.gathering) == ("expo-2018", "Expo 2018")
        assert (event.place, event.time_zone) == ("Washington, DC", "America/New_York")


def test_a_slot_that_is_cancelled_is_cancelled_at_its_own_gathering():
    east = gathering(gathering_id="expo-east", title="Expo East", place="Boston")
    both = given_of(seat([(EXPO, [cluster(1)]), (east, [cluster(1)])], []))
    said = cancel([Slot.given(None, event, None) for event in both], [east, EXPO])
    assert [(event.slot_id, event.gathering, event.place) for event in said] == [
        (both[0].slot_id, "Expo 2018", "Washington, DC"),
        (both[1].slot_id, "Expo East", "Boston"),
    ]


def test_a_sector_goes_on_in_the_room_where_it_began():
    sectors = [Sector.DATA, Sector.UTILITY, Sector.DATA, Sector.UTILITY, Sector.WIRELESS, Sector.DATA]
    said = seated(EXPO, [cluster(at, sector=sector) for at, sector in enumerate(sectors)])
    assert [spot(event) for event in said] == [
        ("13:30", "146a"),
        ("13:30", "146c"),
        ("13:40", "146a"),
        ("13:40", "146c"),
        ("13:50", "146a"),
        ("14:00", "146a"),
    ]


def test_a_sector_that_fills_its_room_goes_on_in_another():
    said = seated(EXPO, [cluster(at) for at in range(26)])
    assert [event.room_id for event in said] == ["146a"] * 24 + ["146c"] * 2
    assert spot(said[24]) == ("13:30", "146c")


def test_a_speaker_with_two_clusters_is_never_in_two_rooms_at_once():
    said = seated(EXPO, [cluster(1, "p-cto"), cluster(2, "p-cto", Sector.UTILITY)])
    assert [spot(event) for event in said] == [("13:30", "146a"), ("13:40", "146a")]


def test_a_full_gathering_refuses_with_the_reason():
    said = seated(ONE_ROOM, [cluster(at) for at in range(4)])
    assert [type(event) for event in said] == [SlotGiven] * 3 + [SlotRefused]
    assert said[-1].reason == "Every room is taken during all open hours."


def test_a_speaker_without_a_free_hour_is_refused_though_rooms_are_free():
    expo = gathering(rooms=rooms("A", "B"), days=(day(opens=time(9), closes=time(9, 10)),))
    said = seated(expo, [cluster(1, "p-cto"), cluster(2, "p-cto")])
    assert isinstance(said[1], SlotRefused)
    assert said[1].reason == "The speaker has another slot whenever a room is free."


def test_a_speaker_at_another_gathering_at_the_same_time_is_not_here():
    elsewhere = gathering(gathering_id="expo-east", slot_minutes=25)
    (other,) = seated(elsewhere, [cluster(1, "p-cto")])
    (here,) = seated(EXPO, [cluster(2, "p-cto")], [booking(other)])
    assert spot(here) == ("14:00", "146a"), "the three periods that 13:30 to 13:55 touches are gone"


def test_one_message_keeps_speakers_apart_at_all_gatherings_it_seats():
    east = gathering(gathering_id="expo-east")
    said = seat([(EXPO, [cluster(1)]), (east, [cluster(1)])], [])
    assert [spot(event) for event in said] == [("13:30", "146a"), ("13:40", "146a")]


def test_what_became_free_goes_to_the_first_who_was_refused():
    said = seated(ONE_ROOM, [cluster(at) for at in range(5)])
    standing = [booking(event) for event in given_of(said)[1:]]
    (again,) = reseat([(ONE_ROOM, [cluster(3), cluster(4)])], standing)
    assert again.cluster_id == "c-003"
    assert (again.slot_id, again.starts) == (said[3].slot_id, said[0].starts)


def test_bookings_made_before_the_rules_of_the_zone_changed_still_keep_their_room():
    moved = replace(booking(seated(EXPO, [cluster(1)])[0]), starts=datetime(2018, 2, 7, 18, 25, tzinfo=UTC))
    (event,) = seated(EXPO, [cluster(2)], [replace(moved, ends=moved.starts + timedelta(minutes=10))])
    assert spot(event) == ("13:40", "146a"), "18:25 to 18:35 touches the period at 13:30"


def test_both_hours_of_the_autumn_night_are_used_once_each():
    night = gathering(days=(day(AUTUMN, time(0), time(3)),), rooms=rooms("A"), slot_minutes=60)
    said = seated(night, [cluster(at) for at in range(5)])
    assert [event.starts.isoformat()[11:] for event in given_of(said)] == [
        "00:00:00-04:00",
        "01:00:00-04:00",
        "01:00:00-05:00",
        "02:00:00-05:00",
    ]


@given(gatherings(), clusters())
def test_no_room_and_no_speaker_is_ever_in_two_places_at_once(expo, listed):
    found = given_of(seated(expo, listed))
    assert overlaps(found, lambda event: event.room_id) == []
    assert overlaps(found, lambda event: event.speaker) == []


@given(gatherings(), clusters())
def test_every_slot_is_within_the_open_hours_of_a_day(expo, listed):
    open_hours = {held.date: (held.opens, held.closes) for held in expo.days}
    for event in given_of(seated(expo, listed)):
        opens, closes = open_hours[event.starts.date()]
        assert opens <= event.starts.time() < event.ends.time() <= closes
        assert event.ends - event.starts == timedelta(minutes=expo.slot_minutes)
        assert event.starts.utcoffset() == event.starts.astimezone(expo.zone).utcoffset()


@given(gatherings(), clusters())
def test_every_cluster_hears_once_and_is_refused_only_when_nothing_fits(expo, listed):
    said = seated(expo, listed)
    assert [event.cluster_id for event in said] == [one.cluster_id for one in listed]
    standing = [booking(event) for event in given_of(said)]
    refused = {event.cluster_id for event in said if isinstance(event, SlotRefused)}
    assert reseat([(expo, [one for one in listed if one.cluster_id in refused])], standing) == []


@given(gatherings(), clusters())
def test_the_same_clusters_are_given_the_same_slots_again(expo, listed):
    assert seated(expo, listed) == seated(expo, listed)


@given(gatherings(), clusters(), st.integers(0, 40))
def test_whether_clusters_come_at_once_or_in_two_parts_makes_no_difference(expo, listed, cut):
    sectors = {one.cluster_id: one.sector for one in listed}
    early = seated(expo, listed[:cut])
    standing = [booking(event, sectors[event.cluster_id]) for event in given_of(early)]
    assert early + seated(expo, listed[cut:], standing) == seated(expo, listed)


def test_a_whole_season_is_seated_in_one_room_per_sector_where_that_is_possible():
    expo = gathering(rooms=rooms("A", "B", "C", "D"), days=(day(), day(date(2018, 2, 8))))
    listed = [cluster(at, sector=list(Sector)[at % 4]) for at in range(69)]
    tracks = {(event.room_id, at % 4) for at, event in enumerate(seated(expo, listed))}
    assert Counter(room for room, _ in tracks) == {"a": 1, "b": 1, "c": 1, "d": 1}


@pytest.mark.parametrize("leads", [1_600, 40], ids=["a speaker each", "few speakers"])
def test_four_times_as_many_clusters_take_about_four_times_as_many_steps(leads):
    def steps(count):
        expo = gathering(days=tuple(day(date(2018, 2, at)) for at in range(1, 11)), rooms=rooms(*"ABCDEFG"))
        listed = [cluster(at, f"p-{at % leads}", list(Sector)[at % 11]) for at in range(count)]
        taken = Counter[str]()
        sys.setprofile(lambda _frame, what, _about: taken.update((what,)))
        try:
            given = given_of(seated(expo, listed))
        finally:
            sys.setprofile(None)
        assert len(given) == min(count, 1_680 if leads > 40 else count)
        return taken.total()

    assert steps(1_600) < 8 * steps(400)  # all against all would be 16
