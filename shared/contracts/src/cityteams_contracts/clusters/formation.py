"""Runs of the formation engine: asked for, followed, finished with a proven bound, and questions about them."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.registration.forming import FormationSection, KeptApart, PinnedTogether
from cityteams_contracts.values import (
    Code,
    Id,
    Instant,
    Line,
    Paragraph,
    PersonId,
    RoundId,
    SectorCode,
    Sha256,
    Value,
    WorksheetId,
)

__all__ = [
    "AskWhyNot",
    "CancelFormationRun",
    "FormationEffort",
    "FormationRunAdvanced",
    "FormationRunCancelled",
    "FormationRunCompleted",
    "FormationRunId",
    "FormationRunRefused",
    "FormationRunStarted",
    "FormationStep",
    "Hindrance",
    "HolderOfTeam",
    "RegionWished",
    "RunFormation",
    "WhyNotAnswered",
    "WhyNotAsked",
]

FormationRunId = Id
Count = Annotated[int, Field(ge=0)]
Weights = Annotated[dict[Code, int], Field(max_length=20)]


class RegionWished(StrEnum):
    """Whether leads would rather have members of their own country, of others, or do not mind."""

    ANY = "any"
    SAME = "same"
    OTHER = "other"


class FormationEffort(StrEnum):
    """How long is searched: the same rules and the same proof, better teams for more time."""

    QUICK = "quick"
    USUAL = "usual"
    THOROUGH = "thorough"


class FormationStep(StrEnum):
    """What a run is at."""

    TEXTS = "texts"
    PRICES = "prices"
    TEAMS = "teams"


class RunFormation(Command, name="clusters.run-formation", key="run_id"):
    """The secretariat has teams proposed for a round.

    The round's rule file holds; `pins`, `apart` and `weights` are added for this run (a weight replaces the file's).
    The same worksheets, rules, weights and seed give the same proposals on every machine.
    """

    run_id: FormationRunId
    round_id: RoundId
    seed: Annotated[int, Field(ge=0, le=2_000_000_000)] = 1
    effort: FormationEffort = FormationEffort.USUAL
    region: RegionWished = RegionWished.ANY
    weights: Weights = Field(default_factory=dict)
    pins: Annotated[tuple[PinnedTogether, ...], Field(max_length=200)] = ()
    apart: Annotated[tuple[KeptApart, ...], Field(max_length=200)] = ()


class CancelFormationRun(Command, name="clusters.cancel-formation-run", key="run_id"):
    """A run that is not needed any more ends without proposals."""

    run_id: FormationRunId


class AskWhyNot(Command, name="clusters.ask-why-not", key="question_id"):
    """The secretariat wants to know why a worksheet is not in the team of a lead."""

    question_id: Id
    run_id: FormationRunId
    lead: WorksheetId
    other: WorksheetId


class FormationRunStarted(Event, name="clusters.formation-run.started", key="run_id"):
    """A run begins, over the worksheets that were accepted when it was asked for; everything it depends on is here."""

    run_id: FormationRunId
    round_id: RoundId
    engine: Line
    seed: int
    effort: FormationEffort
    region: RegionWished
    rules: FormationSection
    weights: Weights
    sectors: Annotated[tuple[SectorCode, ...], Field(max_length=60)] = ()
    declined: Annotated[tuple[KeptApart, ...], Field(max_length=5000)] = ()
    """A lead and a member that said no to each other earlier."""
    closed: Annotated[tuple[WorksheetId, ...], Field(max_length=10_000)] = ()
    """Worksheets whose teams were adopted earlier."""
    asked_by: PersonId | None = None
    started_at: Instant


class FormationRunAdvanced(Event, name="clusters.formation-run.advanced", key="run_id"):
    """How far a run is; said now and then, for those who wait."""

    run_id: FormationRunId
    step: FormationStep
    done: Count
    of: Count


class Hindrance(Value):
    """A rule that kept teams from being formed, by its code, with the remedy in words."""

    rule: Code
    text: Paragraph


class FormationRunCompleted(Event, name="clusters.formation-run.completed", key="run_id"):
    """A run is done, and its proposals have been said.

    `bound` is proven: no choice of teams in which the members of a lead come from its `candidates` likeliest worksheets
    is worth more; `bound_of_all` holds for every choice at all. `snapshot` is the fingerprint of everything that was
    read, `result` that of the whole answer: who repeats the run gets both again.
    """

    run_id: FormationRunId
    round_id: RoundId
    engine: Line
    text_model: Line
    seed: int
    effort: FormationEffort
    region: RegionWished
    weights: Weights
    rules: Sha256
    snapshot: Sha256
    result: Sha256
    worksheets: Count
    proposals: Count
    placed: Count
    """How many worksheets are in a proposed team."""
    score: Count
    bound: Count
    bound_of_all: Count
    candidates: Count
    needs_covered: Annotated[float, Field(ge=0, le=1)]
    """Share of the needs of the leads with a team that somebody in it covers."""
    blocked: Annotated[tuple[Hindrance, ...], Field(max_length=600)] = ()
    notes: Annotated[tuple[Paragraph, ...], Field(max_length=100)] = ()


class FormationRunRefused(Event, name="clusters.formation-run.refused", key="run_id"):
    """The run cannot be: its rules contradict each other or the worksheets. Each contradiction is named."""

    run_id: FormationRunId
    round_id: RoundId
    contradictions: Annotated[tuple[Hindrance, ...], Field(max_length=600)]


class FormationRunCancelled(Event, name="clusters.formation-run.cancelled", key="run_id"):
    """The run was ended before it had a result."""

    run_id: FormationRunId
    round_id: RoundId


class WhyNotAsked(Event, name="clusters.formation-question.asked", key="question_id"):
    """Somebody wants to know why a worksheet is not in a team."""

    question_id: Id
    run_id: FormationRunId
    lead: WorksheetId
    other: WorksheetId
    asked_by: PersonId | None = None


class HolderOfTeam(Value):
    """A team that holds the worksheet instead, and how many points it would lose without it."""

    lead: WorksheetId
    loses: int


class WhyNotAnswered(Event, name="clusters.formation-question.answered", key="question_id"):
    """Either rules forbid it, or the best team with the worksheet is `worse_by` so many points than the present one."""

    question_id: Id
    run_id: FormationRunId
    lead: WorksheetId
    other: WorksheetId
    forbidden_by: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    worse_by: int | None = None
    with_it: Annotated[tuple[WorksheetId, ...], Field(max_length=8)] = ()
    held_by: Annotated[tuple[HolderOfTeam, ...], Field(max_length=60)] = ()
    problem: Paragraph = ""
    """Why there is no answer, such as a worksheet that was not in the run."""
