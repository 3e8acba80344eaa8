"""Whom a gathering concerns, and whom each of its calls: found in what people asked for and were given."""

from collections.abc import Callable, Iterable, Mapping

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_contracts.events import DeadlineExtended, DeadlineKind, ReminderDue, SeatState
from cityteams_contracts.values import PersonId
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.planning.booths import BoothState
from cityteams_events.domain.planning.session import SessionState, everybody_in
from cityteams_events.domain.reminders import Said
from cityteams_events.store import slots_of_gathering
from cityteams_events.store.meetings import placed_at
from cityteams_events.store.planning import accepted_sessions
from cityteams_events.tables import attendance, clusters, planning

People = set[PersonId]
Finder = Callable[[Tx, Gathering], People]
_HAS_A_SEAT = (SeatState.GIVEN, SeatState.OFFERED)
_STANDS = (SessionState.PROPOSED, SessionState.ACCEPTED)
_WANTED = (BoothState.ASKED, BoothState.GIVEN)


def concerned(tx: Tx, gathering: Gathering, event: Said) -> list[PersonId]:
    """Whom a reminder is for, each once; of a call that ends soon those who may answer it and have not yet."""
    if isinstance(event, ReminderDue):
        return sorted(_coming(tx, gathering))
    may, did = CALLS[event.what]
    if isinstance(event, DeadlineExtended):
        return sorted(may(tx, gathering) | did(tx, gathering))
    return sorted(may(tx, gathering) - did(tx, gathering))


def taking_part(tx: Tx, gathering: Gathering) -> People:
    """Everybody who has a part in its agenda or meets somebody there."""
    found = {slot.speaker for slot in slots_of_gathering(tx, gathering.gathering_id)}
    found |= {who for each in placed_at(tx, gathering.gathering_id) for who in each.people}
    return found.union(everybody_in(accepted_sessions(tx, gathering.gathering_id), gathering))


def _coming(tx: Tx, gathering: Gathering) -> People:
    """Who has a part in it or a seat."""
    seats = attendance.seats.c
    here = (seats.gathering_id == gathering.gathering_id, seats.guest == 0, seats.state.in_(_HAS_A_SEAT))
    return taking_part(tx, gathering) | _column(tx, seats.person_id, here)


def _leads(tx: Tx, gathering: Gathering) -> People:
    """Who leads a listed cluster of its round, or of any when it has none."""
    return _column(tx, clusters.c.lead, (clusters.c.round_id == gathering.round_id,) if gathering.round_id else ())


def _invited(tx: Tx, gathering: Gathering) -> People:
    """Who was asked to come, by name or as the lead of a cluster."""
    passes = attendance.passes.c
    return _leads(tx, gathering) | _column(tx, passes.person_id, (passes.seating_id.in_(_seatings(gathering)),))


def _answered(tx: Tx, gathering: Gathering) -> People:
    attendees = attendance.attendees.c
    return _column(tx, attendees.person_id, (attendees.seating_id.in_(_seatings(gathering)),))


def _seatings(gathering: Gathering) -> sa.Select[tuple[str]]:
    seatings = attendance.seatings.c
    return sa.select(seatings.seating_id).where(seatings.gathering_id == gathering.gathering_id)


def _proposed(tx: Tx, gathering: Gathering) -> People:
    sessions = planning.sessions.c
    here = (sessions.gathering_id == gathering.gathering_id, sessions.state.in_(_STANDS))
    return _column(tx, sessions.proposed_by, here)


def _asked_for_a_booth(tx: Tx, gathering: Gathering) -> People:
    booths = planning.booth_requests.c
    return _column(tx, booths.asked_by, (booths.gathering_id == gathering.gathering_id, booths.state.in_(_WANTED)))


def _has_a_booth(tx: Tx, gathering: Gathering) -> People:
    booths = planning.booth_requests.c
    given = (booths.gathering_id == gathering.gathering_id, booths.state == BoothState.GIVEN)
    return _column(tx, booths.asked_by, given)


def _asked_for_a_journey(tx: Tx, gathering: Gathering) -> People:
    journeys = planning.travel_requests.c
    return _column(tx, journeys.asked_by, (journeys.gathering_id == gathering.gathering_id,))


def _nobody(_tx: Tx, _gathering: Gathering) -> People:
    return set()


def _column(tx: Tx, column: sa.ColumnElement[str], where: Iterable[sa.ColumnElement[bool]]) -> People:
    return {row[0] for row in tx.rows(sa.select(column).where(*where).distinct())}


CALLS: Mapping[DeadlineKind, tuple[Finder, Finder]] = {
    DeadlineKind.SESSION_PROPOSALS: (_leads, _proposed),
    DeadlineKind.BOOTH_REQUESTS: (_leads, _asked_for_a_booth),
    DeadlineKind.BOOTH_TEXTS: (_has_a_booth, _nobody),
    DeadlineKind.TRAVEL_SUPPORT: (_leads, _asked_for_a_journey),
    DeadlineKind.REGISTRATION: (_invited, _answered),
    DeadlineKind.OTHER: (_coming, _nobody),
}
"""Of each call: who may answer it, and who did. Of texts for booths it is not known who handed them in."""
