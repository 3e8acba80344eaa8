"""Reads of the life of clusters: what they are and were, under every name and id that they had."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.values import PersonId
from cityteams_portal import tables
from cityteams_portal.domain import life as of_clusters
from cityteams_portal.domain.asked import AskedPerson
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.happened import Happened, then

CLUSTER_LIVES = Shelf(tables.cluster_lives, ClusterLife)
HAPPENED = Shelf(tables.happened, Happened)
ASKED_PEOPLE = Shelf(tables.asked_people, AskedPerson)
FOUND_AT_MOST = 300


def cluster_life(tx: Tx, cluster_id: str) -> ClusterLife | None:
    """The cluster of this very id, merged or not."""
    return tx.get(CLUSTER_LIVES, cluster_id)


def living_id(tx: Tx, cluster_id: str) -> str:
    """The id under which a cluster lives today; ids of merged ones lead on, however often."""
    found = tx.get(CLUSTER_LIVES, cluster_id)
    while found is not None and found.merged_into is not None:
        cluster_id = found.merged_into
        found = tx.get(CLUSTER_LIVES, cluster_id)
    return cluster_id


def happened(tx: Tx, about: str, until: datetime | None = None) -> list[Happened]:
    """What happened to `cluster:ID` or `super-cluster:ID`, in order; up to a moment, if one is named."""
    at = tables.happened.c
    conditions = [at.about == about]
    if until is not None:
        conditions.append(at.at <= until)
    return tx.find(HAPPENED, *conditions, order_by=at.number)


def cluster_at(tx: Tx, cluster_id: str, at: datetime) -> ClusterLife | None:
    """The cluster as it was at a moment; None before its first event."""
    return then(happened(tx, f"cluster:{cluster_id}", at), of_clusters.lived)


def clusters_called(tx: Tx, words: str) -> tuple[str, ...]:
    """The ids under which those live whose title, today's or an earlier one, holds these words."""
    lives = tables.cluster_lives.c
    query = sa.select(lives.cluster_id).where(*(lives.sought.contains(each, autoescape=True) for each in parts(words)))
    rows: Sequence[Any] = tx.rows(query.order_by(lives.cluster_id).limit(FOUND_AT_MOST))
    tx.unit.prefetch([(CLUSTER_LIVES, row[0]) for row in rows])
    return tuple(dict.fromkeys(living_id(tx, row[0]) for row in rows))


def parts(words: str) -> tuple[str, ...]:
    """The words, as names are kept for looking."""
    return tuple(words.casefold().split())


def merged_into(tx: Tx, cluster_id: str) -> list[ClusterLife]:
    """The clusters that live on in this one, at once."""
    return tx.find(CLUSTER_LIVES, tables.cluster_lives.c.merged_into == cluster_id)


def lives_of(tx: Tx, cluster_ids: Iterable[str]) -> dict[str, ClusterLife]:
    """Several clusters, in one statement."""
    wanted = list(cluster_ids)
    found = tx.find(CLUSTER_LIVES, tables.cluster_lives.c.cluster_id.in_(wanted)) if wanted else []
    return {each.cluster_id: each for each in found}


def questions_to(tx: Tx, person_id: PersonId) -> list[AskedPerson]:
    """The invitations that wait for the answer of this person, the next to lapse first."""
    at = tables.asked_people.c
    return tx.find(ASKED_PEOPLE, at.person_id == person_id, order_by=at.expires_at)
