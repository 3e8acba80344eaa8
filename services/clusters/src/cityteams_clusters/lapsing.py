"""What comes due in clusters: questions are recalled to mind, and lapse."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from cityteams_chassis import Service, Tx
from cityteams_clusters.domain.life_invitations import Deadline, Step, decide_lapse, decide_recall
from cityteams_clusters.handlers.searching import search_partner
from cityteams_clusters.store import CLUSTERS
from cityteams_clusters.store.life import due
from cityteams_timers import Due, keep_time, timer_id


def find_invitations(tx: Tx, until: datetime) -> Sequence[Due]:
    """The questions whose next moment has come."""
    return [
        Due(timer_id(f"invitation-{each.step}", each.invitation_id), each.at, partial(come_due, each))
        for each in due(tx, until)
    ]


def come_due(deadline: Deadline, tx: Tx) -> None:
    """The asked person is reminded; or the question lapses, and the next candidate is asked."""
    cluster = tx.get(CLUSTERS, deadline.cluster_id)
    if deadline.step is Step.RECALL:
        tx.say(*decide_recall(cluster, deadline.invitation_id))
        return
    tx.say(*decide_lapse(cluster, deadline.invitation_id, tx.now))
    search_partner(deadline.cluster_id, tx)


async def keep_invitations(service: Service) -> None:
    """Looks every second, on one replica."""
    await keep_time(service, "invitations", find_invitations)
