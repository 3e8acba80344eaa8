from datetime import date, time
from random import Random

import pytest
import sqlalchemy as sa

from cityteams_contracts.events import (
    AgendaReleased,
    EventsRejection,
    GatheringAnnounced,
    GatheringKind,
    ReleaseAgenda,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.values import Sector
from cityteams_events.domain.slot import SlotState
from tests.events.desk import dissolved, listed
from tests.events.samples import cluster, day, plan, rooms

RELEASE = ReleaseAgenda(gathering_id="expo-2018")
HALF_HOUR = {"rooms": rooms("A"), "days": (day(opens=time(9), closes=time(9, 30)),)}
SEASON = [cluster(at, f"p-{at % 50}", list(Sector)[at % 11]) for at in range(69)]


def kinds(events):
    return [type(event) for event in events]


def when(events):
    return [(event.starts.strftime("%H:%M"), event.room_id) for event in events if isinstance(event, SlotGiven)]


def test_clusters_listed_before_the_expo_are_given_their_slots_when_it_is_announced(desk):
    assert desk.take(*(listed(cluster(at)) for at in range(3))) == []
    said = desk.take(plan())
    assert kinds(said) == [GatheringAnnounced, SlotGiven, SlotGiven, SlotGiven]
    assert when(said) == [("13:30", "146a"), ("13:40", "146a"), ("13:50", "146a")]


def test_clusters_listed_after_the_expo_was_announced_are_given_the_very_same_slots(new_desk):
    before, after = new_desk(), new_desk()
    before.take(*(listed(each) for each in SEASON))
    before.take(plan(days=(day(), day(date(2018, 2, 8)))))
    after.take(plan(days=(day(), day(date(2018, 2, 8)))))
    after.take(*(listed(each) for each in SEASON))
    assert len(before.slots()) == 69
    assert after.slots() == before.slots()


def test_in_one_batch_each_cluster_sees_what_those_before_it_were_given(desk):
    desk.take(plan(**HALF_HOUR))
    said = desk.take(*(listed(cluster(at)) for at in range(4)))
    assert kinds(said) == [SlotGiven] * 3 + [SlotRefused]
    assert len(set(when(said))) == 3


@pytest.mark.parametrize("kind", [GatheringKind.KICKOFF, GatheringKind.TECH_JAM, GatheringKind.OTHER])
def test_other_gatherings_give_no_slots(desk, kind):
    desk.take(listed(cluster(1)))
    assert kinds(desk.take(plan(kind=kind))) == [GatheringAnnounced]
    assert desk.take(listed(cluster(2))) == []


def test_an_expo_of_one_round_is_for_the_clusters_of_that_round(desk):
    earlier = cluster(2, round_id="gctc-2017")
    desk.take(listed(cluster(1)), listed(earlier))
    assert kinds(desk.take(plan(round_id="sc3-2018"))) == [GatheringAnnounced, SlotGiven]
    assert desk.take(listed(cluster(3, round_id="gctc-2017"))) == []
    assert kinds(desk.take(listed(cluster(4)))) == [SlotGiven]


def test_a_cluster_is_given_a_slot_at_each_expo_and_its_lead_is_never_in_both(desk):
    desk.take(plan())
    desk.take(plan(gathering_id="expo-east"))
    said = desk.take(listed(cluster(1)))
    assert [(event.gathering_id, event.starts.strftime("%H:%M")) for event in said] == [
        ("expo-2018", "13:30"),
        ("expo-east", "13:40"),
    ]


def test_a_second_expo_knows_where_speakers_already_are(desk):
    desk.take(plan())
    desk.take(listed(cluster(1)))
    said = desk.take(plan(gathering_id="expo-east"))
    assert when(said) == [("13:40", "146a")]


def test_a_dissolved_cluster_gives_its_slot_back_to_one_who_was_refused(desk):
    desk.take(plan(**HALF_HOUR))
    desk.take(*(listed(cluster(at)) for at in range(5)))
    said = desk.take(dissolved(cluster(1)))
    assert kinds(said) == [SlotCancelled, SlotGiven]
    assert [event.cluster_id for event in said] == ["c-001", "c-003"]
    states = {slot.cluster_id: slot.state for slot in desk.slots()}
    assert states["c-001"] is SlotState.CANCELLED
    assert states["c-003"] is SlotState.GIVEN
    assert states["c-004"] is SlotState.REFUSED


def test_a_dissolved_cluster_without_a_slot_changes_nothing(desk):
    desk.take(plan(**HALF_HOUR))
    desk.take(*(listed(cluster(at)) for at in range(4)))
    assert desk.take(dissolved(cluster(3))) == []
    assert desk.take(dissolved(cluster(9))) == []


def test_a_cluster_dissolved_before_the_expo_is_not_given_a_slot(desk):
    desk.take(listed(cluster(1)), dissolved(cluster(1)))
    assert kinds(desk.take(plan())) == [GatheringAnnounced]


def test_an_expo_is_announced_once(desk):
    desk.take(plan())
    (no,) = desk.take(plan(title="Expo again"))
    assert isinstance(no, EventsRejection)
    assert (no.code, no.field, no.about) == ("gathering-is-already-announced", "gathering_id", "expo-2018")


def test_a_refused_plan_leaves_nothing_behind(desk):
    desk.take(listed(cluster(1)))
    before = desk.dump()
    (no,) = desk.take(plan(time_zone="Mars/Olympus"))
    assert (no.code, no.field) == ("time-zone-is-unknown", "time_zone")
    assert desk.dump() == before


def test_releases_are_numbered_and_only_made_when_something_changed(desk):
    (unknown,) = desk.take(RELEASE)
    assert unknown.code == "gathering-is-unknown"
    desk.take(plan())
    desk.take(listed(cluster(1)), listed(cluster(2)))
    (first,) = desk.take(RELEASE)
    assert (first.release, [entry.cluster_id for entry in first.entries]) == (1, ["c-001", "c-002"])
    (again,) = desk.take(RELEASE)
    assert again.code == "nothing-has-changed-since-release-1"
    desk.take(dissolved(cluster(1)))
    (second,) = desk.take(RELEASE)
    assert isinstance(second, AgendaReleased)
    assert (second.release, [entry.cluster_id for entry in second.entries]) == (2, ["c-002"])


def test_two_releases_in_one_batch_are_one_release_and_one_refusal(desk):
    desk.take(plan())
    assert kinds(desk.take(RELEASE, RELEASE)) == [AgendaReleased, EventsRejection]


def season(desk):
    desk.take(*(listed(each) for each in SEASON[:20]))
    desk.take(plan(rooms=rooms("A", "B")))
    desk.take(RELEASE)
    desk.take(*(listed(each) for each in SEASON[20:]))
    desk.take(*(dissolved(each) for each in SEASON[10:30]))
    desk.take(RELEASE)


def test_after_a_whole_season_no_room_and_no_speaker_is_in_two_places_at_once(desk):
    season(desk)
    given = [slot for slot in desk.slots() if slot.state is SlotState.GIVEN]
    assert len(given) == 48
    assert len({(slot.room_id, slot.starts) for slot in given}) == 48
    assert len({(slot.speaker, slot.starts) for slot in given}) == 48


def recorded(desk):
    return [envelope for envelope in desk.envelopes() if ".command." not in envelope.subject]


def test_the_events_alone_give_the_same_store(new_desk):
    live, again = new_desk(), new_desk()
    season(live)
    record = [*live.heard, *recorded(live)]
    assert again.replay(record) == len(record)
    assert again.dump() == live.dump()


@pytest.mark.parametrize("seed", range(3))
def test_the_events_alone_give_the_same_store_whatever_the_order_between_streams(new_desk, seed):
    live, again = new_desk(), new_desk()
    season(live)
    streams = [[*live.heard], recorded(live)]
    mixed, chance = [], Random(seed)
    while any(streams):
        mixed.append(chance.choice([stream for stream in streams if stream]).pop(0))
    assert again.replay(mixed) == len(mixed)
    assert again.dump() == live.dump()


def test_a_cluster_costs_five_statements_however_many_slots_there_are(desk):
    desk.take(plan(days=(day(), day(date(2018, 2, 8)))))
    statements = []
    sa.event.listen(desk.service.store.engine, "before_cursor_execute", lambda *found: statements.append(found[2]))
    desk.take(*(listed(each) for each in SEASON[:10]))
    few = len(statements)
    desk.take(*(listed(each) for each in SEASON[10:]))
    assert len(statements) - few <= few + 5 * 49
