"""Reads of who comes and whom they meet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.events import SeatState
from cityteams_portal import tables
from cityteams_portal.domain.coming import Arrival, Seat, Seating
from cityteams_portal.domain.meeting import Meeting, MeetingPlan, MeetingState

SEATINGS = Shelf(tables.seatings, Seating)
SEATS = Shelf(tables.seats, Seat)
ARRIVALS = Shelf(tables.arrivals, Arrival)
MEETINGS = Shelf(tables.meetings, Meeting)
MEETING_PLANS = Shelf(tables.meeting_plans, MeetingPlan)
UNKNOWN = "unknown"
_SEATS = tables.seats.c


@dataclass(frozen=True, slots=True)
class MySeat:
    """One's seat; `ahead` is how many of the same class come first, when it waits."""

    seat: Seat
    title: str
    ahead: int


@dataclass(frozen=True, slots=True)
class Coming:
    """How many come, by kind of organisation and by country, and how many have come in."""

    kinds: Mapping[str, int]
    countries: Mapping[str, int]
    given: int
    arrived: int


def seatings(tx: Tx, gathering_id: str | None = None) -> list[Seating]:
    """The seatings of one gathering, or all."""
    at = tables.seatings.c
    where = (at.gathering_id == gathering_id,) if gathering_id else ()
    return tx.find(SEATINGS, *where, order_by=at.title)


def seating(tx: Tx, seating_id: str) -> Seating | None:
    """One seating."""
    return tx.get(SEATINGS, seating_id)


def seats_of(tx: Tx, person_id: str, seating_id: str | None = None) -> list[MySeat]:
    """Somebody's seats, with their place in the line."""
    where = (_SEATS.seating_id == seating_id,) if seating_id else ()
    mine = tx.find(SEATS, _SEATS.person_id == person_id, *where, order_by=_SEATS.guest)
    found = ((each, tx.get(SEATINGS, each.seating_id)) for each in mine)
    return [MySeat(each, held.title, _ahead(tx, each)) for each, held in found if held and held.closed is None]


def _ahead(tx: Tx, seat: Seat) -> int:
    if seat.state is not SeatState.WAITING:
        return 0
    line = (_SEATS.seating_id == seat.seating_id, _SEATS.seat_class == seat.seat_class, _SEATS.number < seat.number)
    query = sa.select(sa.func.count()).select_from(tables.seats).where(*line, _SEATS.state == SeatState.WAITING)
    return int(tx.rows(query)[0][0])


def attendees(tx: Tx, seating_id: str, limit: int = 500) -> list[Seat]:
    """The seats of a seating: those that are given, then held, then those that wait in their order."""
    order = sa.case((_SEATS.state == SeatState.GIVEN, 0), (_SEATS.state == SeatState.OFFERED, 1), else_=2)
    query = SEATS.every.where(_SEATS.seating_id == seating_id).order_by(order, _SEATS.number, _SEATS.seat_id)
    return [SEATS.value(row) for row in tx.rows(query.limit(limit))]


def given_seats(tx: Tx, seating_id: str) -> list[Seat]:
    """Every seat that somebody has."""
    return tx.find(SEATS, _SEATS.seating_id == seating_id, _SEATS.state == SeatState.GIVEN)


def arrivals(tx: Tx, seating_id: str, limit: int = 50) -> list[Arrival]:
    """The last who came in."""
    at = tables.arrivals.c
    return tx.find(ARRIVALS, at.seating_id == seating_id, order_by=at.came_at.desc(), limit=limit)


def seat(tx: Tx, seat_id: str) -> Seat | None:
    """One seat."""
    return tx.get(SEATS, seat_id)


def coming(tx: Tx, seating_id: str) -> Coming:
    """Counts of the given seats, by what their organisations are today."""
    at = tables.organisations.c
    joined = tables.seats.outerjoin(tables.organisations, _SEATS.organisation_id == at.organisation_id)
    here = (_SEATS.seating_id == seating_id, _SEATS.state == SeatState.GIVEN)
    word, where = sa.type_coerce(at.kind, sa.String).label("word"), at.country.label("nation")
    number = sa.func.count().label("number")
    query = sa.select(word, where, number).select_from(joined).where(*here).group_by(word, where)
    kinds: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for row in tx.rows(query):
        kinds[row.word or UNKNOWN] += row.number
        countries[row.nation or UNKNOWN] += row.number
    in_door = sa.select(sa.func.count()).where(tables.arrivals.c.seating_id == seating_id)
    return Coming(kinds, countries, sum(kinds.values()), int(tx.rows(in_door)[0][0]))


def meetings_of(tx: Tx, person_id: str) -> list[Meeting]:
    """Somebody's meetings, the earliest first; what is called off is not among them."""
    at = tables.meetings.c
    closed = (MeetingState.CANCELLED, MeetingState.DECLINED)
    named = sa.type_coerce(at.people, sa.Text).contains(f'"{person_id}"', autoescape=True)
    found = tx.find(MEETINGS, named, at.state.not_in(closed))
    return sorted(found, key=lambda each: (each.starts is None, each.starts or 0, each.meeting_id))


def meetings_at(tx: Tx, gathering_id: str) -> tuple[MeetingPlan | None, Sequence[Meeting]]:
    """The plan of a gathering, and all its meetings by time."""
    at = tables.meetings.c
    query = MEETINGS.every.where(at.gathering_id == gathering_id)
    rows = tx.rows(query.order_by(at.starts.is_(None), at.starts, at.meeting_id))
    return tx.get(MEETING_PLANS, gathering_id), [MEETINGS.value(row) for row in rows]


def meeting_plans(tx: Tx) -> list[MeetingPlan]:
    """The gatherings at which people can meet."""
    return tx.find(MEETING_PLANS, order_by=tables.meeting_plans.c.gathering)
