"""Reads of clusters, gatherings and the figures of the front page."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_portal import tables
from cityteams_portal.domain.cluster import Cluster, ClusterState, InvitationState
from cityteams_portal.domain.counters import Counters, Group, count
from cityteams_portal.domain.gathering import Gathering, Slot
from cityteams_portal.domain.views import ClusterCard, ClusterFile, ClusterFilter, ClusterList
from cityteams_portal.store.life import clusters_called, living_id
from cityteams_portal.store.shelves import CLUSTERS, GATHERINGS, INVITATIONS, SLOTS, WORKSHEETS


def counters(tx: Tx) -> Counters:
    """All figures of the front page, in one statement."""
    nowhere, one = sa.literal(""), sa.literal("")
    groups = sa.union_all(
        _groups("worksheets", tables.worksheets, _word(tables.worksheets.c.sector), _word(tables.worksheets.c.state)),
        _groups("clusters", tables.clusters, _word(tables.clusters.c.sector), _word(tables.clusters.c.state)),
        _groups("super_clusters", tables.super_clusters, nowhere, one),
        _groups("invitations", _invited(), nowhere, _standing()),
        _groups("gatherings", tables.gatherings, nowhere, one),
        _groups("slots", tables.slots, nowhere, _word(tables.slots.c.state)),
        _groups("letters", tables.letters, nowhere, _word(tables.letters.c.state)),
        _groups("commands", tables.answers, nowhere, _word(tables.answers.c.outcome)),
    ).subquery()
    return count(Group(row.kind, row.sector, row.state, row.number) for row in tx.rows(sa.select(groups)))


def _word(column: sa.Column[Any]) -> sa.ColumnElement[str]:
    return sa.type_coerce(column, sa.String)


def _groups(kind: str, source: Any, sector: sa.ColumnElement[str], state: sa.ColumnElement[str]) -> sa.Select[Any]:
    columns = (sa.literal(kind).label("kind"), sector.label("sector"), state.label("state"))
    inner = sa.select(*columns).select_from(source).subquery()
    names = (inner.c.kind, inner.c.sector, inner.c.state)
    return sa.select(*names, sa.func.count().label("number")).group_by(*names)


def _invited() -> sa.Join:
    return tables.invitations.outerjoin(
        tables.clusters, tables.invitations.c.cluster_id == tables.clusters.c.cluster_id
    )


def _standing() -> sa.ColumnElement[str]:
    """An open question of a cluster that is no more has lapsed."""
    is_open = tables.invitations.c.state == InvitationState.OPEN
    lapsed = sa.and_(is_open, tables.clusters.c.state == ClusterState.DISSOLVED)
    return sa.case((lapsed, sa.literal("lapsed")), else_=_word(tables.invitations.c.state))


def clusters(tx: Tx, wanted: ClusterFilter) -> ClusterList:
    """One page of clusters by title, in two statements, and with words in a few more."""
    at = tables.clusters.c
    called = clusters_called(tx, wanted.text) if wanted.text.strip() else None
    query = CLUSTERS.every.where(*_conditions(wanted, called)).order_by(at.title, at.cluster_id).limit(wanted.limit + 1)
    rows: Sequence[Any] = tx.rows(query)
    found = [Cluster(*row) for row in rows]
    page = found[: wanted.limit]
    waiting = _open_invitations(tx, page)
    cards = tuple(ClusterCard(each, waiting.get(each.cluster_id, 0)) for each in page)
    more = len(found) > wanted.limit
    return ClusterList(cards, (page[-1].title, page[-1].cluster_id) if more else None)


def _conditions(wanted: ClusterFilter, called: Sequence[str] | None) -> list[sa.ColumnElement[bool]]:
    at = tables.clusters.c
    conditions = [_word(at.state) == wanted.state if wanted.state else at.state != ClusterState.DISSOLVED]
    if called is not None:
        conditions.append(at.cluster_id.in_(called))
    if wanted.sector:
        conditions.append(_word(at.sector) == wanted.sector)
    if wanted.after:
        conditions.append(sa.tuple_(at.title, at.cluster_id) > sa.tuple_(*wanted.after))
    return conditions


def _open_invitations(tx: Tx, page: Sequence[Cluster]) -> dict[str, int]:
    at = tables.invitations.c
    ours = sa.and_(at.cluster_id.in_([each.cluster_id for each in page]), at.state == InvitationState.OPEN)
    query = sa.select(at.cluster_id, sa.func.count()).where(ours).group_by(at.cluster_id)
    rows: Sequence[Any] = tx.rows(query) if page else ()
    return {row[0]: row[1] for row in rows}


def cluster_file(tx: Tx, cluster_id: str) -> ClusterFile | None:
    """One cluster with its worksheet (as long as that is accepted), invitations and slots; also by a merged id."""
    cluster_id = living_id(tx, cluster_id)
    cluster = tx.get(CLUSTERS, cluster_id)
    if cluster is None:
        return None
    invitations, worksheet = tables.invitations.c, tx.get(WORKSHEETS, cluster.worksheet_id)
    return ClusterFile(
        cluster=cluster,
        worksheet=worksheet if worksheet and worksheet.is_public() else None,
        invitations=tuple(
            tx.find(INVITATIONS, invitations.cluster_id == cluster_id, order_by=invitations.score.desc())
        ),
        slots=tuple(tx.find(SLOTS, tables.slots.c.cluster_id == cluster_id)),
    )


def gatherings(tx: Tx) -> list[Gathering]:
    """All gatherings, the latest announced first."""
    return tx.find(GATHERINGS, order_by=tables.gatherings.c.announced_at.desc())


def gathering(tx: Tx, gathering_id: str) -> tuple[Gathering, list[Slot]] | None:
    """A gathering with all its slots."""
    found = tx.get(GATHERINGS, gathering_id)
    return (found, tx.find(SLOTS, tables.slots.c.gathering_id == gathering_id)) if found else None
