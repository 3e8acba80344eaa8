"""What clusters listens to: worksheets, and the answers of invited people."""

from cityteams_chassis import hear, obey
from cityteams_clusters.domain.ids import cluster_id_of, super_cluster_id_of
from cityteams_clusters.handlers.teams import answer_invitation, consider_worksheet, release_worksheet
from cityteams_clusters.store import CLUSTERS, SUPER_CLUSTERS
from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.registration import WorksheetAccepted, WorksheetDeclined, WorksheetWithdrawn
from cityteams_contracts.values import ClusterId, SuperClusterId


def _its_cluster(event: WorksheetAccepted | WorksheetDeclined | WorksheetWithdrawn) -> ClusterId:
    return cluster_id_of(event.worksheet_id)


def _its_super_cluster(event: WorksheetAccepted) -> SuperClusterId:
    return super_cluster_id_of(event.round_id, event.project.sector)


REACTIONS = (
    hear(
        "clusters-follow-worksheets",
        "registration",
        "worksheet",
        {
            WorksheetAccepted: consider_worksheet,
            WorksheetDeclined: release_worksheet,
            WorksheetWithdrawn: release_worksheet,
        },
        loads={
            WorksheetAccepted: ((CLUSTERS, _its_cluster), (SUPER_CLUSTERS, _its_super_cluster)),
            WorksheetDeclined: ((CLUSTERS, _its_cluster),),
            WorksheetWithdrawn: ((CLUSTERS, _its_cluster),),
        },
    ),
    obey(
        "clusters-obey-commands",
        "clusters",
        {AnswerInvitation: answer_invitation},
        loads={AnswerInvitation: ((CLUSTERS, "cluster_id"),)},
    ),
    hear("clusters-follow-people", "registration", "person", {}),
)
