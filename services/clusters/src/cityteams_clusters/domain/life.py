"""What the events of a listed or forming cluster's life do to it, and what follows from a change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cityteams_clusters.domain.cluster import Applicant, Cluster, ClusterState
from cityteams_clusters.domain.listing import confirmed, list_cluster
from cityteams_clusters.domain.rules import missing_rules
from cityteams_clusters.domain.super_cluster import SuperCluster
from cityteams_contracts import Event, Rejected
from cityteams_contracts import clusters as said
from cityteams_contracts.values import Participant, Resource


def _lapsed(cluster: Cluster, event: said.InvitationLapsed) -> Cluster:
    return cluster.closing(event.invitation_id, ended="lapsed")


def _withdrawn(cluster: Cluster, event: said.InvitationWithdrawn) -> Cluster:
    return cluster.closing(event.invitation_id, ended="withdrawn")


def _asked(cluster: Cluster, event: said.JoinAsked) -> Cluster:
    applicant = Applicant(event.organisation, event.person_id, event.roles)
    return replace(cluster, applicants=(*cluster.applicants, applicant))


def _heard(cluster: Cluster, event: said.JoinAnswered) -> Cluster:
    gone = event.organisation.organisation_id
    kept = tuple(each for each in cluster.applicants if each.organisation.organisation_id != gone)
    return replace(cluster, applicants=kept)


def _joined(cluster: Cluster, event: said.MemberJoined) -> Cluster:
    new = event.organisation.organisation_id
    roles = {**cluster.roles, new: event.roles} if event.roles else cluster.roles
    speakers = {**cluster.speakers, new: event.person_id} if event.person_id else cluster.speakers
    return replace(
        cluster,
        members=with_member(cluster.members, event.organisation),
        missing=event.missing,
        roles=roles,
        speakers=speakers,
        joined=(*(each for each in cluster.joined if each != new), new),
        left=tuple(each for each in cluster.left if each != new),
    )


def _left(cluster: Cluster, event: said.MemberLeft) -> Cluster:
    gone = event.organisation.organisation_id
    after = _without(cluster, (event.organisation,))
    return replace(after, missing=event.missing, left=(*(each for each in cluster.left if each != gone), gone))


def _split(cluster: Cluster, event: said.ClusterSplit) -> Cluster:
    gone = {each.organisation_id for each in event.members}
    after = _without(cluster, event.members)
    officials, own = (
        tuple(each for each in them if each not in event.officials)
        for them in (cluster.officials, cluster.own_officials)
    )
    left = (*(each for each in cluster.left if each not in gone), *(each.organisation_id for each in event.members))
    return replace(after, missing=event.missing, officials=officials, own_officials=own, left=left)


def _without(cluster: Cluster, members: Iterable[Participant]) -> Cluster:
    gone = {each.organisation_id for each in members}
    return replace(
        cluster,
        members=tuple(each for each in cluster.members if each.organisation_id not in gone),
        joined=tuple(each for each in cluster.joined if each not in gone),
        roles={key: value for key, value in cluster.roles.items() if key not in gone},
        speakers={key: value for key, value in cluster.speakers.items() if key not in gone},
    )


def _roles_set(cluster: Cluster, event: said.MemberRolesSet) -> Cluster:
    who = event.organisation.organisation_id
    members = with_member(cluster.members, event.organisation)
    return replace(cluster, members=members, missing=event.missing, roles={**cluster.roles, who: event.roles})


def _lead_replaced(cluster: Cluster, event: said.LeadReplaced) -> Cluster:
    return replace(cluster, lead=event.lead, own_lead=True)


def _official_named(cluster: Cluster, event: said.OfficialNamed) -> Cluster:
    own = (*cluster.own_officials, event.person_id)
    officials = (*cluster.officials, event.person_id)
    return replace(cluster, officials=officials, own_officials=own, missing=event.missing)


def _official_lost(cluster: Cluster, event: said.OfficialLost) -> Cluster:
    kept, own = (
        tuple(each for each in them if each != event.person_id) for them in (cluster.officials, cluster.own_officials)
    )
    return replace(cluster, officials=kept, own_officials=own, missing=event.missing)


def _renamed(cluster: Cluster, event: said.ClusterRenamed) -> Cluster:
    formerly = (*(each for each in cluster.formerly if each not in (event.before, event.title)), event.before)
    return replace(cluster, title=event.title, formerly=formerly, own_title=True)


def _advanced(cluster: Cluster, event: said.ClusterAdvanced) -> Cluster:
    return replace(cluster, stage=event.stage)


def _merged(cluster: Cluster, event: said.ClusterMerged) -> Cluster:
    return replace(cluster, merged_into=event.into)


def _affiliated(cluster: Cluster, event: said.AffiliationGranted) -> Cluster:
    new = event.super_cluster_id
    return replace(
        cluster,
        super_cluster_id=new,
        affiliations=(*(each for each in cluster.affiliations if each != new), new),
        affiliations_asked=tuple(each for each in cluster.affiliations_asked if each != new),
    )


def _affiliation_asked(cluster: Cluster, event: said.AffiliationAsked) -> Cluster:
    return replace(cluster, affiliations_asked=(*cluster.affiliations_asked, event.super_cluster_id))


def _affiliation_declined(cluster: Cluster, event: said.AffiliationDeclined) -> Cluster:
    kept = tuple(each for each in cluster.affiliations_asked if each != event.super_cluster_id)
    return replace(cluster, affiliations_asked=kept)


def _affiliation_ended(cluster: Cluster, event: said.AffiliationEnded) -> Cluster:
    kept = tuple(each for each in cluster.affiliations if each != event.super_cluster_id)
    return replace(cluster, affiliations=kept, super_cluster_id=kept[-1] if kept else None)


def _as_it_was(cluster: Cluster, _event: Event) -> Cluster:
    return cluster


CHANGES: Mapping[type[Event], Callable[[Cluster, Any], Cluster]] = MappingProxyType(
    {
        said.MemberInvited: Cluster.invited,
        said.InvitationAnswered: Cluster.answered,
        said.InvitationExpiresSoon: _as_it_was,
        said.InvitationLapsed: _lapsed,
        said.InvitationWithdrawn: _withdrawn,
        said.JoinAsked: _asked,
        said.JoinAnswered: _heard,
        said.MemberJoined: _joined,
        said.MemberLeft: _left,
        said.MemberRolesSet: _roles_set,
        said.LeadReplaced: _lead_replaced,
        said.LeadLost: _as_it_was,
        said.OfficialNamed: _official_named,
        said.OfficialLost: _official_lost,
        said.ClusterConfirmed: Cluster.confirmed,
        said.ClusterListed: Cluster.listed,
        said.ClusterRevised: Cluster.revised,
        said.ClusterRenamed: _renamed,
        said.ClusterAdvanced: _advanced,
        said.ClusterInvalidated: _as_it_was,
        said.ClusterRevalidated: _as_it_was,
        said.ClusterMerged: _merged,
        said.ClusterSplit: _split,
        said.ClusterPromoted: _as_it_was,
        said.ClusterDissolved: Cluster.dissolved,
        said.AffiliationAsked: _affiliation_asked,
        said.AffiliationGranted: _affiliated,
        said.AffiliationDeclined: _affiliation_declined,
        said.AffiliationEnded: _affiliation_ended,
    }
)
"""What each event does to a cluster that is there; `ClusterProposed` begins one."""


def after(cluster: Cluster, *events: Event) -> Cluster:
    """The cluster once these have happened; events of others pass it by."""
    for event in events:
        if event.key == cluster.cluster_id and type(event) in CHANGES:
            cluster = CHANGES[type(event)](cluster, event)
    return cluster


def with_member(members: tuple[Participant, ...], new: Participant) -> tuple[Participant, ...]:
    """The members with one more, or with what is now known of one of them."""
    if all(each.organisation_id != new.organisation_id for each in members):
        return (*members, new)
    return tuple(new if each.organisation_id == new.organisation_id else each for each in members)


def lacking(cluster: Cluster, members: Iterable[Participant]) -> tuple[str, ...]:
    """The rules that the cluster would not fulfil with these members."""
    return missing_rules(members, has_official=cluster.has_official)


def require_living(cluster: Cluster | None, field: str = "cluster_id") -> Cluster:
    """The cluster; raises Rejected when there is none, when it ended, or when it lives on in another."""
    if cluster is None:
        raise Rejected("cluster-is-unknown", "No cluster has this id. Check it in the list of clusters.", field)
    if cluster.merged_into is not None:
        raise Rejected("cluster-was-merged", f"This cluster lives on in {cluster.merged_into}. Use that id.", field)
    if cluster.state is ClusterState.DISSOLVED:
        raise Rejected("cluster-is-dissolved", "This team is no more; nothing of it can be changed.", field)
    return cluster


def settle(
    before: Cluster, now_is: Cluster, offers: tuple[Resource, ...], alliance: SuperCluster | None, now: datetime
) -> list[Event]:
    """What follows from a change: a team that became complete is listed; a listed one counts no more, or again."""
    if now_is.state is ClusterState.FORMING and now_is.complete:
        return [confirmed(now_is, now), *list_cluster(now_is, offers, alliance, now)]
    return [*_told(before, now_is), *_validity(before, now_is, now)]


def _told(before: Cluster, now_is: Cluster) -> list[Event]:
    """The whole of it for those who keep no books on its members."""
    names = ("title", "lead", "members", "missing", "officials")
    if all(getattr(before, name) == getattr(now_is, name) for name in names):
        return []
    return [
        said.ClusterRevised(
            cluster_id=now_is.cluster_id,
            title=now_is.title,
            lead=now_is.lead,
            members=now_is.members,
            missing=now_is.missing,
            officials=now_is.officials or None,
        )
    ]


def _validity(before: Cluster, now_is: Cluster, now: datetime) -> list[Event]:
    if now_is.state is not ClusterState.LISTED or before.complete == now_is.complete:
        return []
    named = {"cluster_id": now_is.cluster_id, "title": now_is.title, "lead": now_is.lead}
    if now_is.complete:
        return [said.ClusterRevalidated.model_validate({**named, "revalidated_at": now})]
    return [said.ClusterInvalidated.model_validate({**named, "missing": now_is.missing, "invalidated_at": now})]
