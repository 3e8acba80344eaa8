"""What happens to a cluster after it was proposed: members, roles, names, merging, splitting, past states."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.clusters.teams import Members
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    Id,
    Instant,
    InvitationId,
    Line,
    OrganisationId,
    Participant,
    PersonId,
)

__all__ = [
    "AdvanceCluster",
    "AnswerJoin",
    "AskToJoin",
    "ClusterAdvanced",
    "ClusterInvalidated",
    "ClusterMerged",
    "ClusterRenamed",
    "ClusterRevalidated",
    "ClusterSplit",
    "ClusterStage",
    "DissolveCluster",
    "InvitationExpiresSoon",
    "InvitationLapsed",
    "InvitationWithdrawn",
    "InviteMember",
    "JoinAnswered",
    "JoinAsked",
    "LeadLost",
    "LeadReplaced",
    "LeaveCluster",
    "MemberJoined",
    "MemberLeft",
    "MemberRole",
    "MemberRolesSet",
    "MergeClusters",
    "NameOfficial",
    "OfficialLost",
    "OfficialNamed",
    "RemoveMember",
    "RenameCluster",
    "ReplaceLead",
    "Roles",
    "SetMemberRoles",
    "SplitCluster",
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


class ClusterStage(StrEnum):
    """How far a listed cluster has come."""

    LISTED = "listed"
    ACTIVE = "active"
    EXHIBITING = "exhibiting"
    IN_PLAYBOOK = "in_playbook"
    DORMANT = "dormant"


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


class ReplaceLead(Command, name="clusters.replace-lead", key="cluster_id"):
    """Another person leads the team."""

    cluster_id: ClusterId
    lead: PersonId


class LeadReplaced(Event, name="clusters.cluster.lead-replaced", key="cluster_id"):
    """Another person leads the team from now on."""

    cluster_id: ClusterId
    before: PersonId
    lead: PersonId
    title: Line
    replaced_at: Instant


class LeadLost(Event, name="clusters.cluster.lead-lost", key="cluster_id"):
    """The person who leads the team was forgotten; somebody else has to be named."""

    cluster_id: ClusterId
    lead: PersonId
    title: Line


class NameOfficial(Command, name="clusters.name-official", key="cluster_id"):
    """One more city official of the team."""

    cluster_id: ClusterId
    person_id: PersonId


class OfficialNamed(Event, name="clusters.cluster.official-named", key="cluster_id"):
    """A city official belongs to the team."""

    cluster_id: ClusterId
    person_id: PersonId
    missing: Missing = ()


class OfficialLost(Event, name="clusters.cluster.official-lost", key="cluster_id"):
    """A city official of the team was forgotten."""

    cluster_id: ClusterId
    person_id: PersonId
    missing: Missing = ()


class RenameCluster(Command, name="clusters.rename-cluster", key="cluster_id"):
    """Another title; the old one goes on leading here."""

    cluster_id: ClusterId
    title: Line


class ClusterRenamed(Event, name="clusters.cluster.renamed", key="cluster_id"):
    """The cluster has another title from now on."""

    cluster_id: ClusterId
    before: Line
    title: Line
    renamed_at: Instant


class AdvanceCluster(Command, name="clusters.advance-cluster", key="cluster_id"):
    """A listed cluster goes on to another stage, or rests, or wakes up again."""

    cluster_id: ClusterId
    stage: ClusterStage


class ClusterAdvanced(Event, name="clusters.cluster.advanced", key="cluster_id"):
    """The cluster has reached another stage."""

    cluster_id: ClusterId
    before: ClusterStage
    stage: ClusterStage
    title: Line
    lead: PersonId
    advanced_at: Instant


class DissolveCluster(Command, name="clusters.dissolve-cluster", key="cluster_id"):
    """The team ends."""

    cluster_id: ClusterId


class ClusterInvalidated(Event, name="clusters.cluster.invalidated", key="cluster_id"):
    """A listed cluster does not count any more: `missing` names the rules that it lacks since now."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    missing: Missing
    invalidated_at: Instant


class ClusterRevalidated(Event, name="clusters.cluster.revalidated", key="cluster_id"):
    """A listed cluster fulfils all rules again and counts."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    revalidated_at: Instant


class MergeClusters(Command, name="clusters.merge-clusters", key="cluster_id"):
    """The cluster `cluster_id` lives on in `into`."""

    cluster_id: ClusterId
    into: ClusterId


class ClusterMerged(Event, name="clusters.cluster.merged", key="cluster_id"):
    """The cluster lives on in another, which has its members; its id leads there for good."""

    cluster_id: ClusterId
    into: ClusterId
    title: Line
    into_title: Line
    merged_at: Instant


class SplitCluster(Command, name="clusters.split-cluster", key="cluster_id"):
    """Some members go on as a cluster of their own, with a title, a lead and perhaps officials of its own."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    organisations: Annotated[tuple[OrganisationId, ...], Field(min_length=1, max_length=80)]
    officials: Annotated[tuple[PersonId, ...], Field(max_length=20)] = ()


class ClusterSplit(Event, name="clusters.cluster.split", key="cluster_id"):
    """Some members went on as the cluster `into`, which is proposed next; `missing` is what is lacking here since."""

    cluster_id: ClusterId
    into: Id
    title: Line
    into_title: Line
    members: Members
    officials: tuple[PersonId, ...] = ()
    missing: Missing = ()
    split_at: Instant
