"""A seat that somebody asked for, and what that somebody answered."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from cityteams_contracts.events import (
    Attendance,
    AttendanceAnswered,
    AttendeeForgotten,
    AttendeeInvited,
    AttendeesJoined,
    InterestsStated,
    ReleaseReason,
    SeatConfirmed,
    SeatGiven,
    SeatId,
    SeatingId,
    SeatOffered,
    SeatReleased,
    SeatState,
    SeatWaitlisted,
    SessionKey,
)
from cityteams_contracts.values import GatheringId, Id, OrganisationId, PersonId
from cityteams_events.domain.attendance.ids import attendance_id_of, interest_id_of, pass_id_of


@dataclass(frozen=True)
class Seat:
    """A seat of a person (`guest` 0) or of one of their guests; `number` is its place in the waiting list."""

    seat_id: SeatId
    seating_id: SeatingId
    gathering_id: GatheringId
    person_id: PersonId
    guest: int
    seat_class: str
    state: SeatState
    number: int | None = None
    hold_until: datetime | None = None
    organisation_id: OrganisationId | None = None

    @classmethod
    def given(cls, _state: Self | None, event: SeatGiven, _stamp: object) -> Self:
        """Somebody has it."""
        return replace(cls._of(event, SeatState.GIVEN), organisation_id=event.organisation_id)

    @classmethod
    def queued(cls, _state: Self | None, event: SeatWaitlisted, _stamp: object) -> Self:
        """Somebody waits for it."""
        seat = cls._of(event, SeatState.WAITING)
        return replace(seat, number=event.number, organisation_id=event.organisation_id)

    def offered(self, event: SeatOffered, _stamp: object) -> Self:
        """It is held."""
        return replace(self, state=SeatState.OFFERED, hold_until=event.hold_until)

    def confirmed(self, _event: SeatConfirmed, _stamp: object) -> Self:
        """It was taken in time."""
        return replace(self, state=SeatState.GIVEN, hold_until=None)

    def released(self, event: SeatReleased, _stamp: object) -> Self | None:
        """Nobody has it, or waits for it; of an erased person nothing is left."""
        if event.reason is ReleaseReason.ERASED:
            return None
        return replace(self, state=SeatState.RELEASED, number=None, hold_until=None)

    @classmethod
    def _of(cls, event: SeatGiven | SeatWaitlisted, state: SeatState) -> Self:
        names = ("seat_id", "seating_id", "gathering_id", "person_id", "guest", "seat_class")
        return cls(**{name: getattr(event, name) for name in names}, state=state)

    @property
    def named(self) -> dict[str, Any]:
        """What every fact about it says of it."""
        return {
            "seat_id": self.seat_id,
            "person_id": self.person_id,
            "guest": self.guest,
            "seat_class": self.seat_class,
        }


@dataclass(frozen=True)
class Attendee:
    """What a person answered at a seating; `seats` are the numbers (0, or those of guests) that are not released.

    `same_as` is who this person really is, when the secretariat said so.
    """

    attendance_id: Id
    seating_id: SeatingId
    person_id: PersonId
    answer: Attendance
    guests: int
    organisation_id: OrganisationId | None = None
    seats: tuple[int, ...] = ()
    same_as: PersonId | None = None

    @classmethod
    def answered(cls, state: Self | None, event: AttendanceAnswered, _stamp: object) -> Self:
        """The newest answer counts."""
        row = attendance_id_of(event.seating_id, event.person_id)
        known = state or cls(row, event.seating_id, event.person_id, event.answer, event.guests)
        return replace(known, answer=event.answer, guests=event.guests, organisation_id=event.organisation_id)

    def asked(self, event: SeatGiven | SeatWaitlisted, _stamp: object) -> Self:
        """One more of their seats is given or waits."""
        return replace(self, seats=tuple(sorted({*self.seats, event.guest})))

    def released(self, event: SeatReleased, _stamp: object) -> Self:
        """One less."""
        return replace(self, seats=tuple(each for each in self.seats if each != event.guest))

    @staticmethod
    def forgotten(_state: "Attendee | None", _event: AttendeeForgotten, _stamp: object) -> None:
        """Nothing is left."""

    def joined(self, event: AttendeesJoined, _stamp: object) -> Self:
        """They are known under another id."""
        return replace(self, same_as=event.same_as)


@dataclass(frozen=True)
class Pass:
    """A person's invitation to a seating, into a class."""

    pass_id: Id
    seating_id: SeatingId
    person_id: PersonId
    seat_class: str

    @classmethod
    def invited(cls, _state: Self | None, event: AttendeeInvited, _stamp: object) -> Self:
        """The newest invitation counts."""
        row = pass_id_of(event.seating_id, event.person_id)
        return cls(row, event.seating_id, event.person_id, event.seat_class)

    @staticmethod
    def forgotten(_state: "Pass | None", _event: AttendeeForgotten, _stamp: object) -> None:
        """Nothing is left."""


@dataclass(frozen=True)
class Interest:
    """The sessions of a gathering that a person would like to hear."""

    interest_id: Id
    gathering_id: GatheringId
    person_id: PersonId
    sessions: tuple[SessionKey, ...]

    @classmethod
    def stated(cls, _state: Self | None, event: InterestsStated, _stamp: object) -> Self | None:
        """The newest list counts; an empty one is none."""
        if not event.sessions:
            return None
        row = interest_id_of(event.gathering_id, event.person_id)
        return cls(row, event.gathering_id, event.person_id, event.sessions)
