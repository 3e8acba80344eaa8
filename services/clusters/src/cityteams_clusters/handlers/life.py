"""The life of a cluster, as its team, its members and the secretariat steer it: load, allow, decide, say."""

from cityteams_chassis import Tx
from cityteams_clusters.domain.cluster import Cluster
from cityteams_clusters.domain.life_changes import decide_end, decide_merging, decide_renaming, decide_stage
from cityteams_clusters.domain.life_invitations import decide_invitation, decide_withdrawal
from cityteams_clusters.domain.life_members import decide_leaving, decide_question, decide_roles, decide_taking_in
from cityteams_clusters.domain.life_people import decide_lead, decide_official
from cityteams_clusters.domain.life_split import decide_split
from cityteams_clusters.handlers.searching import search_partner
from cityteams_clusters.rights import allow
from cityteams_clusters.store import CLUSTERS
from cityteams_clusters.store.life import living_organisation, people_of, surroundings
from cityteams_contracts import Command
from cityteams_contracts import clusters as asked


def _of_the_team(command: Command, tx: Tx) -> Cluster | None:
    """The cluster that a command of its lead is about; raises Rejected for others."""
    cluster = tx.get(CLUSTERS, command.key)
    allow(command, tx, lead=(cluster.lead,) if cluster else ())
    return cluster


def invite_member(command: asked.InviteMember, tx: Tx) -> None:
    """The team asks an organisation of its own choice."""
    cluster, organisation = _of_the_team(command, tx), living_organisation(tx, command.organisation_id)
    tx.say(decide_invitation(cluster, organisation, command, tx.new_id("invitation"), tx.now))


def withdraw_invitation(command: asked.WithdrawInvitation, tx: Tx) -> None:
    """The team takes a question back, and looks for somebody else if it still has to."""
    tx.say(decide_withdrawal(_of_the_team(command, tx), command, tx.now))
    search_partner(command.cluster_id, tx)


def ask_to_join(command: asked.AskToJoin, tx: Tx) -> None:
    """Somebody asks for an organisation."""
    allow(command, tx)
    cluster, organisation = tx.get(CLUSTERS, command.cluster_id), living_organisation(tx, command.organisation_id)
    tx.say(decide_question(cluster, organisation, command, tx.actor, tx.now))


def answer_join(command: asked.AnswerJoin, tx: Tx) -> None:
    """The team takes it in, or does not."""
    cluster = _of_the_team(command, tx)
    tx.say(*decide_taking_in(cluster, command, surroundings(tx, cluster), tx.now))


def leave_cluster(command: asked.LeaveCluster, tx: Tx) -> None:
    """Who speaks for a member says that it goes."""
    cluster, whose = tx.get(CLUSTERS, command.cluster_id), command.organisation_id
    speaker = cluster.speakers.get(whose) if cluster else None
    allow(command, tx, member=(speaker, *(people_of(tx, whose) if cluster and cluster.member(whose) else ())))
    tx.say(*decide_leaving(cluster, command, surroundings(tx, cluster), tx.now))
    search_partner(command.cluster_id, tx)


def remove_member(command: asked.RemoveMember, tx: Tx) -> None:
    """The team goes on without a member."""
    cluster = _of_the_team(command, tx)
    tx.say(*decide_leaving(cluster, command, surroundings(tx, cluster), tx.now))
    search_partner(command.cluster_id, tx)


def set_member_roles(command: asked.SetMemberRoles, tx: Tx) -> None:
    """A member does something else in the team."""
    cluster = _of_the_team(command, tx)
    tx.say(*decide_roles(cluster, command, surroundings(tx, cluster), tx.now))
    search_partner(command.cluster_id, tx)


def replace_lead(command: asked.ReplaceLead, tx: Tx) -> None:
    """Another person leads."""
    cluster = _of_the_team(command, tx)
    tx.say(*decide_lead(cluster, command, surroundings(tx, cluster), tx.now))


def name_official(command: asked.NameOfficial, tx: Tx) -> None:
    """One more city official; a team that lacked only that may begin to search, or is listed."""
    cluster = _of_the_team(command, tx)
    tx.say(*decide_official(cluster, command, surroundings(tx, cluster), tx.now))
    search_partner(command.cluster_id, tx)


def rename_cluster(command: asked.RenameCluster, tx: Tx) -> None:
    """Another title."""
    cluster = _of_the_team(command, tx)
    tx.say(*decide_renaming(cluster, command, surroundings(tx, cluster), tx.now))


def advance_cluster(command: asked.AdvanceCluster, tx: Tx) -> None:
    """The next stage."""
    tx.say(decide_stage(_of_the_team(command, tx), command, tx.now))


def dissolve_cluster(command: asked.DissolveCluster, tx: Tx) -> None:
    """The team ends itself."""
    tx.say(*decide_end(_of_the_team(command, tx), tx.now))


def merge_clusters(command: asked.MergeClusters, tx: Tx) -> None:
    """Two become one."""
    allow(command, tx)
    cluster, into = tx.get(CLUSTERS, command.cluster_id), tx.get(CLUSTERS, command.into)
    tx.say(*decide_merging(cluster, into, command, surroundings(tx, into), tx.now))
    search_partner(command.into, tx)


def split_cluster(command: asked.SplitCluster, tx: Tx) -> None:
    """One becomes two."""
    cluster, new_id = _of_the_team(command, tx), tx.new_id("cluster")
    tx.say(*decide_split(cluster, command, new_id, surroundings(tx, cluster), tx.now))
    search_partner(command.cluster_id, tx)
    search_partner(new_id, tx)
