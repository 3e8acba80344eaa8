"""Where events keeps what it knows, and how it finds it again."""

from collections.abc import Sequence

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.events import GatheringKind
from cityteams_contracts.rights import Trust
from cityteams_contracts.values import ClusterId, GatheringId
from cityteams_events import tables
from cityteams_events.domain.agenda import Booking
from cityteams_events.domain.gathering import Gathering, Release
from cityteams_events.domain.slot import Cluster, Slot, SlotState

CLUSTERS = Shelf(tables.clusters, Cluster)
GATHERINGS = Shelf(tables.gatherings, Gathering)
RELEASES = Shelf(tables.releases, Release)
SLOTS = Shelf(tables.slots, Slot)
ROLES = Shelf(tables.roles, Trust)

_GIVEN = tables.slots.c.state == SlotState.GIVEN


def expos_without(tx: Tx, cluster: Cluster) -> list[Gathering]:
    """The expos that are for this cluster's round, or for any, and at which it has no slot."""
    table, slots = tables.gatherings, tables.slots
    has_slot = sa.exists().where(
        slots.c.gathering_id == table.c.gathering_id, slots.c.cluster_id == cluster.cluster_id, _GIVEN
    )
    for_it = table.c.round_id.is_(None) | (table.c.round_id == cluster.round_id)
    stands = (table.c.kind == GatheringKind.EXPO) & ~table.c.cancelled
    return tx.find(GATHERINGS, stands, for_it, ~has_slot)


def gatherings_of(tx: Tx, slots: Sequence[Slot]) -> list[Gathering]:
    """The gatherings that these slots belong to."""
    ids = sorted({slot.gathering_id for slot in slots})
    return tx.find(GATHERINGS, tables.gatherings.c.gathering_id.in_(ids)) if ids else []


def waiting_clusters(tx: Tx, gathering: Gathering, but: ClusterId = "") -> list[Cluster]:
    """The listed clusters that a gathering is for and that have no slot there; the one listed first is first."""
    table, slots = tables.clusters, tables.slots
    has_slot = sa.exists().where(
        slots.c.cluster_id == table.c.cluster_id, slots.c.gathering_id == gathering.gathering_id, _GIVEN
    )
    of_round = (table.c.round_id == gathering.round_id) if gathering.round_id else sa.true()
    found = tx.find(CLUSTERS, of_round, ~has_slot, table.c.cluster_id != but)
    return sorted(found, key=lambda cluster: (cluster.listed_at, cluster.cluster_id))


def bookings(tx: Tx, gatherings: Sequence[Gathering], but: ClusterId = "") -> list[Booking]:
    """Every slot given while these gatherings last, theirs and those of others, in one statement."""
    slots, clusters = tables.slots, tables.clusters
    if not gatherings:
        return []
    spans = [gathering.span for gathering in gatherings]
    meets = sa.or_(*((slots.c.starts < span.ends) & (slots.c.ends > span.starts) for span in spans))
    query = (
        sa.select(
            slots.c.gathering_id, slots.c.room_id, slots.c.speaker, clusters.c.sector, slots.c.starts, slots.c.ends
        )
        .join_from(slots, clusters, slots.c.cluster_id == clusters.c.cluster_id, isouter=True)
        .where(_GIVEN, meets, slots.c.cluster_id != but, ~_called_off(slots.c.gathering_id))
        .order_by(slots.c.starts, slots.c.slot_id)
    )
    return [
        Booking(row.gathering_id, row.room_id, row.speaker, row.sector, row.starts, row.ends) for row in tx.rows(query)
    ]


def _called_off(gathering_id: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    table = tables.gatherings
    return sa.exists().where(table.c.gathering_id == gathering_id, table.c.cancelled)


def slots_of_cluster(tx: Tx, cluster_id: ClusterId) -> list[Slot]:
    """The slots that a cluster was given."""
    return tx.find(SLOTS, tables.slots.c.cluster_id == cluster_id, _GIVEN)


def slots_of_gathering(tx: Tx, gathering_id: GatheringId) -> list[Slot]:
    """The slots that were given at a gathering."""
    return tx.find(SLOTS, tables.slots.c.gathering_id == gathering_id, _GIVEN)
