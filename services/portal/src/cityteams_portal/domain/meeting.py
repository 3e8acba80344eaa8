"""The portal's copy of meetings: who is asked, who agreed, when and at which table."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts import events as said


class MeetingState(StrEnum):
    """How it stands with a meeting."""

    ASKED = "asked"
    AGREED = "agreed"
    PLACED = "placed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; times, table and area are there while it has a place."""

    meeting_id: str
    gathering_id: str
    gathering: str
    people: tuple[str, ...]
    asked_by: str | None
    subject_line: str
    state: MeetingState
    accepted: tuple[str, ...]
    time_zone: str = "UTC"
    starts: datetime | None = None
    ends: datetime | None = None
    table: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """When and where people can meet at a gathering, and how far its plan is."""

    gathering_id: str
    gathering: str
    time_zone: str
    periods: tuple[said.MeetingPeriod, ...]
    tables: tuple[said.MeetingTable, ...]
    asked: bool = False
    verdict: str | None = None
    scheduled: int = 0
    breaks: int | None = None
    reasons: tuple[str, ...] = ()


def requested(_row: Meeting | None, event: said.MeetingRequested, _stamp: object) -> Meeting:
    """Somebody would like to meet others; from an introduction all have agreed."""
    introduced = event.introduction_id is not None
    return Meeting(
        meeting_id=event.meeting_id,
        gathering_id=event.gathering_id,
        gathering=event.gathering,
        people=event.people,
        asked_by=event.asked_by,
        subject_line=event.subject_line,
        state=MeetingState.AGREED if introduced else MeetingState.ASKED,
        accepted=event.people if introduced else tuple(each for each in event.people if each == event.asked_by),
    )


def accepted(row: Meeting | None, event: said.MeetingAccepted, _stamp: object) -> Meeting | None:
    """One more wants to."""
    state = MeetingState.AGREED if event.agreed else MeetingState.ASKED
    return row and replace(row, accepted=(*row.accepted, event.person_id), state=state)


def declined(row: Meeting | None, _event: said.MeetingDeclined, _stamp: object) -> Meeting | None:
    """It will not be."""
    return row and replace(row, state=MeetingState.DECLINED)


def placed(
    row: Meeting | None, event: said.MeetingScheduled | said.MeetingMoved | said.MeetingRefilled, _stamp: object
) -> Meeting | None:
    """It has a time and a table."""
    names = ("time_zone", "starts", "ends", "table", "area")
    return row and replace(row, state=MeetingState.PLACED, **{name: getattr(event, name) for name in names})


def cancelled(row: Meeting | None, _event: said.MeetingCancelled, _stamp: object) -> Meeting | None:
    """It was called off."""
    return row and replace(row, state=MeetingState.CANCELLED, starts=None, ends=None, table=None, area=None)


def opened(row: MeetingPlan | None, event: said.MeetingsOpened, _stamp: object) -> MeetingPlan:
    """Hours and tables are known, or others than before; what a plan came to stands."""
    new = MeetingPlan(event.gathering_id, event.gathering, event.time_zone, event.periods, event.tables)
    kept = ("verdict", "scheduled", "breaks", "reasons")
    return replace(new, **{name: getattr(row, name) for name in kept}) if row else new


def asked(row: MeetingPlan | None, _event: said.MeetingsPlanAsked, _stamp: object) -> MeetingPlan | None:
    """A plan is being made."""
    return row and replace(row, asked=True)


def planned(row: MeetingPlan | None, event: said.MeetingsPlanned, _stamp: object) -> MeetingPlan | None:
    """A plan is made, or cannot be."""
    return row and replace(
        row,
        asked=False,
        verdict=event.verdict,
        scheduled=event.scheduled,
        breaks=event.breaks,
        reasons=event.reasons,
    )
