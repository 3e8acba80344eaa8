"""Worksheets become teams, teams find partners: load, decide, say."""

from cityteams_chassis import Tx
from cityteams_clusters.domain.formation import (
    decide_answer,
    decide_proposal,
    decide_release,
    decide_revision,
    decide_search,
)
from cityteams_clusters.domain.ids import cluster_id_of, super_cluster_id_of
from cityteams_clusters.handlers.searching import search_partner
from cityteams_clusters.incoming import project_of
from cityteams_clusters.rights import allow
from cityteams_clusters.store import CLUSTERS, waiting_teams
from cityteams_clusters.store.life import living_alliance, surroundings
from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.registration import WorksheetAccepted, WorksheetDeclined, WorksheetWithdrawn


def consider_worksheet(event: WorksheetAccepted, tx: Tx) -> None:
    """An accepted worksheet becomes a team, or changes the one it became; others may have waited for it."""
    project, cluster_id = project_of(event), cluster_id_of(event.worksheet_id)
    known = tx.get(CLUSTERS, cluster_id)
    about = known or project
    alliance = living_alliance(tx, super_cluster_id_of(about.round_id, about.sector))
    tx.say(*decide_proposal(project, known, alliance, tx.now), *decide_revision(project, known, alliance, tx.now))
    search_partner(cluster_id, tx)
    # Whoever waits has been through all older projects already (writers stand in line), so the new one is enough.
    for waiting in waiting_teams(tx):
        if waiting.cluster.cluster_id != cluster_id:  # its own row is as earlier messages left it
            tx.say(*decide_search(waiting, (project,), tx.now))


def answer_invitation(command: AnswerInvitation, tx: Tx) -> None:
    """The invited person says yes or no."""
    cluster = tx.get(CLUSTERS, command.cluster_id)
    asked = cluster.invitation(command.invitation_id) if cluster else None
    allow(command, tx, invited=(asked.person_id,) if asked else ())
    tx.say(*decide_answer(cluster, command, surroundings(tx, cluster), tx.now))
    search_partner(command.cluster_id, tx)


def release_worksheet(event: WorksheetWithdrawn | WorksheetDeclined, tx: Tx) -> None:
    """The worksheet was taken back, or declined after a change: its team is no more."""
    tx.say(*decide_release(tx.get(CLUSTERS, cluster_id_of(event.worksheet_id)), tx.now))
