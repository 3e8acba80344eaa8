"""What clusters listens to: worksheets, people and organisations, and what people ask of clusters and alliances."""

from collections.abc import Callable, Mapping
from typing import Any

from cityteams_chassis import Tx, hear, obey
from cityteams_clusters.domain.ids import cluster_id_of, super_cluster_id_of
from cityteams_clusters.handlers import alliances, formation, kpis, life, partners, together
from cityteams_clusters.handlers.facts import forget_person, unite_members
from cityteams_clusters.handlers.teams import answer_invitation, consider_worksheet, release_worksheet
from cityteams_clusters.partners.store import INTRODUCTIONS
from cityteams_clusters.store import CLUSTERS, SUPER_CLUSTERS
from cityteams_clusters.store.formation import PROPOSALS, RUNS
from cityteams_contracts import Command
from cityteams_contracts import clusters as asked
from cityteams_contracts.clusters import AnswerInvitation
from cityteams_contracts.registration import (
    OrganisationMerged,
    PersonErased,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetWithdrawn,
)
from cityteams_contracts.values import ClusterId, SuperClusterId


def _its_cluster(event: WorksheetAccepted | WorksheetDeclined | WorksheetWithdrawn) -> ClusterId:
    return cluster_id_of(event.worksheet_id)


def _its_super_cluster(event: WorksheetAccepted) -> SuperClusterId:
    return super_cluster_id_of(event.round_id, event.project.sector)


LIFE: Mapping[type[Command], Callable[[Any, Tx], None]] = {
    asked.InviteMember: life.invite_member,
    asked.WithdrawInvitation: life.withdraw_invitation,
    asked.AskToJoin: life.ask_to_join,
    asked.AnswerJoin: life.answer_join,
    asked.LeaveCluster: life.leave_cluster,
    asked.RemoveMember: life.remove_member,
    asked.SetMemberRoles: life.set_member_roles,
    asked.ReplaceLead: life.replace_lead,
    asked.NameOfficial: life.name_official,
    asked.RenameCluster: life.rename_cluster,
    asked.AdvanceCluster: life.advance_cluster,
    asked.DissolveCluster: life.dissolve_cluster,
    asked.MergeClusters: life.merge_clusters,
    asked.SplitCluster: life.split_cluster,
}
AFFILIATION: Mapping[type[Command], Callable[[Any, Tx], None]] = {
    asked.AskAffiliation: alliances.ask_affiliation,
    asked.AnswerAffiliation: alliances.answer_affiliation,
    asked.EndAffiliation: alliances.end_affiliation,
}
ALLIANCES: Mapping[type[Command], Callable[[Any, Tx], None]] = {
    asked.FormSuperCluster: alliances.form_super_cluster,
    asked.FormThematicCluster: alliances.form_thematic_cluster,
    asked.PromoteCluster: alliances.promote_cluster,
    asked.RenameSuperCluster: alliances.rename_super_cluster,
    asked.MergeSuperClusters: alliances.merge_super_clusters,
    asked.NameChair: alliances.name_chair,
    asked.RemoveChair: alliances.remove_chair,
    asked.AskEntityAffiliation: alliances.ask_entity_affiliation,
    asked.AnswerEntityAffiliation: alliances.answer_entity_affiliation,
    asked.EndEntityAffiliation: alliances.end_entity_affiliation,
    asked.FormWorkingGroup: alliances.form_working_group,
    asked.ReviseWorkingGroup: alliances.revise_working_group,
    asked.CloseWorkingGroup: alliances.close_working_group,
    asked.PublishBlueprint: alliances.publish_blueprint,
}
KPIS: Mapping[type[Command], Callable[[Any, Tx], None]] = {
    asked.AdoptCatalogue: kpis.adopt_catalogue,
    asked.DefineKpi: kpis.define_kpi,
    asked.RetireKpi: kpis.retire_kpi,
    asked.SetReportingCalendar: kpis.set_calendar,
    asked.ChooseKpi: kpis.choose_kpi,
    asked.ChangeKpiChoice: kpis.change_choice,
    asked.DropKpi: kpis.drop_kpi,
    asked.ReportKpi: kpis.report_kpi,
    asked.CorrectKpi: kpis.correct_kpi,
    asked.MarkKpiNotReported: kpis.mark_not_reported,
    asked.FreezePeriod: kpis.freeze_period,
    asked.PublishBenchmark: kpis.publish_benchmark,
}
FORMATION: Mapping[type[Command], Callable[[Any, Tx], None]] = {
    asked.RunFormation: formation.run_formation,
    asked.CancelFormationRun: formation.cancel_formation_run,
    asked.AdoptProposal: formation.adopt_proposal,
    asked.DeclineProposal: formation.decline_proposal,
    asked.AskWhyNot: formation.ask_why_not,
}
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
            **LIFE,
            **AFFILIATION,
            **ALLIANCES,
            **KPIS,
            **FORMATION,
            asked.AskIntroduction: partners.ask_introduction,
            asked.AnswerIntroduction: partners.answer_introduction,
            asked.CancelIntroduction: partners.cancel_introduction,
            asked.MatchPartners: partners.match_partners,
        },
        loads={
            **dict.fromkeys((AnswerInvitation, *LIFE, *AFFILIATION), ((CLUSTERS, "cluster_id"),)),
            **dict.fromkeys(ALLIANCES, ((SUPER_CLUSTERS, "super_cluster_id"),)),
            **dict.fromkeys((asked.AdoptProposal, asked.DeclineProposal), ((PROPOSALS, "proposal_id"),)),
            **dict.fromkeys((asked.RunFormation, asked.CancelFormationRun), ((RUNS, "run_id"),)),
            asked.AskIntroduction: (_INTRODUCTION,),
            asked.AnswerIntroduction: (_INTRODUCTION,),
            asked.CancelIntroduction: (_INTRODUCTION,),
        },
    ),
    hear(
        "clusters-follow-people",
        "registration",
        "person",
        {PersonErased: together(forget_person, partners.forget_person)},
    ),
    hear("clusters-follow-rounds", "registration", "round", {}),
    hear(
        "clusters-follow-organisations",
        "registration",
        "organisation",
        {OrganisationMerged: together(unite_members, partners.unite_partners)},
    ),
)
