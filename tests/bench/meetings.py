"""Meeting timetables: how many of the published instances are proven, and how long each takes."""

from time import monotonic

from cityteams_events.domain.meetings.answers import Verdict
from cityteams_events.domain.meetings.problem import violations
from cityteams_events.proving import prove
from tests.bench.measure import Figure, figure, show
from tests.events.meetings.test_published import OPTIMA
from tests.support.b2b import instance, names

PATIENCE = 600.0
"""Seconds after which an instance counts as not proven."""


def run() -> list[Figure]:
    """Proves every instance that is here; the share counts those with a published optimum."""
    equal = []
    for name in names():
        problem, began = instance(name), monotonic()
        answer = prove(problem, PATIENCE)
        assert not answer.timetable or not violations(problem, answer.timetable), name
        least = "-" if answer.breaks is None else answer.breaks
        published = f"published {OPTIMA[name]}" if name in OPTIMA else ""
        print(f"  {name:32} {answer.verdict:10} breaks {least:>3} {monotonic() - began:7.1f} s {published}", flush=True)
        if name in OPTIMA:
            equal.append(answer.verdict is Verdict.OPTIMAL and answer.breaks == OPTIMA[name])
    share = figure("events.b2b_optimal_share", [sum(equal) / len(equal)], "share")
    show(share)
    return [share]
