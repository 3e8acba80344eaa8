"""What people want to hear: topics, quiet hours, mornings; digests that gather, once, whatever crashes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_contracts.clusters import ClusterConfirmed, ClusterListed, PartnersIntroduced
from cityteams_contracts.notifications import (
    DigestLate,
    Frequency,
    LetterGathered,
    LetterKind,
    LetterQueued,
    NotificationsRejection,
    PreferencesSet,
    QuietHours,
    SetPreferences,
    Unsubscribe,
    Unsubscribed,
    Wish,
)
from cityteams_contracts.registration import PersonErased
from cityteams_notifications.domain.preferences import MORNING, Preferences, decide_preferences
from cityteams_notifications.domain.topics import GATHERINGS, MANDATORY, OF, TEAMS, TOPICS
from cityteams_notifications.gathering import find_digests, find_late
from cityteams_notifications.store import GATHERED, LETTERS, PENDING, PREFERENCES
from cityteams_timers import fire
from tests.notifications.samples import NOON, example

PARIS = "Europe/Paris"
LEAD = example(ClusterListed).lead


def wants(frequency=Frequency.AT_ONCE, topic=TEAMS, zone="UTC", quiet=None):
    begins, ends = quiet or (None, None)
    return Preferences("p-1", zone, begins, ends, {topic: frequency.value})


def at(text, zone=PARIS):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_without_a_word_everything_comes_at_once():
    assert all(Preferences("p-1").due(kind, NOON).at == NOON for kind in LetterKind)


@pytest.mark.parametrize("kind", sorted(MANDATORY))
def test_what_nobody_may_go_without_comes_at_any_hour_to_everybody(kind):
    silent = Preferences("p-1", "UTC", time(0), time(23, 59), dict.fromkeys(TOPICS, "never"))
    assert silent.due(kind, NOON).at == NOON


def test_who_wants_nothing_of_a_topic_gets_none_of_it_and_the_rest_as_before():
    silent = wants(Frequency.NEVER)
    assert silent.due(LetterKind.CLUSTER_LISTED, NOON) is None
    assert silent.due(LetterKind.SLOT_GIVEN, NOON).at == NOON


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-06-10T07:59", "2026-06-10T08:00"),
        ("2026-06-10T08:00", "2026-06-11T08:00"),
        ("2026-06-10T23:00", "2026-06-11T08:00"),
        ("2026-03-28T12:00", "2026-03-29T08:00"),  # clocks jump in the night: that day has 23 hours
        ("2026-10-24T12:00", "2026-10-25T08:00"),  # and that one 25
    ],
)
def test_daily_letters_come_at_eight_in_the_morning_of_the_person_also_when_clocks_change(now, due):
    found = wants(Frequency.DAILY, zone=PARIS).due(LetterKind.CLUSTER_LISTED, at(now))
    assert (found.at, found.gathers) == (at(due), True)


def test_weekly_letters_come_on_mondays():
    found = wants(Frequency.WEEKLY, zone=PARIS).due(LetterKind.CLUSTER_LISTED, at("2026-06-08T09:00"))
    assert found.at == at("2026-06-15T08:00")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-06-10T21:59", "2026-06-10T21:59"),
        ("2026-06-10T22:00", "2026-06-11T07:00"),
        ("2026-06-11T03:00", "2026-06-11T07:00"),
        ("2026-06-11T07:00", "2026-06-11T07:00"),
    ],
)
def test_in_quiet_hours_letters_wait_for_their_end(now, due):
    person = wants(zone=PARIS, quiet=(time(22), time(7)))
    assert person.due(LetterKind.CLUSTER_LISTED, at(now)).at == at(due)


@given(
    st.integers(0, 366 * 24 * 60),
    st.sampled_from([PARIS, "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "UTC"]),
    st.times(), st.times(), st.sampled_from(Frequency), st.sampled_from(sorted(OF)),
)  # fmt: skip
def test_no_letter_is_early_and_none_comes_in_quiet_hours_or_by_a_week_too_late(now, zone, begins, ends, often, kind):
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=now)
    due = Preferences("p-1", zone, begins, ends, {OF[kind]: often.value}).due(kind, moment)
    if often is Frequency.NEVER:
        assert due is None
        return
    assert moment <= due.at <= moment + timedelta(days=8)
    if due.gathers:
        assert due.at.astimezone(ZoneInfo(zone)).time() == MORNING


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"wishes": (Wish(topic="teas", frequency="daily"),)}, "the-topic-is-unknown", "wishes.0.topic"),
        ({"wishes": (Wish(topic=TEAMS, frequency="daily"),) * 2}, "a-topic-is-named-twice", "wishes"),
        ({"time_zone": "Mars/Olympus"}, "time-zone-is-unknown", "time_zone"),
        ({"quiet": QuietHours(begins=time(22, tzinfo=UTC), ends=time(7))}, "an-hour-carries-an-offset", "quiet"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_with_its_field(changes, code, field):
    with pytest.raises(Rejected) as no:
        decide_preferences(SetPreferences(person_id="p-1", **changes), NOON)
    assert (no.value.code, no.value.field) == (code, field)


def prefer(desk, *wishes, zone="UTC", person=LEAD):
    desk.actor = person
    said = desk.take(SetPreferences(person_id=person, wishes=wishes, time_zone=zone))
    desk.actor = "secretariat"
    return said


def test_only_the_person_says_what_they_want(desk):
    desk.actor = "p-somebody"
    (refused,) = desk.take(SetPreferences(person_id=LEAD))
    assert isinstance(refused, NotificationsRejection)
    assert isinstance(prefer(desk)[0], PreferencesSet)


def test_after_one_click_no_letter_of_the_topic_is_queued_any_more(desk):
    desk.actor = LEAD
    assert isinstance(desk.take(Unsubscribe(person_id=LEAD, topic=TEAMS))[0], Unsubscribed)
    assert not [each for each in desk.hear(example(ClusterListed)) if isinstance(each, LetterQueued)]


def test_a_click_that_names_no_topic_ends_all_that_one_may_do_without(desk):
    desk.actor = LEAD
    desk.take(Unsubscribe(person_id=LEAD))
    introduced = example(PartnersIntroduced)
    first = introduced.first.model_copy(update={"person_id": LEAD})
    queued = desk.hear(example(ClusterListed), introduced.model_copy(update={"first": first}))
    assert {each.kind for each in queued if each.person_id == LEAD} == {LetterKind.PARTNERS_INTRODUCED}


async def fired(desk, find, until):
    before = desk.posted()
    await fire(desk.service, find, until)
    return desk.said(before)


MORNING_AFTER = datetime(2018, 2, 8, 8, tzinfo=UTC)


async def test_what_waits_for_the_morning_becomes_one_letter_with_everything_in_it_once(desk):
    prefer(desk, Wish(topic=TEAMS, frequency="daily"))
    desk.hear(example(ClusterConfirmed), example(ClusterListed))
    assert await fired(desk, find_digests, MORNING_AFTER - timedelta(seconds=1)) == []
    said = await fired(desk, find_digests, MORNING_AFTER)
    assert [type(each) for each in said] == [LetterGathered, LetterGathered, LetterQueued]
    assert (said[2].kind, said[2].queued_at) == (LetterKind.DIGEST, MORNING_AFTER)
    assert await fired(desk, find_digests, MORNING_AFTER + timedelta(days=9)) == []
    assert [each.due_at for each in desk.read(lambda tx: tx.find(PENDING))] == [MORNING_AFTER]
    assert len(desk.read(lambda tx: tx.find(GATHERED))) == 2


async def test_a_single_letter_that_waited_for_the_morning_goes_as_it_is(desk):
    prefer(desk, Wish(topic=TEAMS, frequency="daily"))
    desk.hear(example(ClusterListed))
    assert await fired(desk, find_digests, MORNING_AFTER) == []
    (pending,) = desk.read(lambda tx: tx.find(PENDING))
    assert (pending.due_at, pending.gathers) == (MORNING_AFTER, False)


async def test_letters_of_other_topics_do_not_wait_for_the_digest(desk):
    prefer(desk, Wish(topic=GATHERINGS, frequency="daily"))
    desk.hear(example(ClusterListed))
    (pending,) = desk.read(lambda tx: tx.find(PENDING))
    assert (pending.due_at, pending.gathers) == (NOON, False)


async def test_a_digest_that_does_not_go_out_is_told_to_the_operator_once(desk):
    prefer(desk, Wish(topic=TEAMS, frequency="daily"))
    desk.hear(example(ClusterConfirmed), example(ClusterListed))
    await fire(desk.service, find_digests, MORNING_AFTER)
    late = MORNING_AFTER + timedelta(hours=2)
    assert await fired(desk, find_late, late - timedelta(seconds=1)) == []
    assert [type(each) for each in await fired(desk, find_late, late)] == [DigestLate]
    assert await fired(desk, find_late, late + timedelta(days=1)) == []


async def test_nothing_waits_for_somebody_who_was_forgotten(desk):
    prefer(desk, Wish(topic=TEAMS, frequency="daily"))
    desk.hear(example(ClusterConfirmed), example(ClusterListed))
    await fire(desk.service, find_digests, MORNING_AFTER)
    desk.hear(PersonErased(person_id=LEAD, erased_at=NOON))
    for shelf in (PENDING, GATHERED, PREFERENCES):
        assert desk.read(lambda tx, shelf=shelf: tx.find(shelf)) == []
    assert LEAD in {each.person_id for each in desk.read(lambda tx: tx.find(LETTERS))}


async def test_a_replay_knows_the_same_wishes_and_the_same_letters(desk, new_desk):
    prefer(desk, Wish(topic=TEAMS, frequency="daily"), zone=PARIS)
    desk.hear(example(ClusterConfirmed), example(ClusterListed))
    await fire(desk.service, find_digests, MORNING_AFTER)
    again = new_desk()
    again.replay([*desk.heard, *desk.envelopes()])
    for shelf in (PREFERENCES, LETTERS):
        rows = [one.read(lambda tx, shelf=shelf: tx.find(shelf)) for one in (desk, again)]
        assert rows[0] == rows[1] != []
