from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_events.domain.hours import check_days, periods, shown, zone_of
from tests.events.samples import AUTUMN, SPRING, WASHINGTON, day

ZONE = ZoneInfo(WASHINGTON)
PLACES = sorted(name for name in available_timezones() if name not in {"localtime", "Factory"})


@pytest.mark.parametrize(
    "name",
    ["EST5", "Mars/Olympus", "America", "america/new_york", "posix/UTC", "right/UTC", "localtime", "../etc/passwd"],
)
def test_what_is_not_a_zone_of_iana_is_refused_by_name(name):
    with pytest.raises(Rejected) as no:
        zone_of(name)
    assert (no.value.code, no.value.field) == ("time-zone-is-unknown", "time_zone")


@pytest.mark.parametrize("name", ["", "A" * 300, "UTC\x00", "UTC\n", "Zürich", "America/", "Europe//Paris", "/etc/UTC"])
def test_what_could_be_no_name_of_a_zone_is_refused(name):
    with pytest.raises(Rejected, match="time-zone-is-unknown"):
        zone_of(name)


def test_every_zone_of_iana_is_known():
    assert [name for name in PLACES if zone_of(name).key != name] == []


def refusal(*days, minutes=10):
    with pytest.raises(Rejected) as no:
        check_days(days, ZONE, minutes)
    return no.value.code, no.value.field


@pytest.mark.parametrize("closes", [time(9, 0), time(8, 59)])
def test_a_day_that_ends_before_it_starts_is_refused(closes):
    assert refusal(day(), day(date(2018, 2, 8), time(9), closes)) == ("a-day-ends-before-it-starts", "days.1.closes")


@pytest.mark.parametrize("second", [date(2018, 2, 7), date(2018, 2, 6)])
def test_days_that_are_not_in_order_are_refused(second):
    assert refusal(day(), day(second)) == ("days-are-out-of-order", "days.1.date")


def test_a_slot_longer_than_the_day_is_refused():
    short = day(opens=time(9), closes=time(9, 30))
    assert refusal(short, minutes=31) == ("a-slot-does-not-fit-the-day", "slot_minutes")
    check_days((short,), ZONE, 30)


def test_an_hour_with_an_offset_of_its_own_is_refused():
    assert refusal(day(opens=time(9, tzinfo=UTC))) == ("an-hour-carries-an-offset", "days.0.opens")
    assert refusal(day(closes=time(18, tzinfo=UTC))) == ("an-hour-carries-an-offset", "days.0.closes")


@pytest.mark.parametrize("on", [date(1, 1, 1), date(1999, 12, 31), date(3000, 1, 1), date(9999, 12, 31)])
def test_a_day_nobody_can_attend_is_refused(on):
    assert refusal(day(on)) == ("a-day-is-beyond-the-calendar", "days.0.date")


def test_an_hour_that_clocks_skip_is_refused_by_name():
    assert refusal(day(SPRING, time(2, 30), time(9))) == ("an-opening-time-does-not-exist", "days.0.opens")
    assert refusal(day(SPRING, time(1), time(2, 59))) == ("a-closing-time-does-not-exist", "days.0.closes")
    check_days((day(SPRING, time(1, 59), time(3)),), ZONE, 1)


def test_a_day_across_the_skipped_hour_is_an_hour_shorter():
    assert len(periods(day(SPRING, time(1), time(5)), ZONE, 60)) == 3


def test_a_day_across_the_repeated_hour_is_an_hour_longer():
    found = periods(day(AUTUMN, time(0), time(4)), ZONE, 60)
    starts = [shown(period.starts, ZONE).isoformat()[11:] for period in found]
    assert starts == ["00:00:00-04:00", "01:00:00-04:00", "01:00:00-05:00", "02:00:00-05:00", "03:00:00-05:00"]


def test_of_an_hour_that_comes_twice_the_first_is_meant():
    found = periods(day(AUTUMN, time(1, 30), time(2)), ZONE, 30)
    assert found[0].starts == datetime(2018, 11, 4, 5, 30, tzinfo=UTC)


@given(
    st.sampled_from(PLACES),
    st.dates(date(2000, 1, 1), date(2999, 12, 31)),
    st.times(),
    st.times(),
    st.integers(5, 480),
)
def test_periods_follow_each_other_within_the_open_hours_wherever_and_whenever(name, on, opens, closes, minutes):
    zone, held = zone_of(name), day(on, opens, closes)
    try:
        check_days((held,), zone, minutes)
    except Rejected:
        return
    found = periods(held, zone, minutes)
    first = shown(found[0].starts, zone)
    assert first.replace(tzinfo=None) == datetime.combine(on, opens)
    assert all(period.ends - period.starts == timedelta(minutes=minutes) for period in found)
    assert all(one.ends == following.starts for one, following in pairwise(found))
    assert found[-1].ends <= datetime.combine(on, closes, zone).astimezone(UTC)
