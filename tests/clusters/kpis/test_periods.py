"""Reporting periods follow the calendar, and every reminder comes once, in order, whatever was reported meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.kpis.periods import (
    check_calendar,
    check_period,
    next_steps,
    period_at,
    periods_since,
    steps_of,
)
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import Calendar, Frequency, Period
from tests.clusters.kpis.samples import QUARTERLY, at, quarter

DAYS = st.integers(0, 60)
CALENDARS = st.builds(
    Calendar,
    frequency=st.sampled_from(Frequency),
    first_day=st.integers(0, 23).map(lambda month: date(2025 + month // 12, month % 12 + 1, 1)),
    until=st.none() | st.integers(200, 900).map(lambda days: date(2026, 12, 1) + timedelta(days=days)),
    due_days=DAYS,
    remind_days=st.lists(DAYS, max_size=3).map(tuple),
    chase_days=st.lists(st.integers(1, 180), max_size=3).map(tuple),
)


def test_quarters_follow_each_other_without_a_gap():
    assert [period_at(QUARTERLY, index) for index in range(4)] == [quarter(number) for number in (1, 2, 3, 4)]
    assert period_at(QUARTERLY, 4) == quarter(1, 2027)


@given(calendar=CALENDARS, index=st.integers(0, 200))
def test_no_day_is_left_out_and_none_is_in_two_periods(calendar, index):
    here, there = period_at(calendar, index), period_at(calendar, index + 1)
    assert here.end + timedelta(days=1) == there.start
    assert not here.overlaps(there)


@given(calendar=CALENDARS, day=st.integers(0, 1000).map(lambda days: date(2024, 6, 1) + timedelta(days=days)))
def test_the_periods_since_a_day_are_those_that_end_later(calendar, day):
    last = calendar.until or date(2199, 12, 31)
    every = [p for p in (period_at(calendar, index) for index in range(60)) if p.end >= day and p.start <= last]
    found = []
    for period in periods_since(calendar, day, None):
        found.append(period)
        if len(found) == 5:
            break
    assert found == every[:5]


@settings(max_examples=60)
@given(
    calendar=CALENDARS,
    start=st.integers(0, 500).map(lambda days: datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=days)),
    settled=st.sets(st.integers(0, 30)),
)
def test_every_reminder_comes_once_and_in_order(calendar, start, settled):
    done = tuple(period_at(calendar, index) for index in sorted(settled))
    horizon = start + timedelta(days=1200)
    wanted = sorted(
        (step.at, step.period.end, step.days, step.late)
        for index in range(80)
        for period in [period_at(calendar, index)]
        if period.end >= start.date() and period.start <= (calendar.until or date.max) and period not in done
        for step in steps_of(calendar, period)
        if start < step.at <= horizon
    )
    told, said = start, []
    while (steps := next_steps(calendar, start.date(), told, done, None)) and steps[0].at <= horizon:
        assert steps[0].at > told
        told = steps[0].at
        said += [(step.at, step.period.end, step.days, step.late) for step in steps]
    assert sorted(said) == wanted


def test_a_year_that_was_reported_settles_its_quarters():
    year = Period(start=date(2026, 1, 1), end=date(2026, 12, 31))
    steps = next_steps(QUARTERLY, date(2026, 1, 1), at(2026, 1, 2), (year,), None)
    assert [step.period for step in steps] == [quarter(1, 2027)]


@pytest.mark.parametrize(
    ("period", "code", "field"),
    [
        (Period(start=date(2026, 3, 31), end=date(2026, 1, 1)), "the-period-ends-before-it-begins", "period.end"),
        (Period(start=date(2026, 1, 1), end=date(2026, 7, 2)), "the-period-is-in-the-future", "period.end"),
        (Period(start=date(2019, 1, 1), end=date(2025, 1, 1)), "the-period-is-too-long", "period.start"),
        (Period(start=date(1, 1, 1), end=date(2, 1, 1)), "the-period-is-too-long", "period.start"),
    ],
)
def test_a_period_that_cannot_have_been_observed_is_refused(period, code, field):
    with pytest.raises(Rejected) as no:
        check_period(period, date(2026, 7, 1))
    assert (no.value.code, no.value.field) == (code, field)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"first_day": date(2026, 1, 2)}, "periods-begin-with-a-month"),
        ({"first_day": date(1, 1, 1)}, "periods-begin-with-a-month"),
        ({"until": date(2025, 12, 31)}, "the-calendar-ends-before-it-begins"),
    ],
)
def test_a_calendar_that_is_not_clear_is_refused(change, code):
    with pytest.raises(Rejected) as no:
        check_calendar(QUARTERLY.model_copy(update=change))
    assert no.value.code == code
