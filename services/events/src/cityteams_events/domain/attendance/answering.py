"""What an answer means: which seats are asked for, confirmed, given back, and who is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cityteams_contracts import Event, Rejected
from cityteams_contracts.events import (
    AnswerAttendance,
    Attendance,
    AttendanceAnswered,
    AttendeeForgotten,
    AttendeeInvited,
    AttendeesJoined,
    Entitled,
    InviteAttendees,
    JoinAttendees,
    ReleaseReason,
    ReleaseSeat,
    SeatConfirmed,
    SeatState,
)
from cityteams_contracts.values import OrganisationId, PersonId
from cityteams_events.domain.attendance.seating import Seating
from cityteams_events.domain.attendance.seats import Attendee, Pass, Seat
from cityteams_events.domain.attendance.turn import Line, Turn


@dataclass(frozen=True)
class Standing:
    """What is known of a person who answers: whether they speak there, whose they are, and whether they are invited."""

    presents: bool = False
    organisations: tuple[OrganisationId, ...] = ()
    is_member: bool = False
    invitation: Pass | None = None


@dataclass(frozen=True)
class Mine:
    """What a person has at a seating: the row of their answer, and those of their seats that are not released."""

    attendee: Attendee | None = None
    seats: Sequence[Seat] = ()


def answers(
    seating: Seating, mine: Mine, standing: Standing, command: AnswerAttendance, line: Line, now: datetime
) -> list[Event]:
    """Decides what somebody's answer comes to; raises Rejected."""
    _check_answer(seating, mine, command)
    turn = Turn(seating, now)
    wanted = command.guests + 1 if command.answer is Attendance.YES else 0
    code = _class_of(seating, mine, standing) if wanted else None
    answered = AttendanceAnswered(
        seating_id=seating.seating_id,
        gathering_id=seating.gathering_id,
        person_id=command.person_id,
        answer=command.answer,
        guests=command.guests if code else 0,
        seat_class=code,
        organisation_id=_organisation(standing, command) if code else None,
        answered_at=now,
    )
    turn.said.append(answered)
    if code and wanted > len(mine.seats):
        _ask(turn, mine, answered, code)
    for seat in sorted(mine.seats, key=lambda each: each.guest)[wanted:]:
        turn.release(seat, ReleaseReason.CANCELLED)
    turn.promote(line)
    return turn.said


def _check_answer(seating: Seating, mine: Mine, command: AnswerAttendance) -> None:
    if seating.closed:
        raise Rejected("seating-is-called-off", f"{seating.title} was called off", "seating_id")
    if mine.attendee and mine.attendee.same_as:
        reason = "the secretariat found that this person is registered twice; answer under the other registration"
        raise Rejected("this-person-answers-under-another-id", reason, "person_id")
    if command.answer is Attendance.YES and command.guests > seating.plan.guests_most:
        reason = f"at most {seating.plan.guests_most} guests can come along"
        raise Rejected("so-many-guests-cannot-come", reason, "guests")


def _class_of(seating: Seating, mine: Mine, standing: Standing) -> str:
    """The class somebody's seats are of: that of the seats they have, else the first class that is for them."""
    if mine.seats:
        return mine.seats[0].seat_class
    for each in seating.plan.classes:
        invited = standing.invitation is not None and standing.invitation.seat_class == each.code
        if invited or _is_for(each.entitled, standing):
            return each.code
    if all(each.entitled is Entitled.INVITED for each in seating.plan.classes):
        raise Rejected("this-is-by-invitation-only", f"{seating.title} is for those whom the secretariat invited")
    names = ", ".join(each.name for each in seating.plan.classes)
    raise Rejected("this-is-not-for-everybody", f"{seating.title} is for: {names}. Ask the secretariat to invite you.")


def _is_for(entitled: Entitled, standing: Standing) -> bool:
    return {
        Entitled.PRESENTING: standing.presents,
        Entitled.MEMBERS: standing.is_member or standing.presents,
        Entitled.INVITED: False,
        Entitled.ANYONE: True,
    }[entitled]


def _organisation(standing: Standing, command: AnswerAttendance) -> OrganisationId | None:
    """For whom they come: as they say, when they are known there; else the only one that they are known at."""
    known = standing.organisations
    if command.organisation_id is not None and command.organisation_id not in known:
        reason = "the register does not name this person at that organisation; leave it out, or have it named first"
        raise Rejected("this-person-is-not-of-that-organisation", reason, "organisation_id")
    return command.organisation_id or (known[0] if len(known) == 1 else None)


def _ask(turn: Turn, mine: Mine, answered: AttendanceAnswered, code: str) -> None:
    """Asks for what is missing: the person first, then guests under the smallest free numbers."""
    seating, new = turn.seating, answered.guests + 1 - len(mine.seats)
    if seating.is_over(turn.now):
        reason = f"answers were taken until {seating.plan.closes_at}; cancelling is still possible"
        raise Rejected("answers-are-no-longer-taken", reason, "answer")
    free = 0 if seating.waiting.get(code) else max(0, seating.free_for(code))
    most = seating.plan.waiting_most
    if most is not None and sum(seating.waiting.values()) + max(0, new - free) > most:
        reason = f"all {seating.plan.capacity} seats are taken and {most} people wait already; look again later"
        raise Rejected("the-waiting-list-is-full", reason, "answer")
    taken = {seat.guest for seat in mine.seats}
    for guest in [each for each in range(12) if each not in taken][:new]:
        turn.ask(answered.person_id, guest, code, answered.organisation_id)


def confirms(seating: Seating, mine: Mine, now: datetime) -> list[Event]:
    """Takes every seat that is held for a person; raises Rejected."""
    if seating.closed:
        raise Rejected("seating-is-called-off", f"{seating.title} was called off", "seating_id")
    held = [seat for seat in mine.seats if seat.state is SeatState.OFFERED]
    in_time = [seat for seat in held if seat.hold_until is None or seat.hold_until > now]
    if held and not in_time:
        raise Rejected("the-hold-has-ended", "the seat was held until then and went to the next who waits")
    if not in_time:
        raise Rejected("no-seat-is-held-for-you", f"no seat of {seating.title} is held for this person", "person_id")
    turn = Turn(seating, now)
    return [SeatConfirmed(**turn.about, **seat.named, confirmed_at=now) for seat in in_time]


def gives_back(
    seating: Seating, mine: Mine, command: ReleaseSeat, line: Line, now: datetime, *, office: bool
) -> list[Event]:
    """One seat is free again; with a person's own, those of their guests are. Possible at any time."""
    seat = next((each for each in mine.seats if each.seat_id == command.seat_id), None)
    if seat is None:
        reason = "this person has no such seat here, or gave it back before"
        raise Rejected("this-seat-is-not-theirs", reason, "seat_id")
    turn = Turn(seating, now)
    gone = [seat] if seat.guest else sorted(mine.seats, key=lambda each: each.guest)
    for each in gone:
        turn.release(each, ReleaseReason.WITHDRAWN if office else ReleaseReason.CANCELLED)
    turn.promote(line)
    return turn.said


def lapses(seating: Seating, seat: Seat, line: Line, now: datetime) -> list[Event]:
    """A held seat was not confirmed in time, and goes to the next; nothing when it was."""
    if seat.state is not SeatState.OFFERED or seat.hold_until is None or seat.hold_until > now:
        return []
    turn = Turn(seating, now)
    turn.release(seat, ReleaseReason.LAPSED)
    turn.promote(line)
    return turn.said


def forgets(seating: Seating, person: PersonId, mine: Mine, line: Line, now: datetime) -> list[Event]:
    """An erased person comes nowhere."""
    turn = Turn(seating, now)
    for seat in mine.seats:
        turn.release(seat, ReleaseReason.ERASED)
    turn.said.append(AttendeeForgotten(seating_id=seating.seating_id, person_id=person))
    turn.promote(line)
    return turn.said


def invites(seating: Seating, known: Sequence[Pass], command: InviteAttendees) -> list[Event]:
    """Says of each person who has no such invitation yet that they are invited; raises Rejected."""
    if seating.closed:
        raise Rejected("seating-is-called-off", f"{seating.title} was called off", "seating_id")
    if command.seat_class not in {each.code for each in seating.plan.classes}:
        raise Rejected("class-is-unknown", f"{seating.title} has no class {command.seat_class}", "seat_class")
    have = {each.person_id for each in known if each.seat_class == command.seat_class}
    new = [person for person in dict.fromkeys(command.people) if person not in have]
    if not new:
        raise Rejected("everybody-is-invited-already", "all of them are invited into this class already", "people")
    about = {"seating_id": seating.seating_id, "gathering_id": seating.gathering_id, "title": seating.title}
    return [AttendeeInvited(**about, person_id=person, seat_class=command.seat_class) for person in new]


def joins(seating: Seating, twice: Mine, same: Mine, command: JoinAttendees, line: Line, now: datetime) -> list[Event]:
    """A person who answered under two ids keeps the seats of one; raises Rejected when that would lose the better."""
    if command.person_id == command.same_as or twice.attendee is None or twice.attendee.same_as:
        reason = "this person has not answered here, or is joined already"
        raise Rejected("there-is-nobody-to-join", reason, "person_id")
    if same.attendee is None or _best(same) > _best(twice):
        reason = "the seat of the other would be lost; join the two the other way round"
        raise Rejected("the-better-seat-would-be-lost", reason, "same_as")
    turn = Turn(seating, now)
    about = {"seating_id": seating.seating_id, "person_id": command.person_id, "same_as": command.same_as}
    turn.said.append(AttendeesJoined(**about, joined_at=now))
    for seat in twice.seats:
        turn.release(seat, ReleaseReason.JOINED)
    turn.promote(line)
    return turn.said


def _best(mine: Mine) -> tuple[int, int]:
    """How good the person's own seat is, the better the smaller: given, held, by place in the waiting list, none."""
    order = {SeatState.GIVEN: 0, SeatState.OFFERED: 1, SeatState.WAITING: 2}
    own = [(order[seat.state], seat.number or 0) for seat in mine.seats if seat.guest == 0]
    return min(own, default=(3, 0))
