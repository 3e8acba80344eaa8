"""What becomes of meetings when their gathering moves, or is not held."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from cityteams_contracts import Event
from cityteams_contracts.events import MeetingCancelled, MeetingPeriod, MeetingsOpened
from cityteams_events.domain.hours import later
from cityteams_events.domain.meetings.meeting import Meeting, MeetingPlan, MeetingState
from cityteams_events.domain.meetings.question import moved, placed_at, slots_of

_OVER = (MeetingState.CANCELLED, MeetingState.DECLINED)


def slips(plan: MeetingPlan, placed: Sequence[Meeting], zone: ZoneInfo, by: int, now: datetime) -> list[Event]:
    """The same hours, tables and meetings, so many days later; everyone was told by the gathering."""
    after = replace(plan, periods=tuple(_later(each, zone, by) for each in plan.periods))
    opened = MeetingsOpened(
        gathering_id=plan.gathering_id, gathering=plan.gathering, time_zone=plan.time_zone,
        periods=after.periods, tables=plan.tables, opened_at=now,
    )  # fmt: skip
    tables = {each.table_id: each for each in plan.tables}
    moves = [
        moved(plan, each, {**placed_at(after, each, slot, tables[each.table_id]), "slipped": True})
        for each, slot in zip(placed, slots_of(plan, placed), strict=True)
        if slot and each.table_id in tables
    ]
    return [opened, *moves]


def _later(period: MeetingPeriod, zone: ZoneInfo, by: int) -> MeetingPeriod:
    """At the same hour of the clock and as long as it was, whatever clocks do that day."""
    starts = later(period.starts, zone, by)
    return MeetingPeriod(starts=starts, ends=starts + (period.ends - period.starts))


def calls_off(meetings: Iterable[Meeting]) -> list[MeetingCancelled]:
    """No meeting is held, whether it had a place or not; everyone was told by the gathering."""
    return [
        MeetingCancelled(**each.about, starts=each.starts, with_gathering=True)
        for each in meetings
        if each.state not in _OVER
    ]
