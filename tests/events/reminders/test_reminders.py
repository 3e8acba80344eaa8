"""Reminders: a week, a day and an hour before, moved with the gathering, said once, and the same in every replay."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts.events import (
    Ahead,
    Deadline,
    DeadlineExtended,
    DeadlineKind,
    DeadlineNear,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
    ReminderDue,
)
from cityteams_events.domain.gathering import announce
from cityteams_events.domain.reminders import Reminders
from cityteams_events.reminding import find_reminders
from cityteams_events.store.reminders import REMINDERS
from cityteams_events.tables.reminders import reminders as table
from cityteams_store.envelope import first_stamp
from cityteams_timers import fire
from tests.events.desk import Desk
from tests.events.samples import AUTUMN, NOON, day, plan

STARTS = datetime(2018, 2, 7, 18, 30, tzinfo=UTC)
EARLY = datetime(2018, 1, 1, tzinfo=UTC)
TEXTS = Deadline(what=DeadlineKind.BOOTH_TEXTS, at=datetime(2018, 1, 20, 23, 59, tzinfo=UTC), title="Booth signs")


def stamp(at):
    return first_stamp("s", at)


def reminders(at=EARLY, **changed):
    return Reminders.planned(None, announce(None, plan(**changed)), stamp(at))


def changed(known, at, **anew):
    announced = announce(None, plan(**anew))
    fields = announced.model_dump() | {"what": ("deadlines",)}
    return Reminders.planned(known, GatheringChanged.model_validate(fields), stamp(at))


def ahead(known):
    return [(each.due, each.ahead, each.what) for each in known.waiting]


def test_a_gathering_is_reminded_of_a_week_a_day_and_an_hour_before_it_opens():
    assert [due for due, *_ in ahead(reminders())] == [
        STARTS - timedelta(days=7), STARTS - timedelta(days=1), STARTS - timedelta(hours=1),
    ]  # fmt: skip


def test_a_deadline_is_near_a_week_and_a_day_before():
    found = [(due, word) for due, word, what in ahead(reminders(deadlines=(TEXTS,))) if what]
    assert found == [(TEXTS.at - timedelta(days=7), "week"), (TEXTS.at - timedelta(days=1), "day")]


def test_what_lies_behind_when_a_gathering_is_announced_is_not_said_late():
    assert [word for _, word, _ in ahead(reminders(at=STARTS - timedelta(days=3)))] == ["day", "hour"]
    assert reminders(at=STARTS + timedelta(days=3)).next_due is None


def test_a_week_before_is_seven_days_of_real_time_even_when_clocks_jump_meanwhile():
    known = reminders(days=(day(AUTUMN, time(9), time(12)),))
    starts = datetime(2018, 11, 4, 14, tzinfo=UTC)
    assert [starts - due for due, *_ in ahead(known)] == [timedelta(days=7), timedelta(days=1), timedelta(hours=1)]


def test_a_reminder_tells_the_hour_of_the_place():
    (event,) = reminders().due(STARTS - timedelta(days=7))
    assert isinstance(event, ReminderDue)
    assert (event.ahead, event.starts.isoformat()) == (Ahead.WEEK, "2018-02-07T13:30:00-05:00")


def test_all_reminders_move_with_a_gathering_that_slips_and_the_slip_itself_is_no_reminder():
    known, days = reminders(deadlines=(TEXTS,)), (day(date(2018, 5, 8)),)
    later = TEXTS.model_copy(update={"at": TEXTS.at + timedelta(days=90)})
    slip = GatheringSlipped(
        **announce(None, plan()).model_dump(include={"gathering_id", "kind", "title", "place", "time_zone", "rooms"}),
        days_were=(day(),), days=days, deadlines=(later,), by_days=90,
    )  # fmt: skip
    slipped = Reminders.slipped(known, slip, stamp(EARLY))
    assert slipped is not None
    hour = timedelta(hours=1)  # of summer time, which begins meanwhile
    moved = [(due + timedelta(days=90) - (0 if what else 1) * hour, word, what) for due, word, what in ahead(known)]
    assert ahead(slipped) == moved


def test_a_deadline_that_is_extended_while_it_is_open_is_said_at_once_and_near_again_later():
    known = reminders(deadlines=(TEXTS,))
    now = TEXTS.at - timedelta(hours=2)
    later = changed(known, now, deadlines=(TEXTS.model_copy(update={"at": TEXTS.at + timedelta(days=3)}),))
    (first,) = later.due(now)
    assert isinstance(first, DeadlineExtended)
    assert (first.was, first.at) == (TEXTS.at, TEXTS.at + timedelta(days=3))
    assert [word for _, word, what in ahead(later) if what] == ["extended", "day"]


@pytest.mark.parametrize("move", [timedelta(0), timedelta(days=-3)])
def test_a_deadline_that_stays_or_comes_earlier_is_no_extension(move):
    moved = TEXTS.model_copy(update={"at": TEXTS.at + move})
    known = changed(reminders(deadlines=(TEXTS,)), EARLY, deadlines=(moved,))
    assert not [each for each in known.waiting if each.was]


def test_a_deadline_that_was_over_is_opened_anew_and_not_extended():
    later = TEXTS.model_copy(update={"at": TEXTS.at + timedelta(days=9)})
    known = changed(reminders(deadlines=(TEXTS,)), TEXTS.at + timedelta(days=1), deadlines=(later,))
    assert not [each for each in known.waiting if each.was]


def test_nothing_is_said_of_a_gathering_that_was_called_off():
    announced = announce(None, plan())
    called_off = GatheringCancelled(
        **announced.model_dump(include={"gathering_id", "kind", "title", "place", "time_zone", "days"})
    )
    assert Reminders.cancelled(reminders(), called_off, stamp(EARLY)) is None


@given(
    st.integers(0, 38 * 24).map(lambda hours: EARLY + timedelta(hours=hours)),
    st.lists(st.integers(0, 50 * 24), max_size=12),
)
def test_however_often_one_looks_each_reminder_is_said_once_and_in_order(announced_at, hours):
    known = reminders(at=announced_at, deadlines=(TEXTS,))
    wanted, said = [known.event(each) for each in known.waiting], []
    for hour in [*sorted(hours), 60 * 24]:
        for event in known.due(EARLY + timedelta(hours=hour)):
            said.append(event)
            known = Reminders.said(known, event, stamp(EARLY))
    assert said == wanted
    assert known.waiting == ()


async def told(desk, until):
    before = desk.posted()
    await fire(desk.service, find_reminders, until)
    return desk.said(before)


async def test_a_clock_that_runs_ahead_hears_everything_in_order_as_of_its_moment_and_once(desk):
    desk.take(plan(deadlines=(TEXTS.model_copy(update={"at": NOON + timedelta(days=1, minutes=5)}),)))
    before = desk.posted()
    said = await told(desk, STARTS + timedelta(days=30))
    assert [type(each) for each in said] == [DeadlineNear, ReminderDue, ReminderDue]
    moments = [each.stamp.at for each in desk.envelopes(before)]
    assert moments == [NOON + timedelta(minutes=5), STARTS - timedelta(days=1), STARTS - timedelta(hours=1)]
    assert await told(desk, STARTS + timedelta(days=60)) == []
    assert desk.read(lambda tx: tx.get(REMINDERS, "expo-2018")).next_due is None


async def test_a_replay_gives_the_same_reminders_and_says_none(desk, new_desk):
    desk.take(plan())
    await told(desk, STARTS - timedelta(hours=2))
    again = new_desk()
    again.replay(desk.envelopes())
    rows = [one.read(lambda tx: tx.find(REMINDERS)) for one in (desk, again)]
    assert rows[0] == rows[1]
    assert len(rows[0][0].waiting) == 1
    assert [type(each) for each in await told(again, STARTS)] == [ReminderDue]


def test_the_table_of_reminders_is_rebuilt_like_the_others():
    assert table in Desk.state
    assert replace(reminders(), waiting=()).waiting == ()
