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
    """A worksheet became a team in the making; `missing` names the rules that a listed cluster still needs."""

    cluster_id: ClusterId
    worksheet_id: WorksheetId
    round_id: RoundId
    sector: SectorCode
    title: Line
    lead: PersonId
    members: Members
    missing: tuple[Line, ...] = ()


class MemberInvited(Event, name="clusters.cluster.member-invited", key="cluster_id"):
    """An organisation was asked to join; the question goes to one person."""

    cluster_id: ClusterId
    invitation_id: InvitationId
    organisation: Participant
    person_id: PersonId
    from_worksheet: WorksheetId
    title: Line
    score: float
    reasons: tuple[Reason, ...]


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
    """The worksheet was accepted again after a change: the team is now called and made up like this."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    members: Members
    missing: tuple[Line, ...] = ()


class AffiliationGranted(Event, name="clusters.cluster.affiliation-granted", key="cluster_id"):
    """The action cluster belongs to the SuperCluster of its sector."""

    cluster_id: ClusterId
    super_cluster_id: SuperClusterId
    super_cluster: Line


class ClusterDissolved(Event, name="clusters.cluster.dissolved", key="cluster_id"):
    """The cluster is no more: its worksheet was withdrawn."""

    cluster_id: ClusterId
    worksheet_id: WorksheetId
    lead: PersonId
    title: Line


class SuperClusterFormed(Event, name="clusters.super-cluster.formed", key="super_cluster_id"):
    """The alliance of the action clusters of one sector in a round came into being."""

    super_cluster_id: SuperClusterId
    round_id: RoundId
    sector: SectorCode
    title: Line
