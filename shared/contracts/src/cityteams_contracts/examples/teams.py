"""Examples of teams and clusters."""

from cityteams_contracts.clusters import (
    AffiliationGranted,
    AnswerInvitation,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    ClusterRevised,
    ClustersRejection,
    InvitationAnswered,
    MemberInvited,
    Reason,
    SuperClusterFormed,
)
from cityteams_contracts.examples.values import (
    ALLIANCE,
    CLUSTER,
    INVITATION,
    INVITED,
    LEAD,
    ROUND,
    SUPER,
    TITLE,
    WORKSHEET,
    city,
    company,
    hour,
    university,
)
from cityteams_contracts.message import Message
from cityteams_contracts.values import Resource, Sector


def teams_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_teams(), *_clusters())


def _teams() -> tuple[Message, ...]:
    reasons = (
        Reason(code="covers-a-need", text="Dew Mobility offers technology, which the team needs.", weight=3.0),
        Reason(code="same-sector", text="Both work on public safety.", weight=1.5),
    )
    return (
        ClusterProposed(
            cluster_id=CLUSTER,
            worksheet_id=WORKSHEET,
            round_id=ROUND,
            sector=Sector.PUBLIC_SAFETY,
            title=TITLE,
            lead=LEAD,
            members=(city(),),
            missing=("a-cluster-needs-two-organisations",),
        ),
        MemberInvited(
            cluster_id=CLUSTER,
            invitation_id=INVITATION,
            organisation=company(),
            person_id=INVITED,
            from_worksheet="gctc-095",
            title=TITLE,
            score=4.5,
            reasons=reasons,
        ),
        AnswerInvitation(cluster_id=CLUSTER, invitation_id=INVITATION, accepts=True),
        InvitationAnswered(
            cluster_id=CLUSTER,
            invitation_id=INVITATION,
            organisation=company(),
            accepted=True,
            title=TITLE,
            lead=LEAD,
            answered_at=hour(10, 5),
        ),
    )


def _clusters() -> tuple[Message, ...]:
    members = (city(), university(), company())
    return (
        ClusterConfirmed(cluster_id=CLUSTER, title=TITLE, lead=LEAD, members=members, confirmed_at=hour(10, 5)),
        ClusterRevised(cluster_id=CLUSTER, title=TITLE, lead=LEAD, members=members),
        ClusterListed(
            cluster_id=CLUSTER,
            worksheet_id=WORKSHEET,
            round_id=ROUND,
            sector=Sector.PUBLIC_SAFETY,
            title=TITLE,
            lead=LEAD,
            members=members,
            offers=(Resource.PILOT_SITE, Resource.DATA),
            listed_at=hour(10, 5),
        ),
        AffiliationGranted(cluster_id=CLUSTER, super_cluster_id=SUPER, super_cluster=ALLIANCE),
        ClusterDissolved(cluster_id=CLUSTER, worksheet_id=WORKSHEET, lead=LEAD, title=TITLE),
        SuperClusterFormed(super_cluster_id=SUPER, round_id=ROUND, sector=Sector.PUBLIC_SAFETY, title=ALLIANCE),
        ClustersRejection(
            command_id="c-000018",
            command="clusters.answer-invitation.v1",
            code="invitation-is-already-answered",
            reason="This invitation was answered on 7 February 2018.",
            about=CLUSTER,
        ),
    )
