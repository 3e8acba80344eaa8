"""What events does about who comes: load, decide, say."""

from cityteams_chassis import Tx
from cityteams_contracts import events as said
from cityteams_contracts.registration import PersonErased
from cityteams_contracts.values import GatheringId
from cityteams_events.domain.attendance import answering, planning
from cityteams_events.domain.attendance.seats import Seat
from cityteams_events.rights import allow
from cityteams_events.store import GATHERINGS
from cityteams_events.store.attendance import (
    SEATINGS,
    SEATS,
    interests_of,
    line_of,
    mine,
    open_seatings,
    passes_of,
    seatings_with,
    standing_of,
    twin_of,
)


def open_seating(command: said.OpenSeating, tx: Tx) -> None:
    """People are asked whether they come."""
    allow(command, tx)
    gathering, twin = tx.get(GATHERINGS, command.gathering_id), twin_of(tx, command.gathering_id, command.session_id)
    tx.say(planning.opens(tx.get(SEATINGS, command.seating_id), gathering, twin, command, tx.now))


def change_seating(command: said.ChangeSeating, tx: Tx) -> None:
    """The plan is another; who waits is offered what it makes room for."""
    allow(command, tx)
    seating = planning.of(tx.get(SEATINGS, command.seating_id))
    line = line_of(tx, seating, capacity=command.plan.capacity)
    tx.say(*planning.changes(seating, command, line, tx.now))


def close_seating(command: said.CloseSeating, tx: Tx) -> None:
    """It is called off."""
    allow(command, tx)
    tx.say(planning.calls_off(planning.of(tx.get(SEATINGS, command.seating_id)), command))


def call_off_seatings(tx: Tx, gathering_id: GatheringId, session_id: said.SessionKey | None = None) -> None:
    """With a gathering, or a session, everything that people were asked about it is called off."""
    for seating in open_seatings(tx, gathering_id, session_id):
        reason = "It is not held." if session_id is None else "The session is not held."
        tx.say(planning.calls_off(seating, said.CloseSeating(seating_id=seating.seating_id, reason=reason)))


def answer_attendance(command: said.AnswerAttendance, tx: Tx) -> None:
    """A person comes, or not; seats are asked for or given back."""
    allow(command, tx, self=(command.person_id,))
    seating = planning.of(tx.get(SEATINGS, command.seating_id))
    own = mine(tx, command.seating_id, command.person_id)
    wanted = command.guests + 1 if command.answer is said.Attendance.YES else 0
    line = line_of(tx, seating, len(own.seats) - wanted) if wanted < len(own.seats) else {}
    tx.say(*answering.answers(seating, own, standing_of(tx, seating, command), command, line, tx.now))


def confirm_seats(command: said.ConfirmSeats, tx: Tx) -> None:
    """A person takes what is held for them."""
    allow(command, tx, self=(command.person_id,))
    seating = planning.of(tx.get(SEATINGS, command.seating_id))
    tx.say(*answering.confirms(seating, mine(tx, command.seating_id, command.person_id), tx.now))


def release_seat(command: said.ReleaseSeat, tx: Tx) -> None:
    """One seat is free again and goes to who is next."""
    allow(command, tx, self=(command.person_id,))
    seating = planning.of(tx.get(SEATINGS, command.seating_id))
    own = mine(tx, command.seating_id, command.person_id)
    office = tx.actor != command.person_id
    line = line_of(tx, seating, len(own.seats))
    tx.say(*answering.gives_back(seating, own, command, line, tx.now, office=office))


def invite_attendees(command: said.InviteAttendees, tx: Tx) -> None:
    """People may come in a class."""
    allow(command, tx)
    seating = planning.of(tx.get(SEATINGS, command.seating_id))
    tx.say(*answering.invites(seating, passes_of(tx, command.seating_id, command.people), command))


def join_attendees(command: said.JoinAttendees, tx: Tx) -> None:
    """Two attendees were one person all along."""
    allow(command, tx)
    seating = planning.of(tx.get(SEATINGS, command.seating_id))
    twice, same = (mine(tx, command.seating_id, each) for each in (command.person_id, command.same_as))
    line = line_of(tx, seating, len(twice.seats))
    tx.say(*answering.joins(seating, twice, same, command, line, tx.now))


def state_interests(command: said.StateInterests, tx: Tx) -> None:
    """What a person would like to hear."""
    allow(command, tx, self=(command.person_id,))
    tx.say(planning.states(tx.get(GATHERINGS, command.gathering_id), command, tx.now))


def forget_attendee(event: PersonErased, tx: Tx) -> None:
    """Whoever is erased comes nowhere and wants to hear nothing; their seats go to others."""
    for seating_id in seatings_with(tx, event.person_id):
        seating, own = planning.of(tx.get(SEATINGS, seating_id)), mine(tx, seating_id, event.person_id)
        tx.say(*answering.forgets(seating, event.person_id, own, line_of(tx, seating, len(own.seats)), tx.now))
    for each in interests_of(tx, event.person_id):
        empty = said.StateInterests(person_id=event.person_id, gathering_id=each.gathering_id, sessions=())
        tx.say(planning.states(tx.get(GATHERINGS, each.gathering_id), empty, tx.now))


def end_hold(seat_id: said.SeatId, tx: Tx) -> None:
    """A hold has ended: unless it was confirmed, the seat goes to who is next."""
    seat = tx.get(SEATS, seat_id)
    if isinstance(seat, Seat):
        seating = planning.of(tx.get(SEATINGS, seat.seating_id))
        tx.say(*answering.lapses(seating, seat, line_of(tx, seating, 1), tx.now))
