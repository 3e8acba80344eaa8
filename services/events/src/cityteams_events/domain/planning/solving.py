"""A search for an agenda: begun, told to stop, and what its answer means for the agenda in progress."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cityteams_contracts import Rejected
from cityteams_contracts.events import (
    AgendaInfeasible,
    AgendaSolved,
    SolveAgenda,
    SolvingBegun,
    SolvingStopAsked,
    StopSolving,
)
from cityteams_events.domain.planning.judging import judge, shortened
from cityteams_events.domain.planning.placing import check_rules
from cityteams_events.domain.planning.programme import Programme
from cityteams_events.domain.planning.question import Question
from cityteams_events.domain.planning.runs import Solving
from cityteams_events.domain.solver.answers import Solved
from cityteams_events.domain.solver.checking import lost
from cityteams_events.domain.solver.demands import Demands, DemandsError, check_demands

MOST_REASONS, LONGEST_REASON = 200, 3900


def begin(
    programme: Programme, running: Sequence[Solving], command: SolveAgenda, solving_id: str, now: datetime
) -> SolvingBegun:
    """Decides whether an agenda can be looked for; raises Rejected."""
    if running:
        reason = "an agenda of this gathering is being looked for already; stop that search, or wait"
        raise Rejected("a-search-is-running", reason, "gathering_id")
    rules = programme.plan.rules if command.rules is None else command.rules
    check_rules(rules)
    if not programme.placed_ones:
        raise Rejected("no-session-is-accepted", "accept sessions first: there is nothing to place", "gathering_id")
    placed = {place.session_id for place in programme.plan.places}
    for at, kept in enumerate(command.keep):
        if kept not in placed:
            raise Rejected("session-has-no-place", f"{kept} has no place in which to stay", f"keep.{at}")
    check_question(Question(programme, command.keep))
    return SolvingBegun(
        gathering_id=command.gathering_id,
        solving_id=solving_id,
        seed=command.seed,
        seeds=command.seeds,
        effort=command.effort,
        rules=rules,
        keep=command.keep,
        sessions=len(programme.placed_ones),
        begun_at=now,
    )


def check_question(question: Question) -> None:
    """Raises Rejected when the plan has changed so that a demand makes no sense any more."""
    try:
        check_demands(question.demands)
    except DemandsError as wrong:
        raise Rejected("a-demand-makes-no-sense", str(wrong), wrong.field.replace("[", ".").replace("]", "")) from None


def stop(running: Sequence[Solving], command: StopSolving) -> SolvingStopAsked:
    """Decides that a search ends with the best found; raises Rejected."""
    for each in running:
        if not each.stop_asked:
            return SolvingStopAsked(gathering_id=command.gathering_id, solving_id=each.solving_id)
    raise Rejected("no-search-is-running", "no agenda of this gathering is being looked for", "gathering_id")


def conclude(
    programme: Programme, solving: Solving, demands: Demands, solved: Solved
) -> AgendaSolved | AgendaInfeasible | None:
    """What the answer means; None when these are not the demands any more, so that the search has to begin anew."""
    question = Question(programme, solving.keep)
    if question.demands != demands:
        return None
    about: dict[str, Any] = {"gathering_id": solving.gathering_id, "solving_id": solving.solving_id}
    if solved.agenda is None:
        refusal = solved.refusal
        reasons = tuple(reason[:LONGEST_REASON] for reason in (refusal.reasons if refusal else ())[:MOST_REASONS])
        return AgendaInfeasible(**about, reasons=reasons, proven=bool(refusal and refusal.proven and reasons))
    places = question.places(solved.agenda)
    broken = judge(programme, places)
    return AgendaSolved(
        gathering_id=solving.gathering_id,
        solving_id=solving.solving_id,
        places=places,
        weight=solved.weight,
        lost_interests=lost(demands, solved.agenda),
        warnings=tuple(shortened(each.words) for each in broken[:100]),
        stopped=solving.stop_asked,
    )
