"""An action cluster from proposal to listing, through its stages, to its end: the fold of its own events."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from cityteams_clusters.domain.rules import CITY_OFFICIAL, a_partner_would_complete, missing_rules
from cityteams_contracts.clusters import (
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
    ClusterStage,
    InvitationAnswered,
    MemberInvited,
    Roles,
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
    """How far a team has come until it is listed; `ClusterStage` tells what a listed one does."""

    FORMING = "forming"
    CONFIRMED = "confirmed"
    LISTED = "listed"
    DISSOLVED = "dissolved"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A question to an organisation. `accepted` is None until it is answered; `ended` says how else it was closed."""

    invitation_id: InvitationId
    organisation: Participant
    person_id: PersonId
    from_worksheet: WorksheetId
    accepted: bool | None = None
    expires_at: datetime | None = None
    ended: str = ""

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.accepted is None and not self.ended


@dataclass(frozen=True, slots=True)
class Applicant:
    """An organisation that wants to join, and who asked for it."""

    organisation: Participant
    person_id: PersonId
    roles: Roles = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """A team; `missing` names the rules it does not fulfil yet, `open_invitation` a question without an answer.

    `roles` and `speakers` are known of those members alone for whom somebody said so. When the worksheet is accepted
    again, those who `joined` the team stay, those who `left` do not come back, and what the team itself decided holds:
    `own_title`, `own_lead`, `own_officials`.
    """

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
    stage: ClusterStage = ClusterStage.LISTED
    officials: tuple[PersonId, ...] = ()
    roles: Mapping[OrganisationId, Roles] = field(default_factory=dict)
    speakers: Mapping[OrganisationId, PersonId] = field(default_factory=dict)
    applicants: tuple[Applicant, ...] = ()
    joined: tuple[OrganisationId, ...] = ()
    left: tuple[OrganisationId, ...] = ()
    formerly: tuple[str, ...] = ()
    own_title: bool = False
    own_lead: bool = False
    own_officials: tuple[PersonId, ...] = ()
    affiliations: tuple[SuperClusterId, ...] = ()
    affiliations_asked: tuple[SuperClusterId, ...] = ()
    merged_into: ClusterId | None = None
    split_from: ClusterId | None = None

    @property
    def complete(self) -> bool:
        """Whether the team fulfils the rules of the programme."""
        return not self.missing

    @property
    def valid(self) -> bool:
        """Whether it counts: listed, and still whole."""
        return self.state is ClusterState.LISTED and self.complete

    @property
    def has_official(self) -> bool:
        """Whether a city official is named; early events told it by the missing rule alone."""
        return bool(self.officials) or CITY_OFFICIAL not in self.missing

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

    @property
    def open_invitations(self) -> tuple[Invitation, ...]:
        """The questions whose answers are awaited."""
        return tuple(each for each in self.invitations if each.is_open)

    def invitation(self, invitation_id: InvitationId) -> Invitation | None:
        """The question of that id, or None when this team never asked it."""
        return next((one for one in self.invitations if one.invitation_id == invitation_id), None)

    def member(self, organisation_id: OrganisationId) -> Participant | None:
        """The member of that id."""
        return next((one for one in self.members if one.organisation_id == organisation_id), None)

    @classmethod
    def proposed(cls, event: ClusterProposed) -> Self:
        """A worksheet became a team in the making, or members of another team went on by themselves."""
        return cls(
            cluster_id=event.cluster_id,
            worksheet_id=event.worksheet_id,
            round_id=event.round_id,
            sector=event.sector,
            title=event.title,
            lead=event.lead,
            members=event.members,
            missing=event.missing,
            officials=event.officials,
            split_from=event.split_from,
            own_title=event.split_from is not None,
            own_lead=event.split_from is not None,
            own_officials=event.officials if event.split_from else (),
        )

    def invited(self, event: MemberInvited) -> "Cluster":
        """An organisation is being asked."""
        asked = Invitation(
            event.invitation_id,
            event.organisation,
            event.person_id,
            event.from_worksheet,
            expires_at=event.expires_at,
        )
        return replace(self, invitations=(*self.invitations, asked), open_invitation=event.invitation_id)

    def answered(self, event: InvitationAnswered) -> "Cluster":
        """Who says yes is a member; either way the question is closed."""
        closed = self.closing(event.invitation_id, accepted=event.accepted)
        if not event.accepted or closed.member(event.organisation.organisation_id):
            return closed
        members = (*self.members, event.organisation)
        return replace(
            closed,
            members=members,
            missing=missing_rules(members, has_official=self.has_official),
            joined=(*self.joined, event.organisation.organisation_id),
        )

    def closing(self, invitation_id: InvitationId, *, accepted: bool | None = None, ended: str = "") -> "Cluster":
        """One question is closed; another may still be open."""
        invitations = tuple(
            replace(one, accepted=accepted, ended=ended) if one.invitation_id == invitation_id else one
            for one in self.invitations
        )
        last_open = next((one.invitation_id for one in reversed(invitations) if one.is_open), None)
        return replace(self, invitations=invitations, open_invitation=last_open)

    def confirmed(self, event: ClusterConfirmed) -> "Cluster":
        """The invited team has become complete."""
        return replace(self, state=ClusterState.CONFIRMED, members=event.members, missing=())

    def listed(self, event: ClusterListed) -> "Cluster":
        """The team is on the public list."""
        return replace(self, state=ClusterState.LISTED, members=event.members, missing=())

    def revised(self, event: ClusterRevised) -> "Cluster":
        """It is called and made up like this from now on; state, questions and affiliation stay."""
        ids = {each.organisation_id for each in event.members}
        return replace(
            self,
            title=event.title,
            lead=event.lead,
            members=event.members,
            missing=event.missing,
            officials=self.officials if event.officials is None else event.officials,
            joined=tuple(each for each in self.joined if each in ids),
            roles={key: value for key, value in self.roles.items() if key in ids},
            speakers={key: value for key, value in self.speakers.items() if key in ids},
        )

    def dissolved(self, event: ClusterDissolved) -> "Cluster":
        """The team is no more; a question that was open stays unanswered for good."""
        return replace(
            self, state=ClusterState.DISSOLVED, open_invitation=None, applicants=(), merged_into=event.merged_into
        )
