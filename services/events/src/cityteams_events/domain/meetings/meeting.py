"""A meeting of some people at a gathering, when and where people can meet there, and who is away when."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID, uuid5

from cityteams_contracts.clusters import PartnersIntroduced
from cityteams_contracts.events import (
    AvailabilityStated,
    MeetingAccepted,
    MeetingCancelled,
    MeetingDeclined,
    MeetingId,
    MeetingMoved,
    MeetingPeriod,
    MeetingRefilled,
    MeetingRequested,
    MeetingScheduled,
    MeetingsOpened,
    MeetingsPlanAsked,
    MeetingsPlanned,
    MeetingTable,
)
from cityteams_contracts.values import GatheringId, Id, PersonId

_MEETINGS = UUID("5f3c1f0a-9a0e-5a4f-8f5e-2f0f4b7c6d11")


class MeetingState(StrEnum):
    """How it stands with a meeting: asked, agreed by all (it waits for a place), placed, or never to be."""

    ASKED = "asked"
    AGREED = "agreed"
    PLACED = "placed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Meeting:
    """A meeting; time and table are there while it is placed."""

    meeting_id: MeetingId
    gathering_id: GatheringId
    gathering: str
    people: tuple[PersonId, ...]
    asked_by: PersonId | None
    subject_line: str
    introduction_id: Id | None
    requested_at: datetime
    state: MeetingState
    accepted: tuple[PersonId, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None
    table_id: Id | None = None

    @classmethod
    def requested(cls, _state: Self | None, event: MeetingRequested, _stamp: object) -> Self:
        """From an introduction all have agreed already."""
        names = ("meeting_id", "gathering_id", "gathering", "people", "asked_by", "subject_line", "introduction_id")
        agreed = event.introduction_id is not None
        return cls(
            **{name: getattr(event, name) for name in names},
            requested_at=event.requested_at,
            state=MeetingState.AGREED if agreed else MeetingState.ASKED,
            accepted=event.people if agreed else tuple(each for each in event.people if each == event.asked_by),
        )

    def was_accepted(self, event: MeetingAccepted, _stamp: object) -> Self:
        """One more wants to."""
        state = MeetingState.AGREED if event.agreed else self.state
        return replace(self, accepted=(*self.accepted, event.person_id), state=state)

    def was_declined(self, _event: MeetingDeclined, _stamp: object) -> Self:
        """It will not be."""
        return replace(self, state=MeetingState.DECLINED)

    def placed(self, event: MeetingScheduled | MeetingMoved | MeetingRefilled, _stamp: object) -> Self:
        """It has a time and a table."""
        return replace(self, state=MeetingState.PLACED, starts=event.starts, ends=event.ends, table_id=event.table_id)

    def cancelled(self, _event: MeetingCancelled, _stamp: object) -> Self:
        """It was called off."""
        return replace(self, state=MeetingState.CANCELLED, starts=None, ends=None, table_id=None)

    @property
    def about(self) -> dict[str, Any]:
        """What every fact about it names."""
        return {
            "meeting_id": self.meeting_id,
            "gathering_id": self.gathering_id,
            "gathering": self.gathering,
            "people": self.people,
        }


@dataclass(frozen=True)
class MeetingPlan:
    """When and at which tables people can meet; `plan_id` is the plan that is being worked on, if there is one."""

    gathering_id: GatheringId
    gathering: str
    time_zone: str
    periods: tuple[MeetingPeriod, ...]
    tables: tuple[MeetingTable, ...]
    plan_id: Id | None = None
    seconds: int = 0
    asked_at: datetime | None = None
    made: bool = False

    @classmethod
    def opened(cls, state: Self | None, event: MeetingsOpened, _stamp: object) -> Self:
        """Hours and tables, in order of time and as listed."""
        new = cls(event.gathering_id, event.gathering, event.time_zone, event.periods, event.tables)
        return replace(new, made=state.made) if state else new

    def asked(self, event: MeetingsPlanAsked, _stamp: object) -> Self:
        """A plan is wanted."""
        return replace(self, plan_id=event.plan_id, seconds=event.seconds, asked_at=event.asked_at)

    def planned(self, event: MeetingsPlanned, _stamp: object) -> Self:
        """The work has ended."""
        return replace(self, plan_id=None, made=self.made or event.scheduled > 0)


@dataclass(frozen=True)
class Availability:
    """When a person cannot meet anybody at a gathering."""

    availability_id: Id
    gathering_id: GatheringId
    person_id: PersonId
    away: tuple[MeetingPeriod, ...]

    @classmethod
    def stated(cls, _state: Self | None, event: AvailabilityStated, _stamp: object) -> Self | None:
        """The newest statement counts; an empty one is none."""
        row = availability_id_of(event.gathering_id, event.person_id)
        return cls(row, event.gathering_id, event.person_id, event.away) if event.away else None


@dataclass(frozen=True)
class Introduction:
    """Two people whom clusters introduced to each other after both had agreed."""

    introduction_id: Id
    first: PersonId
    second: PersonId
    subject_line: str
    introduced_at: datetime

    @classmethod
    def made(cls, _state: Self | None, event: PartnersIntroduced, _stamp: object) -> Self:
        """Both have agreed."""
        names = f"{event.first.name[:140]} meets {event.second.name[:140]}"
        return cls(event.introduction_id, event.first.person_id, event.second.person_id, names, event.introduced_at)


def availability_id_of(gathering_id: GatheringId, person_id: PersonId) -> Id:
    """The row of when a person is away."""
    return str(uuid5(_MEETINGS, f"away/{gathering_id}/{person_id}"))


def meeting_of_introduction(gathering_id: GatheringId, introduction_id: Id) -> MeetingId:
    """An introduction has one meeting at a gathering, always under the same id."""
    return str(uuid5(_MEETINGS, f"introduction/{gathering_id}/{introduction_id}"))
