"""Finds sessions, the agenda in progress and everything it is made from, in a fixed number of statements."""

from dataclasses import dataclass, replace

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.events import AgendaEntry, Away, SessionEntry
from cityteams_contracts.values import ClusterId, GatheringId
from cityteams_events.domain.gathering import Gathering, Release
from cityteams_events.domain.planning.booths import BoothRequest
from cityteams_events.domain.planning.granting import TravelRequest
from cityteams_events.domain.planning.plan import Plan
from cityteams_events.domain.planning.programme import Programme
from cityteams_events.domain.planning.runs import Mending, RepairState, Solving, SolvingState
from cityteams_events.domain.planning.session import Session, SessionState
from cityteams_events.tables import planning as tables


@dataclass(frozen=True)
class Alias:
    """An id that stands for another person's."""

    person_id: str
    same_as: str


@dataclass(frozen=True)
class MergedOrganisation:
    """An organisation that lives on in another."""

    organisation_id: str
    into: str


@dataclass(frozen=True)
class OldRelease:
    """A release of a gathering, under its number."""

    release_key: str
    gathering_id: str
    number: int
    entries: tuple[AgendaEntry, ...]
    sessions: tuple[SessionEntry, ...]


@dataclass(frozen=True)
class Wish:
    """Which sessions of a gathering one person would like to hear."""

    wish_key: str
    gathering_id: str
    sessions: tuple[str, ...]


@dataclass(frozen=True)
class Absence:
    """When one person cannot be at a gathering."""

    absence_key: str
    gathering_id: str
    away: tuple[Away, ...]


SESSIONS = Shelf(tables.sessions, Session)
PLANS = Shelf(tables.plans, Plan)
OLD_RELEASES = Shelf(tables.old_releases, OldRelease)
SOLVINGS = Shelf(tables.solvings, Solving)
REPAIRS = Shelf(tables.repairs, Mending)
ALIASES = Shelf(tables.aliases, Alias)
MERGED_ORGANISATIONS = Shelf(tables.merged_organisations, MergedOrganisation)
BOOTH_REQUESTS = Shelf(tables.booth_requests, BoothRequest)
TRAVEL_REQUESTS = Shelf(tables.travel_requests, TravelRequest)
WISHES = Shelf(tables.wishes, Wish)
ABSENCES = Shelf(tables.absences, Absence)


def sessions_of(tx: Tx, gathering_id: GatheringId, but: str = "") -> list[Session]:
    """Every session of a gathering, whatever its state, in the order in which they came."""
    table = tables.sessions
    found = tx.find(SESSIONS, table.c.gathering_id == gathering_id, table.c.session_id != but)
    return sorted(found, key=lambda session: (session.asked_at, session.session_id))


def accepted_sessions(tx: Tx, gathering_id: GatheringId) -> list[Session]:
    """The sessions that will be held."""
    return [each for each in sessions_of(tx, gathering_id) if each.state is SessionState.ACCEPTED]


def cluster_sessions(tx: Tx, cluster_id: ClusterId) -> list[Session]:
    """The talks of a cluster that stand."""
    standing = tables.sessions.c.state.in_([SessionState.PROPOSED, SessionState.ACCEPTED])
    named = sa.type_coerce(tables.sessions.c.content, sa.Text).contains(f'"cluster_id":"{cluster_id}"')
    return [each for each in tx.find(SESSIONS, standing, named) if each.content.cluster_id == cluster_id]


def programme(tx: Tx, gathering: Gathering) -> Programme:
    """Everything that an agenda of this gathering is made from."""
    gathering_id = gathering.gathering_id
    return Programme(
        gathering=gathering,
        sessions=tuple(accepted_sessions(tx, gathering_id)),
        plan=Plan.of(tx.get(PLANS, gathering_id), gathering_id),
        same_as=known_as(tx),
        away=away_from(tx, gathering_id),
        interests=interests_in(tx, gathering_id),
    )


def known_as(tx: Tx) -> dict[str, str]:
    """Which ids stand for which."""
    return {alias.person_id: alias.same_as for alias in tx.find(ALIASES)}


def away_from(tx: Tx, gathering_id: GatheringId) -> tuple[Away, ...]:
    """Who said when they cannot be there."""
    found = tx.find(ABSENCES, tables.absences.c.gathering_id == gathering_id)
    return tuple(away for each in found for away in each.away)


def interests_in(tx: Tx, gathering_id: GatheringId) -> tuple[frozenset[str], ...]:
    """Which sessions people would like to hear, one set for each person who wants two or more."""
    found = tx.find(WISHES, tables.wishes.c.gathering_id == gathering_id)
    return tuple(frozenset(each.sessions) for each in found if len(each.sessions) > 1)


def release_before(tx: Tx, last: Release | None) -> Release | None:
    """The release before this one."""
    if last is None:
        return None
    found = tx.get(OLD_RELEASES, release_key(last.gathering_id, last.number - 1))
    return None if found is None else Release(found.gathering_id, found.number, found.entries, found.sessions)


def release_key(gathering_id: GatheringId, number: int) -> str:
    """What a release is kept under."""
    return f"{gathering_id}/{number}"


def running(tx: Tx, gathering_id: GatheringId | None = None) -> list[Solving]:
    """The searches that are not at their end."""
    table = tables.solvings
    where = [table.c.state == SolvingState.RUNNING]
    if gathering_id is not None:
        where.append(table.c.gathering_id == gathering_id)
    return tx.find(SOLVINGS, *where)


def asked_repairs(tx: Tx) -> list[Mending]:
    """The repairs that are to be worked out."""
    return tx.find(REPAIRS, tables.repairs.c.state == RepairState.ASKED)


def booth_requests(tx: Tx, gathering_id: GatheringId) -> list[BoothRequest]:
    """Who would exhibit at a gathering; an organisation is the one that it lives on in."""
    found = tx.find(BOOTH_REQUESTS, tables.booth_requests.c.gathering_id == gathering_id)
    return [replace(each, organisation_id=living(tx, each.organisation_id)) for each in found]


def travel_requests(tx: Tx, gathering_id: GatheringId) -> list[TravelRequest]:
    """Who asks for travel support at a gathering."""
    return tx.find(TRAVEL_REQUESTS, tables.travel_requests.c.gathering_id == gathering_id)


def living(tx: Tx, organisation_id: str | None) -> str | None:
    """The organisation that an id stands for, through all merges."""
    seen = set[str]()
    while organisation_id is not None and organisation_id not in seen:
        seen.add(organisation_id)
        merged = tx.get(MERGED_ORGANISATIONS, organisation_id)
        organisation_id = merged.into if merged else organisation_id
    return organisation_id
