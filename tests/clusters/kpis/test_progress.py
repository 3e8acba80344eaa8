"""Progress is the same whatever the unit and whichever way is good, and its bands say what people would say."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.kpis.choosing import checked_goal
from cityteams_clusters.domain.kpis.progress import expected_at, progress_of, standing_of
from cityteams_clusters.domain.kpis.units import converted
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import Band, Direction, Goal
from tests.clusters.kpis.samples import COUNT, GOAL, MINUTES, PERCENT, YES_NO

HIGHER, LOWER, NEUTRAL = Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL
FIGURES = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))
MIDWAY = date(2026, 12, 31)


def goal(baseline, target, **more):
    return Goal(baseline=baseline, target=target, **more)


@pytest.mark.parametrize(
    ("value", "baseline", "target", "direction", "progress"),
    [
        (10, 10, 40, HIGHER, 0),
        (25, 10, 40, HIGHER, 0.5),
        (40, 10, 40, HIGHER, 1),
        (70, 10, 40, HIGHER, 2),
        (4, 10, 40, HIGHER, -0.2),
        (30, 40, 10, LOWER, 1 / 3),
        (0, 40, 10, LOWER, 4 / 3),
        (10, 10, 10, HIGHER, 1),
        (11, 10, 10, HIGHER, 1),
        (9, 10, 10, HIGHER, 0),
        (9, 10, 10, LOWER, 1),
        (9, 10, 10, NEUTRAL, 0),
        (10, 10, 10, NEUTRAL, 1),
        (5, None, 10, HIGHER, None),
        (1e15, 0, 1e-300, HIGHER, 1e6),
    ],
)
def test_progress_runs_from_the_baseline_to_the_target(value, baseline, target, direction, progress):
    assert progress_of(value, goal(baseline, target), direction) == pytest.approx(progress)


@given(value=FIGURES, baseline=FIGURES, target=FIGURES)
def test_turning_good_into_bad_changes_no_progress(value, baseline, target):
    assume(target != baseline)
    up = progress_of(value, goal(baseline, target), HIGHER)
    assert up == pytest.approx(progress_of(-value, goal(-baseline, -target), LOWER))


@settings(deadline=None)  # the units are read at first use
@given(
    value=FIGURES,
    baseline=FIGURES,
    target=FIGURES,
    units=st.sampled_from([("minute", "s"), ("kWh", "MJ"), ("degC", "degF"), ("t", "kg"), ("percent", "1")]),
)
def test_progress_is_the_same_in_another_unit(value, baseline, target, units):
    assume(abs(target - baseline) > 1)
    here = progress_of(value, goal(baseline, target), HIGHER)
    there = [converted(each, *units, "unit") for each in (value, baseline, target)]
    assert progress_of(there[0], goal(there[1], there[2]), HIGHER) == pytest.approx(here, rel=1e-6, abs=1e-4)


@given(values=st.lists(FIGURES, min_size=2, max_size=2), baseline=FIGURES, target=FIGURES)
def test_a_better_value_has_no_less_progress(values, baseline, target):
    assume(target != baseline)
    direction = HIGHER if target > baseline else LOWER
    worse, better = sorted(values, reverse=direction is LOWER)
    wanted = goal(baseline, target)
    assert progress_of(worse, wanted, direction) <= progress_of(better, wanted, direction)


@pytest.mark.parametrize(
    ("value", "wanted", "band"),
    [
        (None, GOAL, Band.NOT_REPORTED),
        (25, GOAL, Band.ON_TRACK),
        (27.9, GOAL, Band.ON_TRACK),
        (28.1, GOAL, Band.AHEAD),
        (21.9, GOAL, Band.BEHIND),
        (0, GOAL, Band.BEHIND),
        (40, GOAL, Band.MET),
        (0, goal(None, 40), Band.NO_BASELINE),
        (40, goal(None, 40), Band.MET),
        (0, goal(10, 40), Band.BEHIND),
        (10, goal(10, 40), Band.ON_TRACK),
        (20, goal(10, 40, due=MIDWAY), Band.ON_TRACK),
        (39, goal(40, 40), Band.BEHIND),
        (40, goal(40, 40), Band.MET),
    ],
)
def test_the_band_says_how_a_choice_stands(value, wanted, band):
    latest = None if value is None else (MIDWAY, value)
    assert standing_of(latest, wanted, HIGHER).band is band


def test_the_straight_line_begins_at_the_baseline_and_ends_at_the_target():
    assert expected_at(date(2025, 1, 1), GOAL) == 0
    assert expected_at(date(2026, 1, 1), GOAL) == 0
    assert expected_at(MIDWAY, GOAL) == pytest.approx(0.5, abs=0.001)
    assert expected_at(date(2027, 12, 31), GOAL) == 1
    assert expected_at(date(2030, 1, 1), GOAL) == 1
    assert expected_at(MIDWAY, goal(1, 2)) is None


@pytest.mark.parametrize(
    ("it", "change", "code", "field"),
    [
        (MINUTES, {"target": 5}, "the-target-goes-the-wrong-way", "goal.target"),
        (MINUTES, {"target": -1}, "the-value-is-below-what-is-possible", "goal.target"),
        (MINUTES, {"baseline": 1e308}, "the-value-is-too-large", "goal.baseline"),
        (PERCENT, {"target": 101}, "the-value-is-above-what-is-possible", "goal.target"),
        (COUNT, {"baseline": 1.5}, "a-count-is-a-whole-number", "goal.baseline"),
        (YES_NO, {"baseline": 0, "target": 2}, "the-answer-is-yes-or-no", "goal.target"),
        (MINUTES, {"due": date(2026, 6, 1)}, "the-target-date-is-past", "goal.due"),
        (MINUTES, {"due": date(9000, 6, 1)}, "the-target-date-is-past", "goal.due"),
        (MINUTES, {"baseline_on": date(2027, 12, 31)}, "the-baseline-is-after-the-target", "goal.baseline_on"),
        (MINUTES, {"baseline": None}, "the-baseline-has-no-value", "goal.baseline"),
    ],
)
def test_a_goal_that_cannot_be_is_refused_by_name(it, change, code, field):
    with pytest.raises(Rejected) as no:
        checked_goal(it, GOAL.model_copy(update=change), date(2026, 6, 2))
    assert (no.value.code, no.value.field) == (code, field)


def test_a_goal_without_a_baseline_is_taken():
    wanted = goal(None, 40)
    assert checked_goal(MINUTES, wanted, MIDWAY) == wanted
