"""Runs of formation are asked for and ended, proposals adopted and declined: load, decide, say."""

from cityteams_chassis import Tx
from cityteams_clusters.domain.forming.proposals import cluster_of, decide_adoption, decide_refusal
from cityteams_clusters.domain.forming.runs import decide_cancel, decide_run
from cityteams_clusters.rights import allow
from cityteams_clusters.store import CLUSTERS
from cityteams_clusters.store.formation import FORMATION_QUESTIONS, FORMING_ROUNDS, PROPOSALS, RUNS, past_of, runs_of
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    AdoptProposal,
    AskWhyNot,
    CancelFormationRun,
    DeclineProposal,
    RunFormation,
    WhyNotAsked,
)


def run_formation(command: RunFormation, tx: Tx) -> None:
    """A run begins; what computes it looks into the store for runs without a result."""
    allow(command, tx)
    known, runs = tx.get(FORMING_ROUNDS, command.round_id), runs_of(tx, command.round_id)
    again = tx.get(RUNS, command.run_id)
    taken = [*runs, *([again] if again else [])]
    tx.say(decide_run(known, taken, command, past_of(tx, command.round_id), tx.actor, tx.now))


def cancel_formation_run(command: CancelFormationRun, tx: Tx) -> None:
    """The run ends without a result."""
    allow(command, tx)
    tx.say(decide_cancel(tx.get(RUNS, command.run_id), command))


def adopt_proposal(command: AdoptProposal, tx: Tx) -> None:
    """The lead's cluster asks the proposed members."""
    allow(command, tx)
    kept = tx.get(PROPOSALS, command.proposal_id)
    cluster = tx.get(CLUSTERS, cluster_of(kept)) if kept else None
    tx.say(*decide_adoption(kept, cluster, tx.now))


def decline_proposal(command: DeclineProposal, tx: Tx) -> None:
    """The team will not be, and its pairs are not proposed again."""
    kept = tx.get(PROPOSALS, command.proposal_id)
    allow(command, tx, lead=(kept.team.lead.person_id,) if kept else ())
    tx.say(decide_refusal(kept, command, tx.now))


def ask_why_not(command: AskWhyNot, tx: Tx) -> None:
    """The question is noted; what computes runs answers it."""
    allow(command, tx)
    if tx.get(RUNS, command.run_id) is None:
        raise Rejected("run-is-unknown", "No run of this id was asked for.", "run_id")
    if tx.get(FORMATION_QUESTIONS, command.question_id):
        raise Rejected("question-is-there-already", "This id belongs to another question; use a new id.", "question_id")
    tx.say(
        WhyNotAsked(
            question_id=command.question_id,
            run_id=command.run_id,
            lead=command.lead,
            other=command.other,
            asked_by=tx.actor or None,
        )
    )
