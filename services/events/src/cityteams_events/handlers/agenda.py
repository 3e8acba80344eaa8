"""What events does about each message: load, decide, say."""

from cityteams_chassis import Tx
from cityteams_contracts.clusters import ClusterDissolved, ClusterListed
from cityteams_contracts.events import HoldGathering, ReleaseAgenda
from cityteams_events.domain.agenda import cancel, reseat, seat
from cityteams_events.domain.gathering import Gathering, announce, release
from cityteams_events.incoming import cluster_of
from cityteams_events.rights import allow
from cityteams_events.store import (
    GATHERINGS,
    RELEASES,
    bookings,
    expos_without,
    gatherings_of,
    slots_of_cluster,
    slots_of_gathering,
    waiting_clusters,
)


def hold_gathering(command: HoldGathering, tx: Tx) -> None:
    """Announces the gathering; at an expo every listed cluster is given its slot."""
    allow(command, tx)
    announced = announce(tx.get(GATHERINGS, command.gathering_id), command)
    gathering = Gathering.announced(None, announced, tx.stamp)
    tx.say(announced)
    if gathering.gives_slots:
        waiting, standing = waiting_clusters(tx, gathering), bookings(tx, (gathering,))
        tx.say(*seat(((gathering, waiting),), standing))


def release_agenda(command: ReleaseAgenda, tx: Tx) -> None:
    """Publishes the agenda as it stands, under the next number."""
    allow(command, tx)
    gathering, last = tx.get(GATHERINGS, command.gathering_id), tx.get(RELEASES, command.gathering_id)
    tx.say(release(gathering, last, slots_of_gathering(tx, command.gathering_id), command))


def give_slots(event: ClusterListed, tx: Tx) -> None:
    """A listed cluster is given a slot at each expo that is for it."""
    cluster = cluster_of(event)
    expos = expos_without(tx, cluster)
    tx.say(*seat([(expo, (cluster,)) for expo in expos], bookings(tx, expos)))


def cancel_slots(event: ClusterDissolved, tx: Tx) -> None:
    """A dissolved cluster's slots are free again, and go to clusters that were refused."""
    freed = slots_of_cluster(tx, event.cluster_id)
    gatherings = gatherings_of(tx, freed)
    waiting = [(gathering, waiting_clusters(tx, gathering, but=event.cluster_id)) for gathering in gatherings]
    standing = bookings(tx, gatherings, but=event.cluster_id)
    tx.say(*cancel(freed, gatherings), *reseat(waiting, standing))
