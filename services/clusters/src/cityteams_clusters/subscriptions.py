"""What clusters listens to: worksheets, and the answers of invited people."""

from cityteams_chassis import hear, obey
from cityteams_clusters.domain.ids import cluster_id_of, super_cluster_id_of
from cityteams_clusters.handlers import partners, together
from cityteams_clusters.handlers.teams import answer_invitation, consider_worksheet, release_worksheet
from cityteams_clusters.partners.store import INTRODUCTIONS
from cityteams_clusters.store import CLUSTERS, SUPER_CLUSTERS
from cityteams_contracts.clusters import (
    AnswerIntroduction,
    AnswerInvitation,
    AskIntroduction,
    CancelIntroduction,
    MatchPartners,
)
from cityteams_contracts.registration import PersonErased, WorksheetAccepted, WorksheetDeclined, WorksheetWithdrawn
from cityteams_contracts.values import ClusterId, SuperClusterId


def _its_cluster(event: WorksheetAccepted | WorksheetDeclined | WorksheetWithdrawn) -> ClusterId:
    return cluster_id_of(event.worksheet_id)


def _its_super_cluster(event: WorksheetAccepted) -> SuperClusterId:
    return super_cluster_id_of(event.round_id, event.project.sector)


_INTRODUCTION = (INTRODUCTIONS, "introduction_id")

REACTIONS = (
    hear(
        "clusters-follow-worksheets",
        "registration",
        "worksheet",
        {
            WorksheetAccepted: consider_worksheet,
            WorksheetDeclined: together(release_worksheet, partners.end_introductions),
            WorksheetWithdrawn: together(release_worksheet, partners.end_introductions),
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
        {
            AnswerInvitation: answer_invitation,
            AskIntroduction: partners.ask_introduction,
            AnswerIntroduction: partners.answer_introduction,
            CancelIntroduction: partners.cancel_introduction,
            MatchPartners: partners.match_partners,
        },
        loads={
            AnswerInvitation: ((CLUSTERS, "cluster_id"),),
            AskIntroduction: (_INTRODUCTION,),
            AnswerIntroduction: (_INTRODUCTION,),
            CancelIntroduction: (_INTRODUCTION,),
        },
    ),
    hear("clusters-follow-people", "registration", "person", {PersonErased: partners.forget_person}),
)
