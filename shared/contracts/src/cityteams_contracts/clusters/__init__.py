"""Said and obeyed by services/clusters: teams, invitations, action clusters and SuperClusters."""

from cityteams_contracts.clusters.affiliations import *  # noqa: F403
from cityteams_contracts.clusters.alliances import *  # noqa: F403
from cityteams_contracts.clusters.formation import *  # noqa: F403
from cityteams_contracts.clusters.groups import *  # noqa: F403
from cityteams_contracts.clusters.kpi_commands import *  # noqa: F403
from cityteams_contracts.clusters.kpi_events import *  # noqa: F403
from cityteams_contracts.clusters.kpis import *  # noqa: F403
from cityteams_contracts.clusters.life import *  # noqa: F403
from cityteams_contracts.clusters.members import *  # noqa: F403
from cityteams_contracts.clusters.partners import *  # noqa: F403
from cityteams_contracts.clusters.proposals import *  # noqa: F403
from cityteams_contracts.clusters.teams import *  # noqa: F403
from cityteams_contracts.clusters.texts import *  # noqa: F403
from cityteams_contracts.message import Rejection


class ClustersRejection(Rejection, name="clusters.command.rejected", key="command_id"):
    """Clusters refused a command."""
