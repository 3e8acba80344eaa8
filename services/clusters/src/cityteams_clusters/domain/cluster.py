"""An action cluster from proposal to listing or dissolution: the fold of its own events."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from cityteams_clusters.domain.rules import CITY_OFFICIAL, a_partner_would_complete, missing_rules
from cityteams_contracts.clusters import (
    AffiliationGranted,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
    InvitationAnswered,
    MemberInvited,
)
from cityteams_contracts.values import (
    ClusterId,
    InvitationId,
    OrganisationId,
    Participant,
    PersonId,
    RoundId,
    SectorCode,
    SuperClusterId,
    WorksheetId,
)


class ClusterState(StrEnum):
    """How far a team has come."""

    FORMING = "forming"
    CONFIRMED = "confirmed"
    LISTED = "listed"
    DISSOLVED = "dissolved"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A question to an organisation; `accepted` is None until it is answered."""

    invitation_id: InvitationId
    organisation: Participant
    person_id: PersonId
    from_worksheet: WorksheetId
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A team; `missing` names the rules it does not fulfil yet, `open_invitation` the question without an answer."""

    cluster_id: ClusterId
    worksheet_id: WorksheetId
    round_id: RoundId
    sector: SectorCode
    title: str
    lead: PersonId
    members: tuple[Participant, ...]
    missing: tuple[str, ...]
    state: ClusterState = ClusterState.FORMING
    invitations: tuple[Invitation, ...] = ()
    open_invitation: InvitationId | None = None
    super_cluster_id: SuperClusterId | None = None

    @property
    def complete(self) -> bool:
        """Whether the team fulfils the rules of the programme."""
        return not self.missing

    @property
    def waits(self) -> bool:
        """Whether the team looks for a partner and nobody is being asked."""
        return (
            self.state is ClusterState.FORMING and not self.open_invitation and a_partner_would_complete(self.missing)
        )

    @property
    def asked(self) -> frozenset[OrganisationId]:
        """Every organisation that was ever asked, whatever it answered."""
        return frozenset(invitation.organisation.organisation_id for invitation in self.invitations)

    def invitation(self, invitation_id: InvitationId) -> Invitation | None:
        """The question of that id, or None when this team never asked it."""
        return next((one for one in self.invitations if one.invitation_id == invitation_id), None)

    @classmethod
    def proposed(cls, event: ClusterProposed) -> Self:
        """A worksheet became a team in the making."""
        return cls(
            cluster_id=event.cluster_id,
            worksheet_id=event.worksheet_id,
            round_id=event.round_id,
            sector=event.sector,
            title=event.title,
            lead=event.lead,
            members=event.members,
            missing=event.missing,
        )

    def invited(self, event: MemberInvited) -> "Cluster":
        """An organisation is being asked."""
        asked = Invitation(event.invitation_id, event.organisation, event.person_id, event.from_worksheet)
        return replace(self, invitations=(*self.invitations, asked), open_invitation=event.invitation_id)

    def answered(self, event: InvitationAnswered) -> "Cluster":
        """Who says yes is a member; either way the question is closed."""
        invitations = tuple(
            replace(one, accepted=event.accepted) if one.invitation_id == event.invitation_id else one
            for one in self.invitations
        )
        members = (*self.members, event.organisation) if event.accepted else self.members
        missing = missing_rules(members, has_official=CITY_OFFICIAL not in self.missing)
        return replace(self, invitations=invitations, open_invitation=None, members=members, missing=missing)

    def confirmed(self, event: ClusterConfirmed) -> "Cluster":
        """The invited team has become complete."""
        return replace(self, state=ClusterState.CONFIRMED, members=event.members, missing=())

    def listed(self, event: ClusterListed) -> "Cluster":
        """The team is on the public list."""
        return replace(self, state=ClusterState.LISTED, members=event.members, missing=())

    def revised(self, event: ClusterRevised) -> "Cluster":
        """Its worksheet was accepted again; state, questions and affiliation stay."""
        return replace(self, title=event.title, lead=event.lead, members=event.members, missing=event.missing)

    def affiliated(self, event: AffiliationGranted) -> "Cluster":
        """The team belongs to a SuperCluster."""
        return replace(self, super_cluster_id=event.super_cluster_id)

    def dissolved(self, _: ClusterDissolved) -> "Cluster":
        """The team is no more; a question that was open stays unanswered for good."""
        return replace(self, state=ClusterState.DISSOLVED, open_invitation=None)
