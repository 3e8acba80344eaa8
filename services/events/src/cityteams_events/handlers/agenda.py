"""What events does about each message: load, decide, say."""

from cityteams_chassis import Tx
from cityteams_contracts.clusters import ClusterDissolved, ClusterListed
from cityteams_contracts.events import GatheringKind, HoldGathering, ReleaseAgenda
from cityteams_events.domain.agenda import cancel, reseat, seat
from cityteams_events.domain.gathering import Gathering, announce, known, release
from cityteams_events.domain.planning.calling import withdraw
from cityteams_events.domain.planning.releasing import release_sessions
from cityteams_events.domain.planning.session import talk_of
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
from cityteams_events.store.planning import SESSIONS, cluster_sessions, programme


def hold_gathering(command: HoldGathering, tx: Tx) -> None:
    """Announces the gathering; at an expo every listed cluster is given its slot."""
    allow(command, tx)
    announced = announce(tx.get(GATHERINGS, command.gathering_id), command)
    gathering = Gathering.announced(None, announced, tx.stamp)
    tx.say(announced)
    if gathering.gives_slots:
        waiting, standing = waiting_clusters(tx, gathering), bookings(tx, (gathering,))
        tx.say(*seat(((gathering, waiting),), standing))
    elif gathering.kind is GatheringKind.EXPO:
        tx.say(*(talk_of(gathering, cluster) for cluster in waiting_clusters(tx, gathering)))


def release_agenda(command: ReleaseAgenda, tx: Tx) -> None:
    """Publishes the agenda as it stands, under the next number."""
    allow(command, tx)
    gathering, last = known(tx.get(GATHERINGS, command.gathering_id)), tx.get(RELEASES, command.gathering_id)
    if gathering.has_sessions:
        tx.say(release_sessions(programme(tx, gathering), last))
    else:
        tx.say(release(gathering, last, slots_of_gathering(tx, command.gathering_id), command))


def give_slots(event: ClusterListed, tx: Tx) -> None:
    """A listed cluster is given a slot at each expo that is for it, and at a planned one a talk."""
    cluster = cluster_of(event)
    found = expos_without(tx, cluster)
    expos = [expo for expo in found if expo.gives_slots]
    talks = [talk_of(expo, cluster) for expo in found if expo.planned]
    tx.say(*seat([(expo, (cluster,)) for expo in expos], bookings(tx, expos)))
    tx.say(*(talk for talk in talks if tx.get(SESSIONS, talk.session_id) is None))


def cancel_slots(event: ClusterDissolved, tx: Tx) -> None:
    """A dissolved cluster's slots are free again, and go to clusters that were refused."""
    freed = slots_of_cluster(tx, event.cluster_id)
    gatherings = gatherings_of(tx, freed)
    waiting = [(gathering, waiting_clusters(tx, gathering, but=event.cluster_id)) for gathering in gatherings]
    standing = bookings(tx, gatherings, but=event.cluster_id)
    held = [(session, tx.get(GATHERINGS, session.gathering_id)) for session in cluster_sessions(tx, event.cluster_id)]
    tx.say(*cancel(freed, gatherings), *reseat(waiting, standing))
    tx.say(*(withdraw(there, session, "The cluster is no more.") for session, there in held if there is not None))
