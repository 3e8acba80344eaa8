"""The decisions of forming a cluster: pure functions that give the events to say, or raise `Rejected`."""

from collections.abc import Iterable
from datetime import datetime

from cityteams_clusters.domain.cluster import Cluster, ClusterState, Invitation
from cityteams_clusters.domain.ids import cluster_id_of, invitation_id_of, super_cluster_id_of
from cityteams_clusters.domain.matching import Team, best_match
from cityteams_clusters.domain.project import Project
from cityteams_clusters.domain.rules import missing_rules
from cityteams_clusters.domain.super_cluster import SuperCluster, title_of
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    AffiliationGranted,
    AnswerInvitation,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
    InvitationAnswered,
    MemberInvited,
    SuperClusterFormed,
)
from cityteams_contracts.values import Resource


def decide_proposal(
    project: Project, known: Cluster | None, alliance: SuperCluster | None, now: datetime
) -> list[Event]:
    """An accepted worksheet becomes a team, once; a complete team is listed at once, any other has to search."""
    if known is not None:
        return []
    proposed = _proposed(project)
    cluster = Cluster.proposed(proposed)
    return [proposed, *(_list(cluster, project.offers, alliance, now) if cluster.complete else ())]


def decide_revision(
    project: Project, known: Cluster | None, alliance: SuperCluster | None, now: datetime
) -> list[Event]:
    """A worksheet that is accepted again changes its team, not its state; who joined stays.

    A team that the change completes is listed, unless somebody is being asked: the answer then does it.
    """
    if known is None or known.state is ClusterState.DISSOLVED:
        return []
    revised = _revised(project, known)
    after = known.revised(revised)
    if after == known:
        return []
    ready = after.state is ClusterState.FORMING and after.complete and not after.open_invitation
    return [revised, *(_list(after, project.offers, alliance, now) if ready else ())]


def decide_search(team: Team, pool: Iterable[Project]) -> list[Event]:
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
    )
    return [invited]


def decide_answer(
    cluster: Cluster | None,
    command: AnswerInvitation,
    offers: tuple[Resource, ...],
    alliance: SuperCluster | None,
    now: datetime,
) -> list[Event]:
    """A yes that completes the team lists it; after any other answer it has to search on. Raises `Rejected`."""
    asking, invitation = _open_question(cluster, command)
    answer = _answer(asking, invitation, command.accepts, now)
    after = asking.answered(answer)
    if not after.complete:
        return [answer]
    return [answer, _confirmed(after, now), *_list(after, offers, alliance, now)]


def decide_release(cluster: Cluster | None) -> list[Event]:
    """The worksheet was withdrawn: its cluster, if it lives, is no more."""
    if cluster is None or cluster.state is ClusterState.DISSOLVED:
        return []
    return [
        ClusterDissolved(
            cluster_id=cluster.cluster_id, worksheet_id=cluster.worksheet_id, lead=cluster.lead, title=cluster.title
        )
    ]


def _open_question(cluster: Cluster | None, command: AnswerInvitation) -> tuple[Cluster, Invitation]:
    invitation = cluster.invitation(command.invitation_id) if cluster else None
    if cluster is None or invitation is None:
        raise Rejected("invitation-is-unknown", "This cluster never sent that invitation.", "invitation_id")
    if cluster.state is ClusterState.DISSOLVED:
        raise Rejected("cluster-is-dissolved", "The team took its worksheet back; no answer is needed.", "cluster_id")
    if invitation.accepted is not None:
        said = "accepted" if invitation.accepted else "declined"
        raise Rejected("invitation-is-already-answered", f"The invitation was {said} before.", "invitation_id")
    return cluster, invitation


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
    own = {each.organisation_id for each in project.participants}
    joined = [each.organisation for each in known.invitations if each.accepted]
    members = (*project.participants, *(each for each in joined if each.organisation_id not in own))
    return ClusterRevised(
        cluster_id=known.cluster_id,
        title=project.title,
        lead=project.lead,
        members=members,
        missing=missing_rules(members, has_official=bool(project.officials)),
    )


def _confirmed(cluster: Cluster, now: datetime) -> ClusterConfirmed:
    return ClusterConfirmed(
        cluster_id=cluster.cluster_id,
        title=cluster.title,
        lead=cluster.lead,
        members=cluster.members,
        confirmed_at=now,
    )


def _list(cluster: Cluster, offers: tuple[Resource, ...], alliance: SuperCluster | None, now: datetime) -> list[Event]:
    """Puts a complete team on the public list and into the alliance of its sector; the first team founds that."""
    alliance_id = super_cluster_id_of(cluster.round_id, cluster.sector)
    listed = ClusterListed(
        cluster_id=cluster.cluster_id,
        worksheet_id=cluster.worksheet_id,
        round_id=cluster.round_id,
        sector=cluster.sector,
        title=cluster.title,
        lead=cluster.lead,
        members=cluster.members,
        offers=offers,
        listed_at=now,
    )
    granted = AffiliationGranted(
        cluster_id=cluster.cluster_id,
        super_cluster_id=alliance_id,
        super_cluster=alliance.title if alliance else title_of(cluster.sector),
    )
    founded = [] if alliance else [_founded(cluster)]
    return [*founded, listed, granted]


def _founded(cluster: Cluster) -> SuperClusterFormed:
    return SuperClusterFormed(
        super_cluster_id=super_cluster_id_of(cluster.round_id, cluster.sector),
        round_id=cluster.round_id,
        sector=cluster.sector,
        title=title_of(cluster.sector),
    )
