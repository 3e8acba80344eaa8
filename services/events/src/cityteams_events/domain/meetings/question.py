"""From meetings, hours and absences to the question that the engines answer, and back to events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts.events import (
    MeetingMoved,
    MeetingPeriod,
    MeetingPlanVerdict,
    MeetingScheduled,
    MeetingsPlanned,
    MeetingTable,
)
from cityteams_contracts.values import Id, PersonId
from cityteams_events.domain.hours import shown, zone_of
from cityteams_events.domain.meetings.answers import Answer
from cityteams_events.domain.meetings.meeting import Meeting, MeetingPlan, MeetingState
from cityteams_events.domain.meetings.problem import Meeting as Asked
from cityteams_events.domain.meetings.problem import MeetingProblem, Timetable
from cityteams_events.domain.meetings.tables import seated

Busy = Mapping[PersonId, Sequence[MeetingPeriod]]
"""When people cannot meet: what they stated, and when they speak."""


@dataclass(frozen=True)
class Question:
    """What is to be planned: the meetings in the order of the problem."""

    plan: MeetingPlan
    meetings: tuple[Meeting, ...]
    busy: Busy

    def problem(self, fairness: int | None = 2) -> MeetingProblem:
        """The same for the engines; without fairness when no plan can be fair."""
        away = {who: absent_in(self.plan, self.busy.get(who, ())) for each in self.meetings for who in each.people}
        return MeetingProblem(
            meetings=tuple(Asked(each.people) for each in self.meetings),
            slots=len(self.plan.periods),
            tables=len(self.plan.tables),
            absent={who: slots for who, slots in away.items() if slots},
            fairness=fairness,
            seats=tuple(sorted(table.seats for table in self.plan.tables)),
        )


def question_of(plan: MeetingPlan, meetings: Sequence[Meeting], busy: Busy) -> Question:
    """All that is agreed, in the order in which it was asked for."""
    wanted = [each for each in meetings if each.state in (MeetingState.AGREED, MeetingState.PLACED)]
    return Question(plan, tuple(sorted(wanted, key=lambda each: (each.requested_at, each.meeting_id))), busy)


def absent_in(plan: MeetingPlan, busy: Sequence[MeetingPeriod]) -> frozenset[int]:
    """The slots, numbered from 1, that somebody's absences touch."""
    return frozenset(
        slot
        for slot, period in enumerate(plan.periods, 1)
        if any(each.starts < period.ends and period.starts < each.ends for each in busy)
    )


def told(question: Question, answer: Answer, now: Mapping[str, Meeting], plan_id: Id) -> list[Event]:
    """What a plan comes to; `now` are the meetings as they stand: one that was called off meanwhile stays so."""
    said: list[Event] = []
    scheduled = 0
    if answer.timetable:
        tables = seated(question.plan, [each.people for each in question.meetings], answer.timetable)
        for each, slot, table in zip(question.meetings, answer.timetable, tables, strict=True):
            standing = now.get(each.meeting_id)
            if standing is not None and standing.state in (MeetingState.AGREED, MeetingState.PLACED):
                scheduled += 1
                said += _placed(question.plan, standing, slot, table, plan_id)
    verdict = MeetingPlanVerdict(answer.verdict.value)
    planned = MeetingsPlanned(
        gathering_id=question.plan.gathering_id,
        plan_id=plan_id,
        verdict=verdict,
        scheduled=scheduled,
        breaks=answer.breaks,
        at_least=answer.at_least,
        reasons=tuple(reason[:300] for reason in answer.reasons[:20]),
    )
    return [*said, planned]


def _placed(plan: MeetingPlan, meeting: Meeting, slot: int, table: MeetingTable, plan_id: Id) -> list[Event]:
    place = placed_at(plan, meeting, slot, table)
    if meeting.state is not MeetingState.PLACED or meeting.starts is None:
        return [MeetingScheduled(**place, plan_id=plan_id)]
    if meeting.starts == place["starts"] and meeting.table_id == table.table_id:
        return []
    return [moved(plan, meeting, place)]


def moved(plan: MeetingPlan, meeting: Meeting, place: Mapping[str, Any]) -> MeetingMoved:
    """A meeting has another place than before; raises ValueError when it had none."""
    if meeting.starts is None:
        raise ValueError(f"meeting {meeting.meeting_id} has no place to move from")
    names = {each.table_id: each.name for each in plan.tables}
    was = names.get(meeting.table_id or "", "another table")
    return MeetingMoved(**place, was_starts=_local(plan, meeting.starts), was_table=was)


def placed_at(plan: MeetingPlan, meeting: Meeting, slot: int, table: MeetingTable) -> dict[str, Any]:
    """What every fact about a placed meeting says."""
    period = plan.periods[slot - 1]
    return {
        **meeting.about,
        "time_zone": plan.time_zone,
        "subject_line": meeting.subject_line,
        "starts": _local(plan, period.starts),
        "ends": _local(plan, period.ends),
        "table_id": table.table_id,
        "table": table.name,
        "area": table.area,
    }


def _local(plan: MeetingPlan, moment: datetime) -> datetime:
    return shown(moment, zone_of(plan.time_zone))


def slots_of(plan: MeetingPlan, meetings: Sequence[Meeting]) -> Timetable:
    """The slots in which placed meetings are, 0 where a meeting has none."""
    at = {period.starts: slot for slot, period in enumerate(plan.periods, 1)}
    return tuple(at.get(each.starts, 0) if each.starts else 0 for each in meetings)
