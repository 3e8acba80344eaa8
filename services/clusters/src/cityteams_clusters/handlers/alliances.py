"""Alliances, as their chairs, the teams and the secretariat steer them: load, allow, decide, say."""

from cityteams_chassis import Tx
from cityteams_clusters.domain import alliances as of_itself
from cityteams_clusters.domain import alliances_affiliation as affiliation
from cityteams_clusters.domain import alliances_work as work
from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.super_cluster import SuperCluster
from cityteams_clusters.rights import allow
from cityteams_clusters.store import CLUSTERS, SUPER_CLUSTERS
from cityteams_clusters.store.life import living_alliance, living_organisation, people_of, unknown_clusters
from cityteams_contracts import Command
from cityteams_contracts import clusters as asked
from cityteams_contracts.values import SuperClusterId


def _chaired(command: Command, tx: Tx) -> SuperCluster | None:
    """The alliance that a command of its chairs is about; raises Rejected for others."""
    alliance = tx.get(SUPER_CLUSTERS, command.key)
    allow(command, tx, chair=alliance.chair_ids if alliance else ())
    return alliance


def form_super_cluster(command: asked.FormSuperCluster, tx: Tx) -> None:
    """A SuperCluster comes into being."""
    allow(command, tx)
    tx.say(of_itself.decide_forming(tx.get(SUPER_CLUSTERS, command.super_cluster_id), command))


def form_thematic_cluster(command: asked.FormThematicCluster, tx: Tx) -> None:
    """A thematic cluster comes into being."""
    allow(command, tx)
    tx.say(of_itself.decide_theme(tx.get(SUPER_CLUSTERS, command.super_cluster_id), command, tx.now))


def promote_cluster(command: asked.PromoteCluster, tx: Tx) -> None:
    """A cluster founds a SuperCluster."""
    allow(command, tx)
    known, cluster = tx.get(SUPER_CLUSTERS, command.super_cluster_id), tx.get(CLUSTERS, command.cluster_id)
    tx.say(*of_itself.decide_promotion(known, cluster, command, tx.now))


def rename_super_cluster(command: asked.RenameSuperCluster, tx: Tx) -> None:
    """Another title."""
    tx.say(of_itself.decide_alliance_name(_chaired(command, tx), command, tx.now))


def merge_super_clusters(command: asked.MergeSuperClusters, tx: Tx) -> None:
    """Two become one."""
    allow(command, tx)
    known, into = tx.get(SUPER_CLUSTERS, command.super_cluster_id), tx.get(SUPER_CLUSTERS, command.into)
    tx.say(*of_itself.decide_union(known, into, command, tx.now))


def name_chair(command: asked.NameChair, tx: Tx) -> None:
    """One chair more."""
    allow(command, tx)
    tx.say(of_itself.decide_chair(tx.get(SUPER_CLUSTERS, command.super_cluster_id), command, tx.now))


def remove_chair(command: asked.RemoveChair, tx: Tx) -> None:
    """One chair less."""
    tx.say(of_itself.decide_chair_leaving(_chaired(command, tx), command, tx.now))


def ask_affiliation(command: asked.AskAffiliation, tx: Tx) -> None:
    """A team asks the chairs."""
    cluster = tx.get(CLUSTERS, command.cluster_id)
    allow(command, tx, lead=(cluster.lead,) if cluster else ())
    alliance = tx.get(SUPER_CLUSTERS, command.super_cluster_id)
    belongs_to = {now for now, _ in _affiliations(tx, cluster)}
    tx.say(affiliation.decide_affiliation_question(cluster, alliance, command, belongs_to, tx.now))


def answer_affiliation(command: asked.AnswerAffiliation, tx: Tx) -> None:
    """The chairs say yes or no; those of the alliance that it lives on in, if it was merged."""
    cluster, alliance = tx.get(CLUSTERS, command.cluster_id), living_alliance(tx, command.super_cluster_id)
    allow(command, tx, chair=alliance.chair_ids if alliance else ())
    tx.say(affiliation.decide_affiliation(cluster, alliance, command, tx.now))


def end_affiliation(command: asked.EndAffiliation, tx: Tx) -> None:
    """A team and an alliance part, under every id that the alliance had when the team came."""
    cluster, alliance = tx.get(CLUSTERS, command.cluster_id), living_alliance(tx, command.super_cluster_id)
    chairs = alliance.chair_ids if alliance else ()
    allow(command, tx, lead=(cluster.lead,) if cluster else (), chair=chairs)
    meant = alliance.super_cluster_id if alliance else ""
    belongs_as = [told for now, told in _affiliations(tx, cluster) if now == meant]
    tx.say(*affiliation.decide_parting(cluster, alliance, belongs_as, tx.now))


def _affiliations(tx: Tx, cluster: Cluster | None) -> list[tuple[SuperClusterId, SuperClusterId]]:
    """The alliances that a cluster belongs to, as they live today and as it was told."""
    told = cluster.affiliations if cluster else ()
    living = ((living_alliance(tx, each), each) for each in told)
    return [(found.super_cluster_id, each) for found, each in living if found]


def ask_entity_affiliation(command: asked.AskEntityAffiliation, tx: Tx) -> None:
    """Somebody asks for an organisation."""
    allow(command, tx)
    alliance = tx.get(SUPER_CLUSTERS, command.super_cluster_id)
    organisation = living_organisation(tx, command.organisation_id)
    tx.say(affiliation.decide_entity_question(alliance, organisation, tx.actor, tx.now))


def answer_entity_affiliation(command: asked.AnswerEntityAffiliation, tx: Tx) -> None:
    """The chairs say yes or no."""
    tx.say(affiliation.decide_entity(_chaired(command, tx), command, tx.now))


def end_entity_affiliation(command: asked.EndEntityAffiliation, tx: Tx) -> None:
    """An individual entity and an alliance part."""
    alliance, whose = tx.get(SUPER_CLUSTERS, command.super_cluster_id), command.organisation_id
    entity = alliance.entity(whose) if alliance else None
    member = (entity.person_id, *people_of(tx, whose)) if entity else ()
    allow(command, tx, chair=alliance.chair_ids if alliance else (), member=member)
    tx.say(affiliation.decide_entity_leaving(alliance, command, tx.now))


def form_working_group(command: asked.FormWorkingGroup, tx: Tx) -> None:
    """A working group comes into being."""
    tx.say(work.decide_group(_chaired(command, tx), command, tx.now))


def revise_working_group(command: asked.ReviseWorkingGroup, tx: Tx) -> None:
    """A working group gets another title or chair."""
    tx.say(work.decide_group_change(_chaired(command, tx), command, tx.now))


def close_working_group(command: asked.CloseWorkingGroup, tx: Tx) -> None:
    """A working group ends."""
    tx.say(work.decide_group_end(_chaired(command, tx), command, tx.now))


def publish_blueprint(command: asked.PublishBlueprint, tx: Tx) -> None:
    """The next version of a document."""
    alliance = _chaired(command, tx)
    unknown = unknown_clusters(tx, command.blueprint.clusters)
    tx.say(work.decide_blueprint(alliance, unknown, command, tx.new_id("blueprint"), tx.now))
