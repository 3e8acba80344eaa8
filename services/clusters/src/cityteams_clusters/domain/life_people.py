"""The people of a cluster: who leads, the city officials, and what remains when one of them is forgotten. Pure."""

from datetime import datetime

from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.life import after, require_living, settle
from cityteams_clusters.domain.life_invitations import decide_lapse
from cityteams_clusters.domain.life_members import Surroundings
from cityteams_clusters.domain.rules import missing_rules
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    LeadLost,
    LeadReplaced,
    NameOfficial,
    OfficialLost,
    OfficialNamed,
    ReplaceLead,
)
from cityteams_contracts.values import PersonId


def decide_lead(cluster: Cluster | None, command: ReplaceLead, around: Surroundings, now: datetime) -> list[Event]:
    """Another person leads. Raises Rejected."""
    team = require_living(cluster)
    if team.lead == command.lead:
        raise Rejected("nothing-was-changed", "This person leads the team already.", "lead")
    replaced = LeadReplaced(
        cluster_id=team.cluster_id, before=team.lead, lead=command.lead, title=team.title, replaced_at=now
    )
    return [replaced, *settle(team, after(team, replaced), around.offers, around.alliance, now)]


def decide_official(cluster: Cluster | None, command: NameOfficial, around: Surroundings, now: datetime) -> list[Event]:
    """One more city official. Raises Rejected."""
    team = require_living(cluster)
    if command.person_id in team.officials:
        raise Rejected("person-is-already-named", "This person is a city official of the team already.", "person_id")
    missing = missing_rules(team.members, has_official=True)
    named = OfficialNamed(cluster_id=team.cluster_id, person_id=command.person_id, missing=missing)
    return [named, *settle(team, after(team, named), around.offers, around.alliance, now)]


def decide_forgetting(cluster: Cluster, person_id: PersonId, around: Surroundings, now: datetime) -> list[Event]:
    """A person was forgotten: their questions lapse, they are no official any more, and their lead is lost."""
    if cluster.state is ClusterState.DISSOLVED:
        return []
    said: list[Event] = [
        lapse
        for each in cluster.open_invitations
        if each.person_id == person_id
        for lapse in decide_lapse(cluster, each.invitation_id, now)
    ]
    if person_id in cluster.officials:
        left = len(cluster.officials) > 1
        missing = missing_rules(cluster.members, has_official=left)
        said.append(OfficialLost(cluster_id=cluster.cluster_id, person_id=person_id, missing=missing))
    if cluster.lead == person_id:
        said.append(LeadLost(cluster_id=cluster.cluster_id, lead=person_id, title=cluster.title))
    return [*said, *settle(cluster, after(cluster, *said), around.offers, around.alliance, now)]
