"""Examples of life."""

from typing import Any

from cityteams_contracts.clusters import (
    AdvanceCluster,
    AnswerJoin,
    AskToJoin,
    ClusterAdvanced,
    ClusterInvalidated,
    ClusterMerged,
    ClusterRenamed,
    ClusterRevalidated,
    ClusterSplit,
    ClusterStage,
    DissolveCluster,
    InvitationExpiresSoon,
    InvitationLapsed,
    InvitationWithdrawn,
    InviteMember,
    JoinAnswered,
    JoinAsked,
    LeadLost,
    LeadReplaced,
    LeaveCluster,
    MemberJoined,
    MemberLeft,
    MemberRole,
    MemberRolesSet,
    MergeClusters,
    NameOfficial,
    OfficialLost,
    OfficialNamed,
    RemoveMember,
    RenameCluster,
    ReplaceLead,
    SetMemberRoles,
    SplitCluster,
    WithdrawInvitation,
)
from cityteams_contracts.examples.values import (
    CLUSTER,
    INVITATION,
    INVITED,
    LEAD,
    OFFICIAL,
    TITLE,
    city,
    company,
    hour,
    university,
)
from cityteams_contracts.message import Message

_NEXT_LEAD, _OTHER, _SHORT = "p-4h8s1v6y", "cluster-creek-watch", "Flood Watch of Rohnert Park"
_NO_CITY = ("a-cluster-needs-a-deploying-municipality",)
_NO_OFFICIAL = ("a-cluster-needs-a-city-official",)
_ROLES = (MemberRole.TECHNOLOGY_PROVIDER,)
_DEW, _CITY, _UNIVERSITY = "o-dew", "o-rohnert-park", "o-sonoma-state"


def life_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_invitations(), *_members(), *_people(), *_stages(), *_merging())


def _invitations() -> tuple[Message, ...]:
    asked: dict[str, Any] = {
        "cluster_id": CLUSTER,
        "invitation_id": INVITATION,
        "organisation": company(),
        "person_id": INVITED,
    }
    return (
        InviteMember(cluster_id=CLUSTER, organisation_id=_DEW, person_id=INVITED, roles=_ROLES, answer_by=hour(17, 0)),
        WithdrawInvitation(cluster_id=CLUSTER, invitation_id=INVITATION),
        InvitationExpiresSoon(**asked, title=TITLE, expires_at=hour(17, 0)),
        InvitationLapsed(**asked, title=TITLE, lead=LEAD, lapsed_at=hour(17, 0)),
        InvitationWithdrawn(**asked, title=TITLE, withdrawn_at=hour(12, 0)),
    )


def _members() -> tuple[Message, ...]:
    named: dict[str, Any] = {"cluster_id": CLUSTER, "title": TITLE}
    return (
        AskToJoin(cluster_id=CLUSTER, organisation_id=_DEW, roles=_ROLES),
        JoinAsked(**named, organisation=company(), roles=_ROLES, person_id=INVITED, lead=LEAD, asked_at=hour(9, 0)),
        AnswerJoin(cluster_id=CLUSTER, organisation_id=_DEW, accepts=True),
        JoinAnswered(**named, organisation=company(), person_id=INVITED, accepted=True, answered_at=hour(9, 30)),
        MemberJoined(**named, organisation=company(), roles=_ROLES, person_id=INVITED, joined_at=hour(9, 30)),
        LeaveCluster(cluster_id=CLUSTER, organisation_id=_CITY),
        RemoveMember(cluster_id=CLUSTER, organisation_id=_DEW),
        MemberLeft(**named, organisation=city(), removed=False, lead=LEAD, missing=_NO_CITY, left_at=hour(15, 0)),
        SetMemberRoles(cluster_id=CLUSTER, organisation_id=_DEW, roles=(MemberRole.EXPERT,)),
        MemberRolesSet(cluster_id=CLUSTER, organisation=company(), roles=(MemberRole.EXPERT,)),
    )


def _people() -> tuple[Message, ...]:
    return (
        ReplaceLead(cluster_id=CLUSTER, lead=_NEXT_LEAD),
        LeadReplaced(cluster_id=CLUSTER, before=LEAD, lead=_NEXT_LEAD, title=TITLE, replaced_at=hour(11, 0)),
        LeadLost(cluster_id=CLUSTER, lead=LEAD, title=TITLE),
        NameOfficial(cluster_id=CLUSTER, person_id=OFFICIAL),
        OfficialNamed(cluster_id=CLUSTER, person_id=OFFICIAL),
        OfficialLost(cluster_id=CLUSTER, person_id=OFFICIAL, missing=_NO_OFFICIAL),
    )


def _stages() -> tuple[Message, ...]:
    named: dict[str, Any] = {"cluster_id": CLUSTER, "title": TITLE, "lead": LEAD}
    return (
        RenameCluster(cluster_id=CLUSTER, title=_SHORT),
        ClusterRenamed(cluster_id=CLUSTER, before=TITLE, title=_SHORT, renamed_at=hour(11, 15)),
        AdvanceCluster(cluster_id=CLUSTER, stage=ClusterStage.EXHIBITING),
        ClusterAdvanced(**named, before=ClusterStage.ACTIVE, stage=ClusterStage.EXHIBITING, advanced_at=hour(8, 0)),
        DissolveCluster(cluster_id=CLUSTER),
        ClusterInvalidated(**named, missing=_NO_CITY, invalidated_at=hour(15, 0)),
        ClusterRevalidated(**named, revalidated_at=hour(16, 0)),
    )


def _merging() -> tuple[Message, ...]:
    return (
        MergeClusters(cluster_id=CLUSTER, into=_OTHER),
        ClusterMerged(cluster_id=CLUSTER, into=_OTHER, title=TITLE, into_title="Creek Watch", merged_at=hour(14, 0)),
        SplitCluster(
            cluster_id=CLUSTER,
            title="Creek Watch",
            lead=_NEXT_LEAD,
            organisations=(_CITY, _UNIVERSITY),
            officials=(OFFICIAL,),
        ),
        ClusterSplit(
            cluster_id=CLUSTER,
            into=_OTHER,
            title=TITLE,
            into_title="Creek Watch",
            members=(city(), university()),
            officials=(OFFICIAL,),
            missing=(*_NO_CITY, *_NO_OFFICIAL),
            split_at=hour(14, 0),
        ),
    )
