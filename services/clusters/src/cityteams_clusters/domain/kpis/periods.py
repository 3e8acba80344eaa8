"""Reporting periods and the moments at which a cluster is reminded of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from cityteams_contracts import Rejected
from cityteams_contracts.clusters import Calendar, Frequency, Period

_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}
_HOUR = time(8, tzinfo=UTC)
"""Reminders are said at eight in the morning, UTC."""
_LONGEST = timedelta(days=366 * 5)
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of one period: `late` when it is said after the due date; `days` are those before or after it."""

    at: datetime
    period: Period
    due_on: date
    days: int
    late: bool


def check_period(period: Period, today: date) -> None:
    """Raises Rejected for a period that cannot have been observed."""
    if period.end < period.start:
        raise Rejected("the-period-ends-before-it-begins", "Exchange its first and last day.", "period.end")
    if not period.start >= FIRST_DAY or period.end - period.start > _LONGEST:
        raise Rejected("the-period-is-too-long", "A period has at most five years, after 1990.", "period.start")
    if period.end > today:
        reason = f"The period ends on {period.end}, which is not over; report it afterwards."
        raise Rejected("the-period-is-in-the-future", reason, "period.end")


def check_calendar(calendar: Calendar | None) -> None:
    """Raises Rejected for a calendar whose periods are not clear."""
    if calendar is None:
        return
    if calendar.first_day.day != 1 or not FIRST_DAY <= calendar.first_day <= LAST_DAY:
        reason = "Periods begin on the first day of a month; correct the first day."
        raise Rejected("periods-begin-with-a-month", reason, "calendar.first_day")
    if calendar.until is not None and calendar.until < calendar.first_day:
        reason = "The calendar ends before it begins; correct its last day."
        raise Rejected("the-calendar-ends-before-it-begins", reason, "calendar.until")


def period_at(calendar: Calendar, index: int) -> Period:
    """The period of that number, from 0 on."""
    months = _MONTHS[calendar.frequency] * index
    start = _later(calendar.first_day, months)
    return Period(start=start, end=_later(start, _MONTHS[calendar.frequency]) - timedelta(days=1))


def periods_since(calendar: Calendar, day: date, until: date | None) -> Iterator[Period]:
    """The periods that end on this day or later, in order, while they begin within the calendar and `until`."""
    last = min(each for each in (LAST_DAY, calendar.until, until) if each is not None)
    gone = (day.year - calendar.first_day.year) * 12 + day.month - calendar.first_day.month
    index = max(0, gone // _MONTHS[calendar.frequency])
    while (period := period_at(calendar, index)).start <= last:
        if period.end >= day:
            yield period
        index += 1


def steps_of(calendar: Calendar, period: Period) -> list[Step]:
    """When the lead is told about this period, in order of time."""
    due_on = period.end + timedelta(days=calendar.due_days)
    before = [(due_on - timedelta(days=days), days, False) for days in set(calendar.remind_days)]
    after = [(due_on + timedelta(days=days), days, True) for days in set(calendar.chase_days)]
    return [
        Step(datetime.combine(day, _HOUR), period, due_on, days, late) for day, days, late in sorted(before + after)
    ]


def next_steps(
    calendar: Calendar, since: date, told_until: datetime, settled: tuple[Period, ...], until: date | None
) -> list[Step]:
    """The first reminders after `told_until` of periods that are not settled and end on `since` or later.

    Several when a reminder of one period and one of another come at the same moment.
    """
    best: list[Step] = []
    longest = timedelta(days=calendar.due_days + max((0, *calendar.chase_days)) + 1)
    for period in periods_since(calendar, max(since, told_until.date() - longest), until):
        steps = steps_of(calendar, period)
        if not steps or (best and steps[0].at > best[0].at):
            break  # later periods are told of later
        ahead = next((step for step in steps if step.at > told_until), None)
        if ahead is None or any(each.covers(period) for each in settled):
            continue
        best = _first([*best, ahead])
    return best


def _first(steps: list[Step]) -> list[Step]:
    at = min(step.at for step in steps)
    return [step for step in steps if step.at == at]


def is_open(calendar: Calendar, period: Period, told_until: datetime) -> bool:
    """Whether a reminder of this period is still to come."""
    return any(step.at > told_until for step in steps_of(calendar, period))


def _later(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
