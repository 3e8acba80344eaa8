"""A benchmark shows the group and nobody in it."""

import math
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.kpis.benchmark import _cells
from cityteams_clusters.domain.kpis.peers import Contribution
from cityteams_clusters.domain.kpis.protecting import (
    LEAST,
    P_PERCENT,
    by_difference,
    quartiles,
    shown_quartiles,
    why_no_quartiles,
    why_no_total,
)
from cityteams_contracts.clusters import HeldBack, Measure
from tests.clusters.kpis.attack import intervals
from tests.clusters.kpis.samples import COUNT, MINUTES, MONEY

FIGURES = st.floats(0, 1e6).map(lambda number: round(number, 2))
GROUPS = st.dictionaries(st.sampled_from("abcd"), st.lists(FIGURES, min_size=1, max_size=9), min_size=1)
COUNTS = st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 500).map(float), min_size=1, max_size=9))


def cells_of(it, groups):
    """The cells for the programme and for the public."""
    given_by = [
        Contribution(f"{group}-{at}", group, value) for group, them in groups.items() for at, value in enumerate(them)
    ]
    return _cells(it, Measure.VALUE, given_by) if len(given_by) >= LEAST else ((), ())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(groups=COUNTS)
def test_nobody_computes_a_count_from_sums_closer_than_ten_percent(groups):
    for cells in cells_of(COUNT, groups):
        for group, value, least, most in intervals(groups, cells, 0) if cells else ():
            assert most - least >= P_PERCENT * value * 0.999, (group, value, least, most)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(groups=GROUPS)
def test_nobody_computes_a_value_closer_than_half_of_what_lies_between_two_figures(groups):
    for cells in cells_of(MINUTES, groups):
        figures = {each.group: [f for f in (each.low, each.middle, each.high) if f is not None] for each in cells}
        for group, value, least, most in intervals(groups, cells, 0) if cells else ():
            mine = figures["all" if len(cells) == 1 else group]
            gaps = [there - here for here, there in pairwise([0, *mine])]
            assert most - least >= min(gaps, default=0) / 2, (group, value, least, most)
            assert most > least


@settings(deadline=None)
@given(groups=COUNTS)
def test_what_is_left_of_the_whole_is_never_a_sum_that_had_to_be_hidden(groups):
    cells, public = cells_of(COUNT, groups)
    for shown, least in ((cells, 5), (public, 10)):
        hidden = [v for each in shown[1:] if each.total is None for v in groups[each.group]]
        if shown and shown[0].total is not None and hidden and len(hidden) < shown[0].members:
            assert why_no_total(hidden, least) == ()
    open_to_all = {each.group for each in public if each.total is not None}
    assert open_to_all <= {each.group for each in cells if each.total is not None}


@given(values=st.lists(FIGURES, min_size=5, max_size=30), data=st.data())
def test_quartiles_do_not_depend_on_the_order(values, data):
    shuffled = data.draw(st.permutations(values))
    assert quartiles(shuffled, log=False) == quartiles(values, log=False)


@given(values=st.lists(FIGURES, min_size=5, max_size=30), factor=st.floats(0.001, 1000), offset=st.floats(-100, 100))
def test_quartiles_convert_as_values_do(values, factor, offset):
    here = [factor * each + offset for each in quartiles(values, log=False)]
    there = quartiles([factor * each + offset for each in values], log=False)
    assert there == pytest.approx(here, rel=1e-9, abs=1e-6)


@given(values=st.lists(st.floats(0.01, 1e9), min_size=5, max_size=30), factor=st.floats(0.001, 1000))
def test_quartiles_of_money_convert_by_a_rate(values, factor):
    here = [factor * each for each in quartiles(values, log=True)]
    assert quartiles([factor * each for each in values], log=True) == pytest.approx(here, rel=1e-9)


@given(values=st.lists(FIGURES, min_size=5, max_size=30))
def test_quartiles_are_in_order_and_within_the_values(values):
    low, middle, high = quartiles(values, log=False)
    assert min(values) <= low * 1.0000001 + 1e-9
    assert low <= middle + 1e-9
    assert middle <= high + 1e-9
    assert high <= max(values) * 1.0000001 + 1e-9


def test_skewed_money_is_averaged_by_powers_of_ten():
    costs = [11_000, 100_000, 400_000, 500_000, 700_000, 2_000_000, 150_000_000]
    low, middle, high = quartiles(costs, log=True)
    assert middle == pytest.approx(math.prod((400_000, 500_000, 700_000)) ** (1 / 3))
    assert low == pytest.approx(math.prod((11_000, 100_000, 400_000, 500_000)) ** (1 / 4))
    assert low < 500_000 < high < 10_100_000  # the mean of all would be ten millions and more


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([1, 2, 3, 4], (HeldBack.TOO_FEW,)),
        ([1, 1, 1, 1, 5], (HeldBack.ALIKE,)),
        ([0, 0, 0, 7, 9], (HeldBack.ALIKE,)),
        ([10, 20, 30, 40, 50], ()),
    ],
)
def test_few_or_equal_members_have_no_quartiles(values, why):
    assert why_no_quartiles(values, 5, (0, None), log=False) == why


def test_a_quartile_that_tells_its_largest_neighbour_is_held_back_alone():
    values = [9, 15.9, 20.7, 21.4, 238.9]
    assert shown_quartiles(values, log=False, magnitudes=True) == (15.2, 19.3, None)
    assert shown_quartiles(values, log=False, magnitudes=False)[2] is not None


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([1, 2, 3, 4], (HeldBack.TOO_FEW,)),
        ([1, 2, 3, 4, 11], (HeldBack.DOMINATED,)),
        ([0, 0, 0, 50, 50], (HeldBack.DOMINATED,)),
        ([0, 0, 0, 0, 0], (HeldBack.ALIKE,)),
        ([10, 20, 30, 40, 50], ()),
    ],
)
def test_a_sum_that_one_member_makes_is_held_back(values, why):
    assert why_no_total(values, 5) == why


def test_beside_one_small_group_the_next_smallest_is_hidden_too():
    groups = {"a": [1.0] * 3, "b": [2.0] * 6, "c": [3.0] * 9}
    assert by_difference(groups, {"a"}, 5, sums=False) == {"a", "b"}
    assert by_difference(groups, set(), 5, sums=False) == set()


def test_the_public_sees_groups_of_ten_at_least():
    groups = {"a": [float(each) for each in range(1, 13)], "b": [float(each) for each in range(1, 12)]}
    groups["c"] = [3.0, 5.0, 7.0, 9.0, 11.0, 13.0]
    cells, public = cells_of(MONEY, groups)
    assert [each.group for each in cells if each.middle is not None] == ["all", "a", "b", "c"]
    assert [each.group for each in public if each.middle is not None] == ["all", "a"]
    assert [each.held_back for each in public] == [(), (), (HeldBack.BY_DIFFERENCE,), (HeldBack.TOO_FEW,)]
