"""The portal's copy of action clusters, the invitations they sent, and the SuperClusters they belong to."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.clusters import (
    AffiliationGranted,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
    InvitationAnswered,
    InvitationLapsed,
    InvitationWithdrawn,
    MemberInvited,
    Reason,
    SuperClusterFormed,
)
from cityteams_contracts.values import Participant, SectorCode


class ClusterState(StrEnum):
    """A team in the making, an action cluster on the public list, or one that is no more."""

    FORMING = "forming"
    LISTED = "listed"
    DISSOLVED = "dissolved"


class InvitationState(StrEnum):
    """What the invited organisation said, if anything, or how else the question was closed."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One team; `missing` names the rules that it does not meet yet."""

    cluster_id: str
    worksheet_id: str
    round_id: str
    sector: SectorCode
    title: str
    state: ClusterState
    members: tuple[Participant, ...]
    missing: tuple[str, ...]
    super_cluster_id: str | None = None
    super_cluster: str | None = None
    listed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """The question to one organisation, with the reasons why it was asked. Who was asked stays outside."""

    invitation_id: str
    cluster_id: str
    state: InvitationState
    organisation: Participant
    score: float
    reasons: tuple[Reason, ...]
    answered_at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SuperCluster:
    """The alliance of the action clusters of one sector in a round."""

    super_cluster_id: str
    round_id: str
    sector: SectorCode
    title: str


def proposed(_row: Cluster | None, event: ClusterProposed, _stamp: object) -> Cluster:
    """A team is in the making."""
    return Cluster(
        cluster_id=event.cluster_id,
        worksheet_id=event.worksheet_id,
        round_id=event.round_id,
        sector=event.sector,
        title=event.title,
        state=ClusterState.FORMING,
        members=event.members,
        missing=event.missing,
    )


def joined(row: Cluster | None, event: InvitationAnswered, _stamp: object) -> Cluster | None:
    """An organisation that said yes is a member from then on."""
    known = row and any(each.organisation_id == event.organisation.organisation_id for each in row.members)
    if row is None or known or not event.accepted:
        return row
    return replace(row, members=(*row.members, event.organisation))


def confirmed(row: Cluster | None, event: ClusterConfirmed, _stamp: object) -> Cluster | None:
    """The team is complete."""
    return row and replace(row, members=event.members, missing=())


def listed(row: Cluster | None, event: ClusterListed, _stamp: object) -> Cluster:
    """The cluster is on the public list; the event says all that the list shows."""
    return Cluster(
        cluster_id=event.cluster_id,
        worksheet_id=event.worksheet_id,
        round_id=event.round_id,
        sector=event.sector,
        title=event.title,
        state=ClusterState.LISTED,
        members=event.members,
        missing=(),
        super_cluster_id=row.super_cluster_id if row else None,
        super_cluster=row.super_cluster if row else None,
        listed_at=event.listed_at,
    )


def revised(row: Cluster | None, event: ClusterRevised, _stamp: object) -> Cluster | None:
    """The worksheet was accepted again after a change: another title, other members."""
    return row and replace(row, title=event.title, members=event.members, missing=event.missing)


def affiliated(row: Cluster | None, event: AffiliationGranted, _stamp: object) -> Cluster | None:
    """The cluster belongs to a SuperCluster."""
    return row and replace(row, super_cluster_id=event.super_cluster_id, super_cluster=event.super_cluster)


def dissolved(row: Cluster | None, _event: ClusterDissolved, _stamp: object) -> Cluster | None:
    """The cluster is no more."""
    return row and replace(row, state=ClusterState.DISSOLVED)


def invited(_row: Invitation | None, event: MemberInvited, _stamp: object) -> Invitation:
    """An organisation was asked."""
    return Invitation(
        invitation_id=event.invitation_id,
        cluster_id=event.cluster_id,
        state=InvitationState.OPEN,
        organisation=event.organisation,
        score=event.score,
        reasons=event.reasons,
        expires_at=event.expires_at,
    )


def answered(row: Invitation | None, event: InvitationAnswered, _stamp: object) -> Invitation | None:
    """The organisation said yes or no."""
    state = InvitationState.ACCEPTED if event.accepted else InvitationState.DECLINED
    return row and replace(row, state=state, answered_at=event.answered_at)


def lapsed(row: Invitation | None, event: InvitationLapsed, _stamp: object) -> Invitation | None:
    """Nobody answered in time."""
    return row and replace(row, state=InvitationState.LAPSED, answered_at=event.lapsed_at)


def withdrawn(row: Invitation | None, event: InvitationWithdrawn, _stamp: object) -> Invitation | None:
    """No answer is needed any more."""
    return row and replace(row, state=InvitationState.WITHDRAWN, answered_at=event.withdrawn_at)


def formed(_row: SuperCluster | None, event: SuperClusterFormed, _stamp: object) -> SuperCluster:
    """A SuperCluster came into being."""
    return SuperCluster(event.super_cluster_id, event.round_id, event.sector, event.title)
