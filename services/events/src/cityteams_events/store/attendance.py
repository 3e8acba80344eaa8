"""Where events keeps who comes, and how it finds the next of those who wait."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.events import AnswerAttendance, Entitled, HandInScans, SeatId, SeatingId, SeatState, SessionKey
from cityteams_contracts.values import GatheringId, OrganisationId, PersonId
from cityteams_events.domain.attendance.affiliation import Affiliation
from cityteams_events.domain.attendance.answering import Mine, Standing
from cityteams_events.domain.attendance.doors import Arrival, Device, KeptScan
from cityteams_events.domain.attendance.ids import affiliation_id_of, attendance_id_of, pass_id_of, seat_id_of
from cityteams_events.domain.attendance.seating import Seating
from cityteams_events.domain.attendance.seats import Attendee, Interest, Pass, Seat
from cityteams_events.domain.attendance.turn import Line
from cityteams_events.domain.planning.session import SessionState
from cityteams_events.domain.slot import SlotState
from cityteams_events.tables import attendance as tables
from cityteams_events.tables import clusters, planning, slots

SEATINGS = Shelf(tables.seatings, Seating)
SEATS = Shelf(tables.seats, Seat)
ATTENDEES = Shelf(tables.attendees, Attendee)
PASSES = Shelf(tables.passes, Pass)
INTERESTS = Shelf(tables.interests, Interest)
AFFILIATIONS = Shelf(tables.affiliations, Affiliation)
SCANS = Shelf(tables.scans, KeptScan)
DEVICES = Shelf(tables.devices, Device)
ARRIVALS = Shelf(tables.arrivals, Arrival)


def twin_of(tx: Tx, gathering_id: GatheringId, session_id: SessionKey | None) -> Seating | None:
    """The seating that a gathering, or a session of it, has and that was not called off."""
    table = tables.seatings
    same = table.c.session_id == session_id if session_id else table.c.session_id.is_(None)
    found = tx.find(SEATINGS, table.c.gathering_id == gathering_id, same, table.c.closed.is_(False), limit=1)
    return found[0] if found else None


def open_seatings(tx: Tx, gathering_id: GatheringId, session_id: SessionKey | None = None) -> list[Seating]:
    """The seatings of a gathering, or of one of its sessions, that were not called off."""
    table = tables.seatings
    of_session = (table.c.session_id == session_id,) if session_id else ()
    return tx.find(SEATINGS, table.c.gathering_id == gathering_id, *of_session, table.c.closed.is_(False))


def mine(tx: Tx, seating_id: SeatingId, person_id: PersonId) -> Mine:
    """What a person has at a seating; loaded by key, so that its cost does not grow with the list."""
    attendee = tx.get(ATTENDEES, attendance_id_of(seating_id, person_id))
    numbers = attendee.seats if attendee else ()
    ids = [seat_id_of(seating_id, person_id, number) for number in numbers]
    tx.unit.prefetch([(SEATS, each) for each in ids])
    return Mine(attendee, [seat for each in ids if (seat := tx.get(SEATS, each)) is not None])


def line_of(tx: Tx, seating: Seating, freed: int = 0, capacity: int | None = None) -> Line:
    """By class, as many of those who wait as there could be seats for after `freed` seats, or turns, are given back."""
    seats = tables.seats
    room = (seating.plan.capacity if capacity is None else capacity) - seating.all_taken
    if room + freed <= 0:
        return {}
    found = {}
    for code, number in seating.waiting.items():
        if number:
            where = (seats.c.seating_id == seating.seating_id, seats.c.seat_class == code)
            waits = seats.c.state == SeatState.WAITING
            found[code] = tx.find(SEATS, *where, waits, order_by=seats.c.number, limit=room + 2 * freed)
    return found


def standing_of(tx: Tx, seating: Seating, command: AnswerAttendance) -> Standing:
    """What makes a person belong to a class; only what is needed is looked up, and by key where that is enough."""
    asked, person = {each.entitled for each in seating.plan.classes}, command.person_id
    by_members = bool({Entitled.PRESENTING, Entitled.MEMBERS} & asked)
    organisations = _organisations(tx, person, command.organisation_id, look=by_members)
    return Standing(
        presents=by_members and _speaks(tx, seating, person),
        organisations=organisations,
        is_member=bool(organisations) or (by_members and _leads(tx, person)),
        invitation=tx.get(PASSES, pass_id_of(seating.seating_id, person)),
    )


def _organisations(tx: Tx, person: PersonId, said: OrganisationId | None, *, look: bool) -> tuple[OrganisationId, ...]:
    """Those that name a person; when the person says which, that one alone has to be looked at."""
    if said is not None:
        return (said,) if tx.get(AFFILIATIONS, affiliation_id_of(said, person)) else ()
    found = tx.find(AFFILIATIONS, tables.affiliations.c.person_id == person) if look else []
    return tuple(sorted(each.organisation_id for each in found))


def _speaks(tx: Tx, seating: Seating, person_id: PersonId) -> bool:
    here = (slots.c.gathering_id == seating.gathering_id, slots.c.state == SlotState.GIVEN)
    if tx.rows(sa.select(slots.c.slot_id).where(slots.c.speaker == person_id, *here).limit(1)):
        return True
    at = planning.sessions.c  # the list of speakers is text: the few rows that hold the id are looked at
    named = sa.type_coerce(at.content, sa.Text).contains(f'"{person_id}"', autoescape=True)
    found = (at.gathering_id == seating.gathering_id, at.state == SessionState.ACCEPTED, named)
    return any(person_id in row.content.speakers for row in tx.rows(sa.select(at.content).where(*found)))


def _leads(tx: Tx, person_id: PersonId) -> bool:
    return bool(tx.rows(sa.select(clusters.c.cluster_id).where(clusters.c.lead == person_id).limit(1)))


def passes_of(tx: Tx, seating_id: SeatingId, people: Sequence[PersonId]) -> list[Pass]:
    """The invitations that these people have."""
    ids = [pass_id_of(seating_id, person) for person in people]
    tx.unit.prefetch([(PASSES, each) for each in ids])
    return [found for each in ids if (found := tx.get(PASSES, each)) is not None]


def seatings_with(tx: Tx, person_id: PersonId) -> list[SeatingId]:
    """Where a person has answered, or was invited."""
    rows = (tables.attendees, tables.passes)
    queries = (sa.select(table.c.seating_id).where(table.c.person_id == person_id) for table in rows)
    return sorted({row.seating_id for query in queries for row in tx.rows(query)})


def interests_of(tx: Tx, person_id: PersonId) -> list[Interest]:
    """What a person would like to hear, at every gathering."""
    return tx.find(INTERESTS, tables.interests.c.person_id == person_id)


def lapsing(tx: Tx, until: datetime, limit: int = 200) -> list[Seat]:
    """Seats whose hold ends until then, the earliest first."""
    seats = tables.seats
    held = (seats.c.state == SeatState.OFFERED, seats.c.hold_until <= until)
    return tx.find(SEATS, *held, order_by=seats.c.hold_until, limit=limit)


def numbers_used(tx: Tx, command: HandInScans) -> frozenset[int]:
    """Which of the numbers of these scans the device has used at this door before."""
    scans, wanted = tables.scans, sorted({scan.sequence for scan in command.scans})
    of_device = (scans.c.seating_id == command.seating_id, scans.c.device_id == command.device_id)
    query = sa.select(scans.c.sequence).where(*of_device, scans.c.sequence.in_(wanted))
    return frozenset(row.sequence for row in tx.rows(query))


def seats_by_id(tx: Tx, ids: Sequence[SeatId]) -> dict[SeatId, Seat]:
    """Those seats that there are, in one statement."""
    tx.unit.prefetch([(SEATS, each) for each in ids])
    return {each: seat for each in ids if (seat := tx.get(SEATS, each)) is not None}
