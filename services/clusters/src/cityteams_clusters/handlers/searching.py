"""A team that waits for a partner asks the best one."""

from cityteams_chassis import Tx
from cityteams_clusters.domain.formation import decide_search
from cityteams_clusters.store import projects_in, projects_outside, team
from cityteams_contracts.values import ClusterId


def search_partner(cluster_id: ClusterId, tx: Tx) -> None:
    """Asks the best partner of the own sector, or else of another one, if the team waits."""
    searching = team(tx, cluster_id)
    if searching is None or not searching.cluster.waits:
        return
    sector = searching.cluster.sector
    tx.say(
        *(
            decide_search(searching, projects_in(tx, sector), tx.now)
            or decide_search(searching, projects_outside(tx, sector), tx.now)
        )
    )
