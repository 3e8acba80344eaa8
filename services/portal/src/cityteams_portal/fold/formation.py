"""What the events of formation do to the portal's copy."""

from collections.abc import Callable
from typing import TypeVar

from cityteams_chassis import Fold, Stamp, folds
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
from cityteams_portal.domain.formation import FormationRun, Proposal, Question
from cityteams_portal.store.formation import PROPOSALS, QUESTIONS, RUNS

V = TypeVar("V")
E = TypeVar("E")


def _begins(begin: Callable[[E], V]) -> Callable[[V | None, E, Stamp], V]:
    return lambda _state, event, _stamp: begin(event)


def _goes_on(change: Callable[[V, E], V]) -> Callable[[V | None, E, Stamp], V | None]:
    return lambda state, event, _stamp: None if state is None else change(state, event)


FORMATION: tuple[Fold, ...] = (
    folds(FormationRunStarted, RUNS, by="run_id", apply=_begins(FormationRun.started)),
    folds(FormationRunAdvanced, RUNS, by="run_id", apply=_goes_on(FormationRun.advanced)),
    folds(FormationRunCompleted, RUNS, by="run_id", apply=_goes_on(FormationRun.completed)),
    folds(FormationRunRefused, RUNS, by="run_id", apply=_goes_on(FormationRun.refused)),
    folds(FormationRunCancelled, RUNS, by="run_id", apply=_goes_on(FormationRun.cancelled)),
    folds(TeamProposed, PROPOSALS, by="proposal_id", apply=Proposal.proposed),
    folds(ProposalDropped, PROPOSALS, by="proposal_id", apply=_goes_on(Proposal.dropped)),
    folds(ProposalAdopted, PROPOSALS, by="proposal_id", apply=_goes_on(Proposal.adopted)),
    folds(ProposalDeclined, PROPOSALS, by="proposal_id", apply=_goes_on(Proposal.declined)),
    folds(WhyNotAsked, QUESTIONS, by="question_id", apply=_begins(Question.asked)),
    folds(WhyNotAnswered, QUESTIONS, by="question_id", apply=_goes_on(Question.answered)),
)
