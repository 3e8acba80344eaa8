"""What the events of formation do to the store."""

from dataclasses import replace

from cityteams_chassis import Fold, Stamp, folds, notes
from cityteams_clusters.domain.forming.pool import PoolChange
from cityteams_clusters.domain.forming.proposals import KeptProposal
from cityteams_clusters.domain.forming.runs import FormationRun, FormingRound
from cityteams_clusters.fold.building import goes_on, starts
from cityteams_clusters.store import PROJECTS
from cityteams_clusters.store.formation import (
    FORMATION_QUESTIONS,
    FORMING_ROUNDS,
    POOL_CHANGES,
    PROPOSALS,
    RUNS,
    Question,
)
from cityteams_contracts.clusters import (
    FormationRunAdvanced,
    FormationRunCancelled,
    FormationRunCompleted,
    FormationRunRefused,
    FormationRunStarted,
    ProposalAdopted,
    ProposalDeclined,
    ProposalDropped,
    TeamProposed,
    WhyNotAnswered,
    WhyNotAsked,
)
from cityteams_contracts.registration import (
    RoundClosed,
    RoundOpened,
    RoundRevised,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetWithdrawn,
)


def _accepted(_state: object, event: WorksheetAccepted, stamp: Stamp) -> PoolChange:
    return PoolChange.accepted(event, stamp.id, stamp.at)


def _gone(_state: object, event: WorksheetWithdrawn | WorksheetDeclined, stamp: Stamp) -> PoolChange:
    return PoolChange.gone(event, stamp.id, stamp.at)


def _asked(event: WhyNotAsked) -> Question:
    return Question(event.question_id, event)


def _answered(question: Question, _event: WhyNotAnswered) -> Question:
    return replace(question, answered=True)


FORMATION: tuple[Fold, ...] = (
    folds(RoundOpened, FORMING_ROUNDS, by="round_id", apply=starts(FormingRound.told)),
    folds(RoundRevised, FORMING_ROUNDS, by="round_id", apply=starts(FormingRound.told)),
    folds(RoundClosed, FORMING_ROUNDS, by="round_id", apply=goes_on(FormingRound.ended)),
    notes(WorksheetAccepted, POOL_CHANGES, PROJECTS, "worksheet_id", _accepted),
    notes(WorksheetWithdrawn, POOL_CHANGES, PROJECTS, "worksheet_id", _gone),
    notes(WorksheetDeclined, POOL_CHANGES, PROJECTS, "worksheet_id", _gone),
    folds(FormationRunStarted, RUNS, by="run_id", apply=starts(FormationRun.started)),
    folds(FormationRunAdvanced, RUNS, by="run_id", apply=goes_on(FormationRun.advanced)),
    folds(FormationRunCompleted, RUNS, by="run_id", apply=goes_on(FormationRun.completed)),
    folds(FormationRunRefused, RUNS, by="run_id", apply=goes_on(FormationRun.refused)),
    folds(FormationRunCancelled, RUNS, by="run_id", apply=goes_on(FormationRun.cancelled)),
    folds(TeamProposed, PROPOSALS, by="proposal_id", apply=KeptProposal.proposed),
    folds(ProposalDropped, PROPOSALS, by="proposal_id", apply=goes_on(KeptProposal.dropped)),
    folds(ProposalAdopted, PROPOSALS, by="proposal_id", apply=goes_on(KeptProposal.adopted)),
    folds(ProposalDeclined, PROPOSALS, by="proposal_id", apply=goes_on(KeptProposal.refused)),
    folds(WhyNotAsked, FORMATION_QUESTIONS, by="question_id", apply=starts(_asked)),
    folds(WhyNotAnswered, FORMATION_QUESTIONS, by="question_id", apply=goes_on(_answered)),
)
