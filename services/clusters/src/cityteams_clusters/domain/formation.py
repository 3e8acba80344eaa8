"""The decisions of forming a cluster: pure functions that give the events to say, or raise `Rejected`."""

from collections.abc import Iterable
from datetime import datetime

from cityteams_clusters.domain.cluster import Cluster, ClusterState, Invitation
from cityteams_clusters.domain.ids import cluster_id_of, invitation_id_of
from cityteams_clusters.domain.life import after, settle
from cityteams_clusters.domain.life_changes import dissolve
from cityteams_clusters.domain.life_invitations import STANDS_FOR, lapsed, require_open
from cityteams_clusters.domain.life_members import MOST_MEMBERS, Surroundings, join
from cityteams_clusters.domain.listing import list_cluster
from cityteams_clusters.domain.matching import Team, best_match
from cityteams_clusters.domain.project import Project
from cityteams_clusters.domain.rules import missing_rules
from cityteams_clusters.domain.super_cluster import SuperCluster
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    AnswerInvitation,
    ClusterProposed,
    ClusterRevised,
    InvitationAnswered,
    MemberInvited,
    MemberRole,
)
from cityteams_contracts.values import Participant


def decide_proposal(
    project: Project, known: Cluster | None, alliance: SuperCluster | None, now: datetime
) -> list[Event]:
    """An accepted worksheet becomes a team, once; a complete team is listed at once, any other has to search."""
    if known is not None:
        return []
    proposed = _proposed(project)
    cluster = Cluster.proposed(proposed)
    return [proposed, *(list_cluster(cluster, project.offers, alliance, now) if cluster.complete else ())]


def decide_revision(
    project: Project, known: Cluster | None, alliance: SuperCluster | None, now: datetime
) -> list[Event]:
    """A worksheet that is accepted again changes its team, not its state; who joined stays.

    A team that the change completes is listed, unless somebody is being asked: the answer then does it.
    """
    if known is None or known.state is ClusterState.DISSOLVED:
        return []
    revised = _revised(project, known)
    now_is = known.revised(revised)
    if now_is == known:
        return []
    if now_is.state is ClusterState.FORMING:
        ready = now_is.complete and not now_is.open_invitation
        return [revised, *(list_cluster(now_is, project.offers, alliance, now) if ready else ())]
    counts = settle(known, now_is, project.offers, alliance, now)
    return [revised, *(each for each in counts if not isinstance(each, ClusterRevised))]


def decide_search(team: Team, pool: Iterable[Project], now: datetime) -> list[Event]:
    """A team that waits asks the best partner of the pool; without one it goes on waiting."""
    match = best_match(team, pool) if team.cluster.waits else None
    if match is None:
        return []
    invited = MemberInvited(
        cluster_id=team.cluster.cluster_id,
        invitation_id=invitation_id_of(team.cluster.cluster_id, match.candidate.organisation_id),
        organisation=match.candidate,
        person_id=match.project.lead,
        from_worksheet=match.project.worksheet_id,
        title=team.cluster.title,
        score=match.score,
        reasons=match.reasons,
        expires_at=now + STANDS_FOR,
    )
    return [invited]


def decide_answer(
    cluster: Cluster | None, command: AnswerInvitation, around: Surroundings, now: datetime
) -> list[Event]:
    """A yes that completes the team lists it; after any other answer it has to search on. Raises `Rejected`."""
    asking, invitation = _open_question(cluster, command, now)
    said: list[Event] = [_answer(asking, invitation, command.accepts, now)]
    if command.accepts and asking.member(invitation.organisation.organisation_id) is None:
        said.append(join(asking, invitation.organisation, (), invitation.person_id, now))
    return [*said, *settle(asking, after(asking, *said), around.offers, around.alliance, now)]


def decide_release(cluster: Cluster | None, now: datetime) -> list[Event]:
    """The worksheet was withdrawn: its cluster, if it lives, is no more."""
    if cluster is None or cluster.state is ClusterState.DISSOLVED:
        return []
    return dissolve(cluster, now)


def _open_question(cluster: Cluster | None, command: AnswerInvitation, now: datetime) -> tuple[Cluster, Invitation]:
    if cluster is None or cluster.invitation(command.invitation_id) is None:
        raise Rejected("invitation-is-unknown", "This cluster never sent that invitation.", "invitation_id")
    if cluster.state is ClusterState.DISSOLVED:
        raise Rejected("cluster-is-dissolved", "This team is no more; no answer is needed.", "cluster_id")
    found = require_open(cluster, command.invitation_id)
    if found.expires_at is not None and found.expires_at < now:
        raise lapsed()
    if command.accepts and len(cluster.members) >= MOST_MEMBERS:
        raise Rejected("the-cluster-is-full", f"The team has {MOST_MEMBERS} members, and no team has more.", "accepts")
    return cluster, found


def _proposed(project: Project) -> ClusterProposed:
    return ClusterProposed(
        cluster_id=cluster_id_of(project.worksheet_id),
        worksheet_id=project.worksheet_id,
        round_id=project.round_id,
        sector=project.sector,
        title=project.title,
        lead=project.lead,
        members=project.participants,
        missing=missing_rules(project.participants, has_official=bool(project.officials)),
        officials=project.officials,
    )


def _answer(cluster: Cluster, invitation: Invitation, accepts: bool, now: datetime) -> InvitationAnswered:
    return InvitationAnswered(
        cluster_id=cluster.cluster_id,
        invitation_id=invitation.invitation_id,
        organisation=invitation.organisation,
        accepted=accepts,
        title=cluster.title,
        lead=cluster.lead,
        answered_at=now,
    )


def _revised(project: Project, known: Cluster) -> ClusterRevised:
    """What the worksheet says now, beside what the team decided itself since."""
    named = tuple(each for each in project.participants if each.organisation_id not in known.left)
    own = {each.organisation_id for each in named}
    joined = (
        each for each in known.members if each.organisation_id in known.joined and each.organisation_id not in own
    )
    officials = tuple(dict.fromkeys((*project.officials, *known.own_officials)))
    members = (*(_as_known(each, known) for each in named), *joined)
    return ClusterRevised(
        cluster_id=known.cluster_id,
        title=known.title if known.own_title else project.title,
        lead=known.lead if known.own_lead else project.lead,
        members=members,
        missing=missing_rules(members, has_official=bool(officials)),
        officials=officials,
    )


def _as_known(participant: Participant, known: Cluster) -> Participant:
    """A city whose roles the team has set deploys or not as they say."""
    roles = known.roles.get(participant.organisation_id)
    if roles is None:
        return participant
    return participant.model_copy(update={"deploys": MemberRole.DEPLOYING_MUNICIPALITY in roles})
