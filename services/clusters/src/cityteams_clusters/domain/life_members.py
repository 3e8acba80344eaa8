"""Who belongs to a cluster: asking to join, taking in, leaving, roles. Pure; `Rejected` is the domain's no."""

from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_clusters.domain.cluster import Applicant, Cluster
from cityteams_clusters.domain.life import after, lacking, require_living, settle, with_member
from cityteams_clusters.domain.organisation import Organisation, require_organisation, require_roles
from cityteams_clusters.domain.super_cluster import SuperCluster
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    AnswerJoin,
    AskToJoin,
    JoinAnswered,
    JoinAsked,
    LeaveCluster,
    MemberJoined,
    MemberLeft,
    MemberRole,
    MemberRolesSet,
    RemoveMember,
    Roles,
    SetMemberRoles,
)
from cityteams_contracts.values import OrganisationId, Participant, PersonId, Resource

MOST_MEMBERS = 80


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a change may draw on: what the worksheet offers, and the alliance of the team's sector, if it is founded."""

    offers: tuple[Resource, ...] = ()
    alliance: SuperCluster | None = None


def decide_question(
    cluster: Cluster | None, organisation: Organisation | None, command: AskToJoin, actor: PersonId, now: datetime
) -> JoinAsked:
    """An organisation wants to join. Raises Rejected."""
    team, asking = require_living(cluster), require_organisation(organisation)
    require_newcomer(team, asking.organisation_id)
    if _applicant(team, asking.organisation_id):
        raise Rejected(
            "organisation-has-already-asked", f"{asking.name} waits for the answer of the team.", "organisation_id"
        )
    roles = require_roles(asking.kind, command.roles)
    return JoinAsked(
        cluster_id=team.cluster_id,
        organisation=asking.taking_part(roles),
        roles=roles,
        person_id=actor,
        title=team.title,
        lead=team.lead,
        asked_at=now,
    )


def decide_taking_in(cluster: Cluster | None, command: AnswerJoin, around: Surroundings, now: datetime) -> list[Event]:
    """The team says yes or no to who asked. Raises Rejected."""
    team = require_living(cluster)
    asking = _applicant(team, command.organisation_id)
    if asking is None:
        raise Rejected("organisation-has-not-asked", "This organisation did not ask to join.", "organisation_id")
    answered = JoinAnswered(
        cluster_id=team.cluster_id,
        organisation=asking.organisation,
        person_id=asking.person_id,
        accepted=command.accepts,
        title=team.title,
        answered_at=now,
    )
    if not command.accepts:
        return [answered]
    require_newcomer(team, command.organisation_id)
    joined = join(team, asking.organisation, asking.roles, asking.person_id, now)
    return [answered, joined, *settle(team, after(team, answered, joined), around.offers, around.alliance, now)]


def decide_leaving(
    cluster: Cluster | None, command: LeaveCluster | RemoveMember, around: Surroundings, now: datetime
) -> list[Event]:
    """A member goes, or the team goes on without it. Raises Rejected."""
    team = require_living(cluster)
    gone = require_member(team, command.organisation_id)
    left = MemberLeft(
        cluster_id=team.cluster_id,
        organisation=gone,
        removed=isinstance(command, RemoveMember),
        person_id=team.speakers.get(gone.organisation_id),
        title=team.title,
        lead=team.lead,
        missing=lacking(team, (each for each in team.members if each != gone)),
        left_at=now,
    )
    return [left, *settle(team, after(team, left), around.offers, around.alliance, now)]


def decide_roles(cluster: Cluster | None, command: SetMemberRoles, around: Surroundings, now: datetime) -> list[Event]:
    """A member does something else in the team; a city may so begin or stop deploying. Raises Rejected."""
    team = require_living(cluster)
    member = require_member(team, command.organisation_id)
    roles = require_roles(member.kind, command.roles)
    changed = member.model_copy(update={"deploys": MemberRole.DEPLOYING_MUNICIPALITY in roles})
    if changed == member and team.roles.get(member.organisation_id) == roles:
        raise Rejected("nothing-was-changed", f"{member.name} has exactly these roles.", "roles")
    missing = lacking(team, with_member(team.members, changed))
    said = MemberRolesSet(cluster_id=team.cluster_id, organisation=changed, roles=roles, missing=missing)
    return [said, *settle(team, after(team, said), around.offers, around.alliance, now)]


def decide_identity(
    cluster: Cluster, merged: OrganisationId, organisation: Organisation, around: Surroundings, now: datetime
) -> list[Event]:
    """The register says that a member lives on in another organisation: they are one member from now on."""
    old = cluster.member(merged)
    if old is None:
        return []
    other = cluster.member(organisation.organisation_id)
    deploys = old.deploys or (other is not None and other.deploys)
    living = organisation.taking_part(()).model_copy(update={"deploys": deploys})
    roles, speaker = cluster.roles.get(merged, ()), cluster.speakers.get(merged)
    rest = replace(cluster, members=tuple(each for each in cluster.members if each != old))
    said = [] if other == living else [join(rest, living, roles, speaker, now)]
    members = with_member(rest.members, living)
    now_is = replace(after(cluster, *said), members=members, missing=lacking(cluster, members))
    return [*said, *settle(cluster, now_is, around.offers, around.alliance, now)]


def join(
    cluster: Cluster, organisation: Participant, roles: Roles, person_id: PersonId | None, now: datetime
) -> MemberJoined:
    """An organisation is a member from now on."""
    return MemberJoined(
        cluster_id=cluster.cluster_id,
        organisation=organisation,
        roles=roles,
        person_id=person_id,
        title=cluster.title,
        missing=lacking(cluster, with_member(cluster.members, organisation)),
        joined_at=now,
    )


def require_newcomer(cluster: Cluster, organisation_id: OrganisationId) -> None:
    """Raises Rejected for who is a member already, and when the team is full."""
    if known := cluster.member(organisation_id):
        raise Rejected("organisation-is-already-a-member", f"{known.name} is in the team already.", "organisation_id")
    if len(cluster.members) >= MOST_MEMBERS:
        reason = f"The team has {MOST_MEMBERS} members, and no team has more. Split it, or let somebody go."
        raise Rejected("the-cluster-is-full", reason, "organisation_id")


def require_member(cluster: Cluster, organisation_id: OrganisationId) -> Participant:
    """The member; raises Rejected when there is none of this id."""
    found = cluster.member(organisation_id)
    if found is None:
        names = ", ".join(each.organisation_id for each in cluster.members[:10])
        raise Rejected(
            "organisation-is-not-a-member",
            f"No member of this cluster has this id. Members are: {names or 'none'}.",
            "organisation_id",
        )
    return found


def _applicant(cluster: Cluster, organisation_id: OrganisationId) -> Applicant | None:
    return next((each for each in cluster.applicants if each.organisation.organisation_id == organisation_id), None)
