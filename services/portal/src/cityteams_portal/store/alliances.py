"""Reads of alliances: what they are and were, and who belongs to them."""

from datetime import datetime

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_portal import tables
from cityteams_portal.domain import alliance as of_alliances
from cityteams_portal.domain.alliance import Alliance
from cityteams_portal.domain.cluster_life import ClusterLife, Phase
from cityteams_portal.domain.happened import then
from cityteams_portal.store.life import CLUSTER_LIVES, happened, parts

ALLIANCES = Shelf(tables.alliances, Alliance)


def alliance(tx: Tx, super_cluster_id: str) -> Alliance | None:
    """The alliance of this very id, merged or not."""
    return tx.get(ALLIANCES, super_cluster_id)


def living_alliance(tx: Tx, super_cluster_id: str) -> Alliance | None:
    """The alliance that an id means today."""
    found = tx.get(ALLIANCES, super_cluster_id)
    while found is not None and found.merged_into is not None:
        found = tx.get(ALLIANCES, found.merged_into)
    return found


def alliances(tx: Tx, words: str = "") -> list[Alliance]:
    """All that live, by title; with words those that are or were called so."""
    at = tables.alliances.c
    if not words.strip():
        return tx.find(ALLIANCES, at.merged_into.is_(None), order_by=at.title)
    called = tx.find(
        ALLIANCES, *(at.sought.contains(each, autoescape=True) for each in parts(words)), order_by=at.title
    )
    living = (living_alliance(tx, each.super_cluster_id) for each in called)
    return list({each.super_cluster_id: each for each in living if each}.values())


def alliance_at(tx: Tx, super_cluster_id: str, at: datetime) -> Alliance | None:
    """The alliance as it was at a moment; None before its first event."""
    return then(happened(tx, f"super-cluster:{super_cluster_id}", at), of_alliances.lived)


def earlier_ids(tx: Tx, super_cluster_id: str) -> tuple[str, ...]:
    """This id, and those of all that live on in it."""
    found, wave = [super_cluster_id], [super_cluster_id]
    while wave:
        wave = [each.super_cluster_id for each in tx.find(ALLIANCES, tables.alliances.c.merged_into.in_(wave))]
        found += wave
    return tuple(found)


def clusters_in(tx: Tx, super_cluster_id: str) -> list[ClusterLife]:
    """The clusters that belong to an alliance, by title; looks through all of them."""
    return _with_id(tx, tables.cluster_lives.c.affiliations, super_cluster_id)


def clusters_asking(tx: Tx, super_cluster_id: str) -> list[ClusterLife]:
    """The clusters that ask to belong to it."""
    return _with_id(tx, tables.cluster_lives.c.affiliations_asked, super_cluster_id)


def _with_id(tx: Tx, column: sa.Column[object], super_cluster_id: str) -> list[ClusterLife]:
    text = sa.type_coerce(column, sa.Text)
    holds = (text.contains(f'"{each}"', autoescape=True) for each in earlier_ids(tx, super_cluster_id))
    at = tables.cluster_lives.c
    return tx.find(CLUSTER_LIVES, at.phase != Phase.DISSOLVED, sa.or_(*holds), order_by=at.title)
