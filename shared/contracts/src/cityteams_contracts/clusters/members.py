"""Who belongs to a cluster: invitations that lapse, asking to join, roles, leaving."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    Instant,
    InvitationId,
    Line,
    OrganisationId,
    Participant,
    PersonId,
)

__all__ = [
    "AnswerJoin",
    "AskToJoin",
    "InvitationExpiresSoon",
    "InvitationLapsed",
    "InvitationWithdrawn",
    "InviteMember",
    "JoinAnswered",
    "JoinAsked",
    "LeaveCluster",
    "MemberJoined",
    "MemberLeft",
    "MemberRole",
    "MemberRolesSet",
    "RemoveMember",
    "Roles",
    "SetMemberRoles",
    "WithdrawInvitation",
]


class MemberRole(StrEnum):
    """What an organisation does in a cluster; it may do several things."""

    LEAD = "lead"
    DEPLOYING_MUNICIPALITY = "deploying_municipality"
    MUNICIPALITY = "municipality"
    TECHNOLOGY_PROVIDER = "technology_provider"
    RESEARCH = "research"
    INVESTOR = "investor"
    EXPERT = "expert"
    COMMUNITY = "community"
    AGENCY = "agency"
    OBSERVER = "observer"
    OTHER = "other"


Roles = Annotated[tuple[MemberRole, ...], Field(max_length=8)]


Missing = tuple[Line, ...]


class InviteMember(Command, name="clusters.invite-member", key="cluster_id"):
    """The team asks an organisation of the register to join; the question goes to one person.

    Without `answer_by` it stands for 14 days.
    """

    cluster_id: ClusterId
    organisation_id: OrganisationId
    person_id: PersonId
    roles: Roles = ()
    answer_by: Instant | None = None


class WithdrawInvitation(Command, name="clusters.withdraw-invitation", key="cluster_id"):
    """The team takes a question back."""

    cluster_id: ClusterId
    invitation_id: InvitationId


class InvitationExpiresSoon(Event, name="clusters.cluster.invitation-expires-soon", key="cluster_id"):
    """The asked person has not answered, and the question lapses soon: they are to be reminded."""

    cluster_id: ClusterId
    invitation_id: InvitationId
    organisation: Participant
    person_id: PersonId
    title: Line
    expires_at: Instant


class InvitationLapsed(Event, name="clusters.cluster.invitation-lapsed", key="cluster_id"):
    """Nobody answered in time; the question is closed and the next candidate may be asked."""

    cluster_id: ClusterId
    invitation_id: InvitationId
    organisation: Participant
    person_id: PersonId
    title: Line
    lead: PersonId
    lapsed_at: Instant


class InvitationWithdrawn(Event, name="clusters.cluster.invitation-withdrawn", key="cluster_id"):
    """No answer is needed any more: the team took the question back, or is no more."""

    cluster_id: ClusterId
    invitation_id: InvitationId
    organisation: Participant
    person_id: PersonId
    title: Line
    withdrawn_at: Instant


class AskToJoin(Command, name="clusters.ask-to-join", key="cluster_id"):
    """Somebody asks for an organisation of the register whether it may join."""

    cluster_id: ClusterId
    organisation_id: OrganisationId
    roles: Roles = ()


class JoinAsked(Event, name="clusters.cluster.join-asked", key="cluster_id"):
    """An organisation wants to join; `person_id` asked for it, the lead answers."""

    cluster_id: ClusterId
    organisation: Participant
    roles: Roles = ()
    person_id: PersonId
    title: Line
    lead: PersonId
    asked_at: Instant


class AnswerJoin(Command, name="clusters.answer-join", key="cluster_id"):
    """The team takes an organisation that asked in, or does not."""

    cluster_id: ClusterId
    organisation_id: OrganisationId
    accepts: bool


class JoinAnswered(Event, name="clusters.cluster.join-answered", key="cluster_id"):
    """The team said yes or no to the organisation for which `person_id` asked."""

    cluster_id: ClusterId
    organisation: Participant
    person_id: PersonId
    accepted: bool
    title: Line
    answered_at: Instant


class MemberJoined(Event, name="clusters.cluster.member-joined", key="cluster_id"):
    """An organisation is a member from now on; `person_id` speaks for it, `missing` is what the team then lacks."""

    cluster_id: ClusterId
    organisation: Participant
    roles: Roles = ()
    person_id: PersonId | None = None
    title: Line
    missing: Missing = ()
    joined_at: Instant


class LeaveCluster(Command, name="clusters.leave-cluster", key="cluster_id"):
    """An organisation leaves."""

    cluster_id: ClusterId
    organisation_id: OrganisationId


class RemoveMember(Command, name="clusters.remove-member", key="cluster_id"):
    """The team goes on without an organisation."""

    cluster_id: ClusterId
    organisation_id: OrganisationId


class MemberLeft(Event, name="clusters.cluster.member-left", key="cluster_id"):
    """An organisation is no member any more; `removed` when it did not go itself."""

    cluster_id: ClusterId
    organisation: Participant
    removed: bool
    person_id: PersonId | None = None
    title: Line
    lead: PersonId
    missing: Missing = ()
    left_at: Instant


class SetMemberRoles(Command, name="clusters.set-member-roles", key="cluster_id"):
    """What a member does in the cluster; `deploying_municipality` is for municipalities that will deploy."""

    cluster_id: ClusterId
    organisation_id: OrganisationId
    roles: Annotated[tuple[MemberRole, ...], Field(min_length=1, max_length=8)]


class MemberRolesSet(Event, name="clusters.cluster.member-roles-set", key="cluster_id"):
    """A member does these things in the cluster from now on."""

    cluster_id: ClusterId
    organisation: Participant
    roles: Roles
    missing: Missing = ()
