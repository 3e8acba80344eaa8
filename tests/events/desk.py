"""The desk of events, and what its neighbour tells it."""

from cityteams_contracts.clusters import ClusterDissolved, ClusterListed
from cityteams_events import tables
from cityteams_events.store import SLOTS
from tests.events.samples import NOON
from tests.support.desk import TwiceDesk


def listed(cluster):
    """The fact that a neighbour says of such a cluster."""
    return ClusterListed(
        cluster_id=cluster.cluster_id,
        worksheet_id=f"w-{cluster.cluster_id}",
        round_id=cluster.round_id,
        sector=cluster.sector,
        title=cluster.title,
        lead=cluster.lead,
        members=(),
        listed_at=cluster.listed_at,
    )


def dissolved(cluster):
    """The fact that it is no more."""
    name = cluster.cluster_id
    return ClusterDissolved(cluster_id=name, worksheet_id=f"w-{name}", lead=cluster.lead, title=cluster.title)


CHASSIS_TABLES = {"versions", "inbox", "outbox"}


class Desk(TwiceDesk):
    """Hands messages to events."""

    noon = NOON
    state = tuple(table for table in tables.metadata.sorted_tables if table.name not in CHASSIS_TABLES)

    def slots(self):
        """Every slot in the store, in the order of time and room."""
        found = self.read(lambda tx: tx.find(SLOTS))
        return sorted(found, key=lambda slot: (slot.starts or NOON, slot.room_id or ""))
