"""Examples of meetings: the lead of a cluster meets a company after an introduction."""

from typing import Any

from cityteams_contracts import events as said
from cityteams_contracts.examples.values import EXPO, GATHERING, INVITED, LEAD, ZONE, hour
from cityteams_contracts.message import Message

MEETING, OTHER, PLAN = "meeting-0001", "meeting-0002", "plan-0001"
_ABOUT: dict[str, Any] = {
    "meeting_id": MEETING,
    "gathering_id": GATHERING,
    "gathering": EXPO,
    "people": (LEAD, INVITED),
}
_LINE: dict[str, Any] = {"subject_line": "Sensors that work without mains"}
_PLACED: dict[str, Any] = {
    **_ABOUT,
    **_LINE,
    "time_zone": ZONE,
    "starts": hour(14, 0),
    "ends": hour(14, 20),
    "table_id": "t-4",
    "table": "Table 4",
    "area": "West foyer",
}


def meetings_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_commands(), *_plans(), *_asked(), *_placed())


def _periods() -> tuple[said.MeetingPeriod, ...]:
    return tuple(said.MeetingPeriod(starts=hour(14, at), ends=hour(14, at + 20)) for at in (0, 20))


def _tables() -> tuple[said.MeetingTable, ...]:
    return (said.MeetingTable(table_id="t-4", name="Table 4", area="West foyer", seats=4),)


def _commands() -> tuple[Message, ...]:
    away = _periods()[1:]
    return (
        said.OpenMeetings(gathering_id=GATHERING, periods=_periods(), tables=_tables()),
        said.RequestMeeting(meeting_id=MEETING, gathering_id=GATHERING, asked_by=LEAD, people=(LEAD, INVITED), **_LINE),
        said.AnswerMeeting(meeting_id=MEETING, person_id=INVITED, accepts=True),
        said.StateAvailability(person_id=LEAD, gathering_id=GATHERING, away=away),
        said.PlanMeetings(gathering_id=GATHERING, seconds=60),
        said.CancelMeeting(meeting_id=MEETING, person_id=LEAD, reason="My train is late."),
    )


def _plans() -> tuple[Message, ...]:
    held: dict[str, Any] = {"gathering": EXPO, "time_zone": ZONE}
    verdict = said.MeetingPlanVerdict.OPTIMAL
    return (
        said.MeetingsOpened(gathering_id=GATHERING, **held, periods=_periods(), tables=_tables(), opened_at=hour(7, 0)),
        said.MeetingsPlanAsked(gathering_id=GATHERING, plan_id=PLAN, seconds=60, meetings=1, asked_at=hour(7, 5)),
        said.MeetingsPlanned(gathering_id=GATHERING, plan_id=PLAN, verdict=verdict, scheduled=1, breaks=0, at_least=0),
        said.AvailabilityStated(person_id=LEAD, gathering_id=GATHERING, away=_periods()[1:], stated_at=hour(7, 1)),
    )


def _asked() -> tuple[Message, ...]:
    short: dict[str, Any] = {"meeting_id": MEETING, "gathering_id": GATHERING, "person_id": INVITED}
    return (
        said.MeetingRequested(**_ABOUT, **_LINE, asked_by=LEAD, requested_at=hour(7, 1)),
        said.MeetingAccepted(**short, agreed=True),
        said.MeetingDeclined(**short, gathering=EXPO, people=(LEAD, INVITED)),
        said.MeetingCancelled(
            **_ABOUT, cancelled_by=LEAD, reason="My train is late.", starts=hour(14, 0), table="Table 4"
        ),
    )


def _placed() -> tuple[Message, ...]:
    return (
        said.MeetingScheduled(**_PLACED, plan_id=PLAN),
        said.MeetingMoved(**_PLACED, was_starts=hour(14, 20), was_table="Table 5"),
        said.MeetingRefilled(**_PLACED, in_place_of=OTHER),
    )
