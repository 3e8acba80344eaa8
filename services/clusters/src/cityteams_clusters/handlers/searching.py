"""A team that waits for a partner asks the best one."""

from cityteams_chassis import Tx
from cityteams_clusters.domain.formation import decide_search
from cityteams_clusters.store import projects_in, projects_outside, team
from cityteams_contracts.values import ClusterId, PersonId


def search_partner(cluster_id: ClusterId, tx: Tx, but: PersonId = "") -> None:
    """Asks the best partner of the own sector, or else of another one, if the team waits; a person `but` is not asked.

    Those who were forgotten by earlier messages are none of the projects' leads that are found here.
    """
    searching = team(tx, cluster_id)
    if searching is None or not searching.cluster.waits:
        return
    for projects in (projects_in, projects_outside):
        pool = (each for each in projects(tx, searching.cluster.sector) if each.lead != but)
        if asked := decide_search(searching, pool, tx.now):
            tx.say(*asked)
            return
