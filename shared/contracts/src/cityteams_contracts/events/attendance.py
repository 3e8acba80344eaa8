"""Who comes: answers, seats, the waiting list, and what people would like to hear.

Whoever says yes asks for a *seat* for themself and one for each guest; a seat is given at once, or waits and is offered
later for a while.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.events.seating import Guests, ReleaseReason, SeatingId, SeatState, SessionKey
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import GatheringId, Id, Instant, Line, OrganisationId, PersonId, SectorCode

__all__ = [
    "AnswerAttendance",
    "Attendance",
    "AttendanceAnswered",
    "AttendeeForgotten",
    "AttendeeInvited",
    "AttendeesJoined",
    "ConfirmSeats",
    "InterestsStated",
    "InviteAttendees",
    "JoinAttendees",
    "ReleaseSeat",
    "SeatConfirmed",
    "SeatGiven",
    "SeatId",
    "SeatOffered",
    "SeatReleased",
    "SeatWaitlisted",
    "StateInterests",
]

SeatId = Id


class Attendance(StrEnum):
    """What somebody answers to the question whether they come; only a yes asks for a seat."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class AnswerAttendance(Command, name="events.answer-attendance", key="seating_id"):
    """A person says whether they come, with how many guests, and for which organisation."""

    seating_id: SeatingId
    person_id: PersonId
    answer: Attendance
    guests: Guests = 0
    organisation_id: OrganisationId | None = None


class ConfirmSeats(Command, name="events.confirm-seats", key="seating_id"):
    """A person takes every seat that is held for them and their guests."""

    seating_id: SeatingId
    person_id: PersonId


class ReleaseSeat(Command, name="events.release-seat", key="seating_id"):
    """A person gives one seat back, such as a guest's; or the secretariat takes it back."""

    seating_id: SeatingId
    person_id: PersonId
    seat_id: SeatId


class InviteAttendees(Command, name="events.invite-attendees", key="seating_id"):
    """The secretariat invites people to a seating, into a class of it."""

    seating_id: SeatingId
    people: Annotated[tuple[PersonId, ...], Field(min_length=1, max_length=500)]
    seat_class: SectorCode


class JoinAttendees(Command, name="events.join-attendees", key="seating_id"):
    """The secretariat says that two attendees are one person, registered under two spellings."""

    seating_id: SeatingId
    person_id: PersonId
    same_as: PersonId


class StateInterests(Command, name="events.state-interests", key="person_id"):
    """A person names the sessions that they would like to hear; the plan keeps them apart as far as it can."""

    person_id: PersonId
    gathering_id: GatheringId
    sessions: Annotated[tuple[SessionKey, ...], Field(max_length=100)]


class AttendeeInvited(Event, name="events.seating.attendee-invited", key="seating_id"):
    """A person may come in this class, and is asked whether they will."""

    seating_id: SeatingId
    gathering_id: GatheringId
    title: Line
    person_id: PersonId
    seat_class: SectorCode


class AttendanceAnswered(Event, name="events.seating.attendance-answered", key="seating_id"):
    """A person answered; what it means for their seats is said by the events that follow."""

    seating_id: SeatingId
    gathering_id: GatheringId
    person_id: PersonId
    answer: Attendance
    guests: Guests
    seat_class: SectorCode | None = None
    organisation_id: OrganisationId | None = None
    answered_at: Instant


class AttendeesJoined(Event, name="events.seating.attendees-joined", key="seating_id"):
    """Two attendees are one person; the seats of the other id were given back."""

    seating_id: SeatingId
    person_id: PersonId
    same_as: PersonId
    joined_at: Instant


class AttendeeForgotten(Event, name="events.seating.attendee-forgotten", key="seating_id"):
    """A person was erased: what they answered here is dropped, and their seats were given back."""

    seating_id: SeatingId
    person_id: PersonId


class _OfSeat(Event):
    """What every fact about a seat names; `guest` is 0 for the person, else the number of the guest."""

    seating_id: SeatingId
    gathering_id: GatheringId
    session_id: SessionKey | None = None
    title: Line
    seat_id: SeatId
    person_id: PersonId
    guest: Guests = 0
    seat_class: SectorCode


class SeatGiven(_OfSeat, name="events.seating.seat-given", key="seating_id"):
    """A seat is theirs; `waited` when they had been on the waiting list."""

    organisation_id: OrganisationId | None = None
    waited: bool = False
    given_at: Instant


class SeatWaitlisted(_OfSeat, name="events.seating.seat-waitlisted", key="seating_id"):
    """No seat is free: they wait under this number, and in their class the smaller number is first."""

    organisation_id: OrganisationId | None = None
    number: Annotated[int, Field(ge=1)]
    waits_since: Instant


class SeatOffered(_OfSeat, name="events.seating.seat-offered", key="seating_id"):
    """A seat became free and is held for them until then; unconfirmed it goes to the next."""

    number: Annotated[int, Field(ge=1)]
    hold_until: Instant


class SeatConfirmed(_OfSeat, name="events.seating.seat-confirmed", key="seating_id"):
    """They took the seat that was held for them."""

    confirmed_at: Instant


class SeatReleased(_OfSeat, name="events.seating.seat-released", key="seating_id"):
    """They have the seat, or their turn in the waiting list, no longer."""

    was: SeatState
    reason: ReleaseReason
    released_at: Instant


class InterestsStated(Event, name="events.attendee.interests-stated", key="person_id"):
    """A person would like to hear these sessions, and of this gathering no others."""

    person_id: PersonId
    gathering_id: GatheringId
    sessions: Annotated[tuple[SessionKey, ...], Field(max_length=100)]
    stated_at: Instant
