"""A run of formation as its events tell it, and whether one may begin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_clusters.domain.forming.proposals import KeptProposal, ProposalState
from cityteams_clusters.domain.teams.rules import FormationRules, Pin, contradictions
from cityteams_clusters.domain.teams.version import VERSION
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    CancelFormationRun,
    FormationRunAdvanced,
    FormationRunCancelled,
    FormationRunCompleted,
    FormationRunRefused,
    FormationRunStarted,
    RunFormation,
)
from cityteams_contracts.registration import (
    FormationSection,
    KeptApart,
    RoundClosed,
    RoundOpened,
    RoundRevised,
)
from cityteams_contracts.values import PersonId, RoundId


class RunState(StrEnum):
    """How far a run has come."""

    RUNNING = "running"
    COMPLETED = "completed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class FormingRound:
    """What formation knows of a round: its sectors, its rules for teams, and whether it is closed."""

    round_id: RoundId
    sectors: tuple[str, ...]
    rules: FormationSection
    closed: bool = False

    @classmethod
    def told(cls, event: RoundOpened | RoundRevised) -> "FormingRound":
        """The rule file as it holds now."""
        sectors = tuple(sorted(entry.code for entry in event.round.sectors))
        return cls(event.round_id, sectors, event.round.formation or FormationSection())

    def ended(self, _: RoundClosed) -> "FormingRound":
        """Nothing is taken in any more; teams may still be proposed."""
        return replace(self, closed=True)


@dataclass(frozen=True, slots=True)
class FormationRun:
    """One run: what it was asked for, and what came of it."""

    run_id: str
    round_id: RoundId
    state: RunState
    started_at: datetime
    asked: FormationRunStarted
    done: FormationRunCompleted | None = None

    @classmethod
    def started(cls, event: FormationRunStarted) -> "FormationRun":
        """It has begun."""
        return cls(event.run_id, event.round_id, RunState.RUNNING, event.started_at, event)

    def advanced(self, _: FormationRunAdvanced) -> "FormationRun":
        """It goes on; how far it is matters to those who watch alone."""
        return self

    def completed(self, event: FormationRunCompleted) -> "FormationRun":
        """It has a result."""
        return replace(self, state=RunState.COMPLETED, done=event)

    def refused(self, _: FormationRunRefused) -> "FormationRun":
        """Its rules contradict the worksheets."""
        return replace(self, state=RunState.REFUSED)

    def cancelled(self, _: FormationRunCancelled) -> "FormationRun":
        """Nobody waits for it any more."""
        return replace(self, state=RunState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier proposals and invitations of the round mean for a run."""

    proposals: Sequence[KeptProposal] = ()
    refusals: Sequence[KeptApart] = ()
    """Organisations that said no to an invitation of the other's team."""


def decide_run(
    known: FormingRound | None,
    runs: Iterable[FormationRun],
    command: RunFormation,
    past: Past,
    by: PersonId,
    now: datetime,
) -> FormationRunStarted:
    """A run begins, with everything it depends on written down. Raises Rejected with the field that is wrong."""
    if known is None:
        raise Rejected("round-is-unknown", "No round of this id was opened; choose one that was.", "round_id")
    for run in runs:
        if run.run_id == command.run_id:
            raise Rejected("run-is-there-already", "A run of this id was asked for before; use a new id.", "run_id")
        if run.state is RunState.RUNNING:
            text = f"The run {run.run_id} of this round is not done yet. Wait for it, or cancel it first."
            raise Rejected("a-run-is-under-way", text, "round_id")
    weights = _weights({**known.rules.weights, **command.weights})
    asked = _asked(known, command, past)
    rules = rules_of(asked, known.sectors, (), ())
    for wrong in contradictions(rules):
        raise Rejected("formation-rules-contradict", f"rules.{wrong.field}: {wrong.text}", wrong.field)
    adopted = [each for each in past.proposals if each.state is ProposalState.ADOPTED]
    return FormationRunStarted(
        run_id=command.run_id,
        round_id=command.round_id,
        engine=VERSION,
        seed=command.seed,
        effort=command.effort,
        region=command.region,
        rules=asked,
        weights=weights,
        sectors=known.sectors,
        declined=_declined(past),
        closed=tuple(sorted({name for each in adopted for name in each.worksheets})),
        asked_by=by or None,
        started_at=now,
    )


def decide_cancel(run: FormationRun | None, command: CancelFormationRun) -> FormationRunCancelled:
    """The run ends without a result. Raises Rejected."""
    if run is None:
        raise Rejected("run-is-unknown", "No run of this id was asked for.", "run_id")
    if run.state is not RunState.RUNNING:
        raise Rejected("run-is-over", f"The run is {run.state} already; there is nothing to cancel.", "run_id")
    return FormationRunCancelled(run_id=command.run_id, round_id=run.round_id)


def rules_of(
    section: FormationSection, sectors: Sequence[str], declined: Sequence[KeptApart], closed: Sequence[str]
) -> FormationRules:
    """The engine's rules out of what a run wrote down."""
    return FormationRules(
        smallest=section.smallest,
        largest=section.largest,
        capacity=section.capacity,
        capacities=dict(section.capacities),
        pins=frozenset(Pin(pin.lead, pin.member) for pin in section.pins),
        apart=frozenset(frozenset({pair.one, pair.other}) for pair in section.apart),
        declined=frozenset(frozenset({pair.one, pair.other}) for pair in declined),
        closed=frozenset(closed),
        sectors=frozenset(sectors),
        shares=dict(section.shares),
    )


def rules_of_run(asked: FormationRunStarted) -> FormationRules:
    """The hard rules that a run keeps."""
    return rules_of(asked.rules, asked.sectors, asked.declined, asked.closed)


def _weights(given: dict[str, int]) -> dict[str, int]:
    known = Weights().table()
    for name in given:
        if name not in known:
            text = f"weights.{name} is no aim of formation; the aims are {', '.join(known)}."
            raise Rejected("weight-is-unknown", text, f"weights.{name}")
    try:
        return Weights(**{**known, **given}).table()
    except ValueError as wrong:
        raise Rejected("weight-is-out-of-range", f"{wrong}.", str(wrong).split(" ", 1)[0]) from None


def _asked(known: FormingRound, command: RunFormation, past: Past) -> FormationSection:
    """The rules of the round with those of this run, and less room for organisations whose teams were adopted."""
    held: dict[str, int] = {}
    for each in past.proposals:
        if each.state is ProposalState.ADOPTED:
            for who in each.organisations:
                held[who] = held.get(who, 0) + 1
    own = known.rules.capacities
    room = {who: max(0, own.get(who, known.rules.capacity) - count) for who, count in held.items()}
    pins = dict.fromkeys((*known.rules.pins, *command.pins))
    apart = dict.fromkeys((*known.rules.apart, *command.apart))
    changes = {"pins": tuple(pins), "apart": tuple(apart), "capacities": {**own, **room}}
    return known.rules.model_copy(update=changes)


def _declined(past: Past) -> tuple[KeptApart, ...]:
    pairs = {(pair.lead, pair.member) for each in past.proposals for pair in each.declined}
    pairs |= {(pair.one, pair.other) for pair in past.refusals}
    return tuple(KeptApart(one=one, other=other) for one, other in sorted(pairs))
