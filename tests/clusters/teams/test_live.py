"""Proposals that follow worksheets one by one: rules hold after every change, and the log alone decides."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.teams.columns import Effort
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION
from cityteams_clusters.domain.teams.live import Live
from cityteams_clusters.domain.teams.pool import Pool
from cityteams_clusters.domain.teams.reasons import parts_of_team, total
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.run import Budget
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_clusters.domain.teams.whynot import keeps_the_rules
from tests.clusters.teams.pools import synthetic

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
QUICK = Budget(sweeps=(20, 40), visits=1)
UNHURRIED = settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))


def begun(pool, rows, rules):
    return Live.begun(Pool.of([pool.entries[row] for row in rows], pool.vectors[rows]), rules, Weights(), QUICK)


def wrong(live, rules):
    """Every rule that the teams break, as sentences; and values that are not what the reasons say."""
    found, pool = [], live.standing.pool
    used: Counter[str] = Counter()
    for name in live.leads():
        lead, members = live.team_of(name)
        used.update(pool.entries[row].organisation_id for row in (lead, *members))
        if not pool.entries[lead].can_lead or not keeps_the_rules(pool, rules, lead, members):
            found.append(f"the team of {name} breaks the rules")
        at = live.standing.place_of[lead]
        score = total(parts_of_team(pool, lead, members, Weights(), rules.sectors))
        if score * FRACTION != live.standing.teams.value[at]:
            found.append(f"the team of {name} is worth {score}")
    return found + [f"{org} is in too many teams" for org, n in used.items() if n > rules.capacity_of(org)]


def lived(pool, rules, steps):
    """Half of the worksheets from the start, then what the steps say: come, go or polish."""
    live = begun(pool, list(range(0, len(pool.entries), 2)), rules)
    for turn, (row, kind) in enumerate(steps):
        entry = pool.entries[row]
        if kind == "come":
            live.come(entry, pool.vectors[row])
        elif kind == "go":
            live.go(entry.worksheet_id)
        else:
            live.polish(entry.worksheet_id, Effort(leads=10, tries=5, deterministic_time=0.05), turn)
    return live


STEPS = st.lists(st.tuples(st.integers(0, 59), st.sampled_from(["come", "come", "go", "polish"])), max_size=25)


@UNHURRIED
@given(seed=st.integers(0, 1000), steps=STEPS, data=st.data())
def test_no_rule_is_broken_after_any_changes_and_the_same_log_gives_the_same_teams(seed, steps, data):
    pool, twice = synthetic(60, seed)
    names = st.sampled_from([entry.organisation_id for entry in pool.entries])
    pairs = st.frozensets(st.frozensets(names, min_size=2, max_size=2), max_size=10)
    rules = FormationRules(capacities=twice, apart=data.draw(pairs), declined=data.draw(pairs))
    live = lived(pool, rules, steps)
    assert wrong(live, rules) == []
    assert live.score() <= live.bound() + 1
    again = lived(pool, rules, steps)
    assert [again.team_of(name) for name in again.leads()] == [live.team_of(name) for name in live.leads()]


def test_a_team_that_agreed_is_left_alone_and_those_who_parted_do_not_meet_again():
    pool, twice = synthetic(120, 3)
    rules = FormationRules(capacities=twice)
    live = begun(pool, list(range(120)), rules)
    lead = live.leads()[0]
    names = [live.standing.entries[row].worksheet_id for row in live.team_of(lead)[1]]
    live.lock(lead, names)
    for other in live.leads():
        rows = live.team_of(other)[1]
        assert not set(names) & {live.standing.entries[row].worksheet_id for row in rows}
    city = live.leads()[0]
    number, rows = live.team_of(city)
    pair = (live.standing.entries[number].organisation_id, live.standing.entries[rows[0]].organisation_id)
    moved = live.part(*pair)
    assert city in moved.leads
    after = live.team_of(city)
    assert after is None or pair[1] not in {live.standing.entries[row].organisation_id for row in after[1]}


def test_the_stream_stays_near_a_full_run():
    pool, twice = synthetic(400, 8)
    rules = FormationRules(capacities=twice)
    live = begun(pool, list(range(360)), rules)
    for row in range(360, 400):
        moved = live.come(pool.entries[row], pool.vectors[row])
        if moved.leads:
            live.polish(moved.leads[0], Effort(), row)
    assert wrong(live, rules) == []
    assert live.score() >= 0.97 * begun(pool, list(range(400)), rules).score()
