"""What the events of life do to the portal's copy: each is noted, and then changes what the cluster is."""

from cityteams_chassis import Stamp, folds, notes
from cityteams_contracts import Event
from cityteams_contracts.clusters import InvitationAnswered, InvitationLapsed, InvitationWithdrawn, MemberInvited
from cityteams_portal.domain import cluster
from cityteams_portal.domain.asked import AskedPerson
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.happened import noted
from cityteams_portal.domain.life import CHANGES, lived
from cityteams_portal.store.life import ASKED_PEOPLE, CLUSTER_LIVES, HAPPENED
from cityteams_portal.store.shelves import INVITATIONS


def _lived(row: ClusterLife | None, event: Event, stamp: Stamp) -> ClusterLife | None:
    return lived(row, event, stamp.at)


_CLOSING = (InvitationAnswered, InvitationLapsed, InvitationWithdrawn)
LIFE = (
    *(notes(event, HAPPENED, CLUSTER_LIVES, by="cluster_id", apply=noted) for event in CHANGES),
    *(folds(event, CLUSTER_LIVES, by="cluster_id", apply=_lived) for event in CHANGES),
    folds(InvitationLapsed, INVITATIONS, by="invitation_id", apply=cluster.lapsed),
    folds(InvitationWithdrawn, INVITATIONS, by="invitation_id", apply=cluster.withdrawn),
    folds(MemberInvited, ASKED_PEOPLE, by="invitation_id", apply=AskedPerson.invited),
    *(folds(event, ASKED_PEOPLE, by="invitation_id", apply=AskedPerson.closed) for event in _CLOSING),
)
