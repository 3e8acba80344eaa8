"""Runs of formation and their proposals as the portal shows them, and how two runs differ."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.clusters import (
    FormationRunAdvanced,
    FormationRunCancelled,
    FormationRunCompleted,
    FormationRunRefused,
    FormationRunStarted,
    Hindrance,
    ProposalAdopted,
    ProposalDeclined,
    ProposalDropped,
    TeamProposed,
    WhyNotAnswered,
    WhyNotAsked,
)
from cityteams_contracts.values import RoundId, WorksheetId


class RunState(StrEnum):
    """How far a run has come."""

    RUNNING = "running"
    COMPLETED = "completed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    DROPPED = "dropped"
    ADOPTED = "adopted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class FormationRun:
    """One run: what it was asked for, how far it is, and what came of it."""

    run_id: str
    round_id: RoundId
    state: RunState
    started_at: datetime
    asked: FormationRunStarted
    step: str = ""
    percent: int = 0
    done: FormationRunCompleted | None = None
    contradictions: tuple[Hindrance, ...] = ()

    @classmethod
    def started(cls, event: FormationRunStarted) -> "FormationRun":
        """It has begun."""
        return cls(event.run_id, event.round_id, RunState.RUNNING, event.started_at, event)

    def advanced(self, event: FormationRunAdvanced) -> "FormationRun":
        """It is this far."""
        return replace(self, step=event.step, percent=event.done * 100 // event.of if event.of else 0)

    def completed(self, event: FormationRunCompleted) -> "FormationRun":
        """It has a result."""
        return replace(self, state=RunState.COMPLETED, done=event, step="", percent=100)

    def refused(self, event: FormationRunRefused) -> "FormationRun":
        """It contradicts itself or the worksheets."""
        return replace(self, state=RunState.REFUSED, contradictions=event.contradictions)

    def cancelled(self, _: FormationRunCancelled) -> "FormationRun":
        """Nobody waits for it any more."""
        return replace(self, state=RunState.CANCELLED)

    @property
    def quality(self) -> float | None:
        """Score over proven upper bound, where there is a result."""
        if self.done is None:
            return None
        return self.done.score / self.done.bound if self.done.bound else 1.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed team: as it is now, and as its run found it (None when it came later)."""

    proposal_id: str
    run_id: str
    lead: WorksheetId
    state: ProposalState
    score: int
    team: TeamProposed
    found: TeamProposed | None = None

    @classmethod
    def proposed(cls, before: "Proposal | None", event: TeamProposed, _stamp: object) -> "Proposal":
        """The team as it is proposed now."""
        found = event if event.revision == 0 else before.found if before else None
        lead = event.lead.worksheet_id
        return cls(event.proposal_id, event.run_id, lead, ProposalState.OPEN, event.score, event, found)

    def dropped(self, _: ProposalDropped) -> "Proposal":
        """It holds no more."""
        return replace(self, state=ProposalState.DROPPED)

    def adopted(self, _: ProposalAdopted) -> "Proposal":
        """It is being formed."""
        return replace(self, state=ProposalState.ADOPTED)

    def declined(self, _: ProposalDeclined) -> "Proposal":
        """It will not be."""
        return replace(self, state=ProposalState.DECLINED)


@dataclass(frozen=True, slots=True)
class Question:
    """Why a worksheet is not in a team, and the answer."""

    question_id: str
    run_id: str
    lead: WorksheetId
    other: WorksheetId
    answer: WhyNotAnswered | None = None

    @classmethod
    def asked(cls, event: WhyNotAsked) -> "Question":
        """Somebody wants to know."""
        return cls(event.question_id, event.run_id, event.lead, event.other)

    def answered(self, event: WhyNotAnswered) -> "Question":
        """The answer is there."""
        return replace(self, answer=event)


@dataclass(frozen=True, slots=True)
class Changed:
    """A lead whose team is another in the later run: who joins, who leaves, and by how many points it differs."""

    lead: WorksheetId
    title: str
    joins: tuple[str, ...]
    leaves: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a later run differs from an earlier one; titles name worksheets."""

    before: FormationRun
    after: FormationRun
    same_worksheets: bool
    same_rules: bool
    same_weights: bool
    same_result: bool
    score: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changed: tuple[Changed, ...]


def compared(
    before: FormationRun, after: FormationRun, earlier: Sequence[Proposal], later: Sequence[Proposal]
) -> Comparison | None:
    """What differs between two finished runs as they found their teams; None while one has no result."""
    if before.done is None or after.done is None:
        return None
    old = {one.lead: one.found for one in earlier if one.found}
    new = {one.lead: one.found for one in later if one.found}
    both = sorted(old.keys() & new.keys())
    return Comparison(
        before,
        after,
        same_worksheets=before.done.snapshot == after.done.snapshot,
        same_rules=before.done.rules == after.done.rules,
        same_weights=before.done.weights == after.done.weights,
        same_result=before.done.result == after.done.result,
        score=after.done.score - before.done.score,
        only_before=tuple(old[lead].lead.title for lead in sorted(old.keys() - new.keys())),
        only_after=tuple(new[lead].lead.title for lead in sorted(new.keys() - old.keys())),
        changed=tuple(each for lead in both if (each := _changed(old[lead], new[lead])).joins or each.leaves),
    )


def _changed(old: TeamProposed, new: TeamProposed) -> Changed:
    was = {one.worksheet_id: one.organisation.name for one in old.members}
    now = {one.worksheet_id: one.organisation.name for one in new.members}
    joins = tuple(now[name] for name in sorted(now.keys() - was.keys()))
    leaves = tuple(was[name] for name in sorted(was.keys() - now.keys()))
    return Changed(new.lead.worksheet_id, new.lead.title, joins, leaves, new.score - old.score)
