"""Said and obeyed by services/clusters: teams, invitations, action clusters and SuperClusters."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    Instant,
    InvitationId,
    Line,
    Paragraph,
    Participant,
    PersonId,
    Resource,
    RoundId,
    SectorCode,
    SuperClusterId,
    Value,
    WorksheetId,
)

__all__ = [
    "AffiliationGranted",
    "AnswerInvitation",
    "ClusterConfirmed",
    "ClusterDissolved",
    "ClusterListed",
    "ClusterProposed",
    "ClusterRevised",
    "InvitationAnswered",
    "MemberInvited",
    "Members",
    "Reason",
    "SuperClusterFormed",
]

Members = Annotated[tuple[Participant, ...], Field(max_length=80)]


class Reason(Value):
    """One part of why two fit: what it is, in words, and how much it weighs. The weights add up to the score."""

    code: Line
    text: Paragraph
    weight: float


class ClusterProposed(Event, name="clusters.cluster.proposed", key="cluster_id"):
    """A worksheet became a team in the making; `missing` names the rules that a listed cluster still needs.

    `split_from` is the cluster that its members belonged to before, when they went on by themselves.
    """

    cluster_id: ClusterId
    worksheet_id: WorksheetId
    round_id: RoundId
    sector: SectorCode
    title: Line
    lead: PersonId
    members: Members
    missing: tuple[Line, ...] = ()
    officials: tuple[PersonId, ...] = ()
    split_from: ClusterId | None = None


class MemberInvited(Event, name="clusters.cluster.member-invited", key="cluster_id"):
    """An organisation was asked to join; the question goes to one person, and lapses at `expires_at`.

    `from_worksheet` is the worksheet that named the organisation, or that of the team itself when a person asked it.
    """

    cluster_id: ClusterId
    invitation_id: InvitationId
    organisation: Participant
    person_id: PersonId
    from_worksheet: WorksheetId
    title: Line
    score: float
    reasons: tuple[Reason, ...]
    expires_at: Instant | None = None


class AnswerInvitation(Command, name="clusters.answer-invitation", key="cluster_id"):
    """The invited person says yes or no."""

    cluster_id: ClusterId
    invitation_id: InvitationId
    accepts: bool


class InvitationAnswered(Event, name="clusters.cluster.invitation-answered", key="cluster_id"):
    """The invited organisation said yes or no to the team of that title."""

    cluster_id: ClusterId
    invitation_id: InvitationId
    organisation: Participant
    accepted: bool
    title: Line
    lead: PersonId
    answered_at: Instant


class ClusterConfirmed(Event, name="clusters.cluster.confirmed", key="cluster_id"):
    """An invited team has become complete: at least two organisations, one of them a deploying municipality."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    members: Members
    confirmed_at: Instant


class ClusterListed(Event, name="clusters.cluster.listed", key="cluster_id"):
    """The action cluster is on the public list."""

    cluster_id: ClusterId
    worksheet_id: WorksheetId
    round_id: RoundId
    sector: SectorCode
    title: Line
    lead: PersonId
    members: Members
    offers: tuple[Resource, ...] = ()
    listed_at: Instant


class ClusterRevised(Event, name="clusters.cluster.revised", key="cluster_id"):
    """The team is now called and made up like this, since its worksheet was accepted again or by its own doing.

    `officials` is None when they are as before.
    """

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    members: Members
    missing: tuple[Line, ...] = ()
    officials: tuple[PersonId, ...] | None = None


class AffiliationGranted(Event, name="clusters.cluster.affiliation-granted", key="cluster_id"):
    """The action cluster belongs to a SuperCluster: that of its sector, or one that its team asked."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId
    super_cluster: Line


class ClusterDissolved(Event, name="clusters.cluster.dissolved", key="cluster_id"):
    """The cluster is no more: its worksheet was withdrawn, its team ended it, or it lives on in `merged_into`."""

    cluster_id: ClusterId
    worksheet_id: WorksheetId
    lead: PersonId
    title: Line
    merged_into: ClusterId | None = None


class SuperClusterFormed(Event, name="clusters.super-cluster.formed", key="super_cluster_id"):
    """The alliance of the action clusters of one sector in a round came into being, perhaps from one of them."""

    super_cluster_id: SuperClusterId
    round_id: RoundId
    sector: SectorCode
    title: Line
    promoted_from: ClusterId | None = None
