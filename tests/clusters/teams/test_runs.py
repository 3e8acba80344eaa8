"""Whole runs: they compile the kernels, which takes a while, so they are not part of `make check`."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.teams.pool import Pool, quantised
from cityteams_clusters.domain.teams.rules import ContradictoryRulesError, FormationRules, Pin
from cityteams_clusters.domain.teams.run import Budget, compare, formed
from cityteams_clusters.domain.teams.whynot import why_not
from tests.clusters.teams.judge import broken
from tests.clusters.teams.pools import synthetic

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

QUICK = Budget(sweeps=(20, 40), visits=2)
UNHURRIED = settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))


def pair(one, other):
    return frozenset({one, other})


@UNHURRIED
@given(seed=st.integers(0, 10_000), count=st.integers(1, 60), data=st.data())
def test_no_run_breaks_a_rule_and_reasons_add_up_to_scores_within_the_bound(seed, count, data):
    pool, twice = synthetic(count, seed)
    names = st.sampled_from([entry.organisation_id for entry in pool.entries])
    pairs = st.frozensets(st.builds(pair, names, names).filter(lambda two: len(two) == 2), max_size=30)
    rules = FormationRules(
        smallest=data.draw(st.integers(2, 4)),
        largest=data.draw(st.integers(4, 8)),
        capacities=twice | data.draw(st.dictionaries(names, st.integers(0, 3), max_size=8)),
        apart=data.draw(pairs),
        declined=data.draw(pairs),
        closed=data.draw(st.frozensets(st.sampled_from([entry.worksheet_id for entry in pool.entries]), max_size=4)),
    )
    run = formed(pool, rules, budget=QUICK)
    assert broken(pool, rules, run) == []
    assert all(team.score == sum(part.points for part in team.parts) for team in run.proposals)
    assert run.score == sum(team.score for team in run.proposals) <= min(run.bound, run.bound_of_all)


@UNHURRIED
@given(seed=st.integers(0, 100), shuffled=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(seed, shuffled):
    pool, twice = synthetic(40, seed)
    order = list(range(40))
    shuffled.shuffle(order)
    other = Pool.of([pool.entries[row] for row in order], pool.vectors[order])
    rules = FormationRules(capacities=twice)
    assert formed(other, rules, budget=QUICK).text() == formed(pool, rules, budget=QUICK).text()


@pytest.mark.parametrize("count", [24, 60, 100])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_small_pool_is_given_its_proven_optimum(count, seed):
    pool, twice = synthetic(count, seed)
    rules = FormationRules(capacities=twice)
    run, searched = formed(pool, rules, budget=QUICK), formed(pool, rules, budget=replace(QUICK, whole=0))
    assert run.score == run.bound
    assert 0.9 * run.score < searched.score <= run.score
    assert broken(pool, rules, run) == broken(pool, rules, searched) == []


def test_pins_are_kept_and_what_else_they_hold_is_told():
    pool, twice = synthetic(60, 5)
    lead = next(entry for entry in pool.entries if entry.can_lead)
    others = [entry for entry in pool.entries if entry.organisation_id not in {lead.organisation_id, *twice}]
    pinned = [entry.worksheet_id for entry in others[-2:]]
    rules = FormationRules(capacities=twice, pins=frozenset(Pin(lead.worksheet_id, name) for name in pinned))
    run = formed(pool, rules, budget=QUICK)
    [team] = [team for team in run.proposals if team.lead == lead.worksheet_id]
    assert set(pinned) <= set(team.members)
    assert broken(pool, rules, run) == []


def test_contradictory_rules_are_refused_before_anything_is_computed():
    pool, _ = synthetic(10)
    with pytest.raises(ContradictoryRulesError, match=r"rules\.largest") as refused:
        formed(pool, FormationRules(smallest=10, largest=9))
    assert {one.field for one in refused.value.found} == {"smallest", "largest"}


def test_an_empty_pool_gives_an_empty_run_that_says_so():
    run = formed(Pool.of((), quantised(np.ones((0, 3)))), FormationRules())
    assert (run.proposals, run.score, run.bound, [one.rule for one in run.blocked]) == ((), 0, 0, ["pool"])


def test_identical_worksheets_are_spread_over_many_teams():
    pool, _ = synthetic(600, 3)
    lead = next(entry for entry in pool.entries if entry.can_lead)
    firm = next(entry for entry in pool.entries if entry.kind == "company")
    twins = [
        replace(lead if n % 4 == 0 else firm, worksheet_id=f"w{n}", organisation_id=f"o{n}", sector="data")
        for n in range(600)
    ]
    run = formed(Pool.of(twins, np.repeat(pool.vectors[:1], 600, axis=0)), FormationRules(), budget=QUICK)
    assert broken(Pool.of(twins, np.repeat(pool.vectors[:1], 600, axis=0)), FormationRules(), run) == []
    assert sum(1 + len(team.members) for team in run.proposals) > 500


def test_two_runs_are_compared_by_what_changed():
    pool, twice = synthetic(60, 7)
    before = formed(pool, FormationRules(capacities=twice), budget=QUICK)
    team = before.proposals[0]
    declined = pair(
        pool.entries[pool.position(team.lead)].organisation_id,
        pool.entries[pool.position(team.members[0])].organisation_id,
    )
    after = formed(pool, FormationRules(capacities=twice, declined=frozenset({declined})), budget=QUICK)
    found = compare(before, after)
    assert found.same_pool
    assert not found.same_rules
    assert team.lead in found.only_before or team.members[0] in found.changed[team.lead][1]
    same = compare(before, before)
    assert (same.score, same.changed, same.only_before, same.only_after) == (0, {}, (), ())


def test_why_not_names_the_rule_or_the_points_and_who_has_it():
    pool, twice = synthetic(60, 7)
    rules = FormationRules(capacities=twice)
    run = formed(pool, rules, budget=QUICK)
    first, second = run.proposals[:2]
    taken = next(name for name in second.members if name not in first.members)
    answer = why_not(pool, rules, run, first.lead, taken)
    assert answer.forbidden_by == ()
    assert second.lead in {holder.lead for holder in answer.held_by}
    assert taken in answer.with_it
    two = pair(*(pool.entries[pool.position(name)].organisation_id for name in (first.lead, taken)))
    forbidden = why_not(pool, replace(rules, declined=frozenset({two})), run, first.lead, taken)
    assert forbidden.forbidden_by == ("declined-pairs-are-not-repeated",)
    with pytest.raises(ValueError, match="is in the team"):
        why_not(pool, rules, run, first.lead, first.members[0])
