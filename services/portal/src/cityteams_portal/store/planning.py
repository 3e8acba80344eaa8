"""Reads of planned gatherings, in a fixed number of statements."""

from cityteams_chassis import Shelf, Tx
from cityteams_portal.domain.planning.board import Board
from cityteams_portal.domain.planning.released import OldRelease, key_of
from cityteams_portal.domain.planning.requests import PlanningRequest
from cityteams_portal.domain.planning.session import AgendaSession
from cityteams_portal.tables import planning as tables

BOARDS = Shelf(tables.boards, Board)
AGENDA_SESSIONS = Shelf(tables.agenda_sessions, AgendaSession)
OLD_RELEASES = Shelf(tables.old_releases, OldRelease)
PLANNING_REQUESTS = Shelf(tables.planning_requests, PlanningRequest)


def boards(tx: Tx) -> list[Board]:
    """All gatherings, the latest first."""
    return tx.find(BOARDS, order_by=tables.boards.c.first_day.desc())


def board(tx: Tx, gathering_id: str) -> Board | None:
    """One gathering."""
    return tx.get(BOARDS, gathering_id)


def sessions_of(tx: Tx, gathering_id: str) -> list[AgendaSession]:
    """Every session of a gathering, in the order in which they came."""
    found = tx.find(AGENDA_SESSIONS, tables.agenda_sessions.c.gathering_id == gathering_id)
    return sorted(found, key=lambda each: (each.asked_at, each.session_id))


def agenda_session(tx: Tx, session_id: str) -> AgendaSession | None:
    """One session."""
    return tx.get(AGENDA_SESSIONS, session_id)


def releases_of(tx: Tx, gathering_id: str) -> list[OldRelease]:
    """Every release of a gathering, the last first."""
    table = tables.old_releases
    return tx.find(OLD_RELEASES, table.c.gathering_id == gathering_id, order_by=table.c.number.desc())


def release_of(tx: Tx, gathering_id: str, number: int) -> OldRelease | None:
    """One release."""
    return tx.get(OLD_RELEASES, key_of(gathering_id, number))


def requests_of(tx: Tx, gathering_id: str) -> list[PlanningRequest]:
    """Who asks for booths and travel support, in the order in which they asked."""
    found = tx.find(PLANNING_REQUESTS, tables.planning_requests.c.gathering_id == gathering_id)
    return sorted(found, key=lambda each: (each.asked_at, each.request_id))
