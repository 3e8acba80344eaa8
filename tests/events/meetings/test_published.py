"""The proven optima of the published instances, found again and checked from the timetable alone."""

import os

import pytest

from cityteams_events.domain.meetings.answers import Verdict
from cityteams_events.domain.meetings.engines import solve_by_maxsat
from cityteams_events.domain.meetings.problem import breaks_of, violations
from cityteams_events.proving import prove
from tests.support.b2b import instance

OPTIMA = {  # Bofill et al., JAIR 74 (2022), table of the twenty original instances; those that are here
    "forum-13.original": 0,
    "forum-13crafc.original": 1,
    "forumt-14.original": 5,
    "forumt-14crafd.original": 4,
    "tic-12.original": 0,
    "tic-13.original": 0,
    "tic-13crafc.original": 4,
    "tic-14crafc.original": 0,
    "ticf-13crafa.original": 0,
    "ticf-13crafc.original": 1,
}
"""Least number of breaks by instance."""
QUICK = ("tic-12.original", "tic-13.original", "forumt-14.original", "forumt-14crafd.original", "tic-14crafc.original")


@pytest.mark.parametrize("name", QUICK)
def test_the_published_optimum_is_found_and_proven(name):
    problem = instance(name)
    answer = solve_by_maxsat(problem)
    assert (answer.verdict, answer.breaks) == (Verdict.OPTIMAL, OPTIMA[name])
    assert violations(problem, answer.timetable) == []
    assert sum(breaks_of(problem, answer.timetable).values()) == OPTIMA[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", OPTIMA if os.environ.get("CITYTEAMS_SOAK") else QUICK[:2])
def test_every_published_optimum_is_proven_by_one_of_the_engines(name):
    problem = instance(name)
    answer = prove(problem, seconds=300)
    assert (answer.verdict, answer.breaks) == (Verdict.OPTIMAL, OPTIMA[name])
    assert violations(problem, answer.timetable) == []


def test_an_infeasible_instance_is_named_as_such():
    answer = prove(instance("tic-13.forb0003"), seconds=60)
    assert answer.verdict is Verdict.INFEASIBLE
    assert answer.reasons
