"""What the engines of meetings answer; who only reads an answer need not load them."""

from dataclasses import dataclass
from enum import StrEnum

from cityteams_events.domain.meetings.problem import MeetingProblem, Timetable, impossible


class Verdict(StrEnum):
    """How far a search came."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """A timetable with its number of breaks and the proven least number; `reasons` say why there is none."""

    verdict: Verdict
    timetable: Timetable = ()
    breaks: int | None = None
    at_least: int = 0
    reasons: tuple[str, ...] = ()


def counted_out(problem: MeetingProblem) -> Answer | None:
    """The answer when counting alone shows that there is no timetable."""
    reasons = impossible(problem)
    return Answer(Verdict.INFEASIBLE, reasons=tuple(reasons)) if reasons else None
