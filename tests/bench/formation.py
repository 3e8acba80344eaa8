"""The formation of teams: quality against the proven bound, seconds, and two peers on the same pools."""

import os
import resource
import time

import numpy as np

from cityteams_clusters.domain.teams.columns import Effort
from cityteams_clusters.domain.teams.live import Live
from cityteams_clusters.domain.teams.pool import Pool
from cityteams_clusters.domain.teams.reasons import parts_of_team, total
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.run import Budget, formed
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_clusters.domain.teams.whynot import keeps_the_rules
from tests.bench.measure import Figure, figure, show
from tests.clusters.teams.pools import synthetic

BUDGETS = {
    100: Budget(),
    1_000: Budget(sweeps=(100, 400)),
    10_000: Budget(visits=4),
    100_000: Budget(sweeps=(20, 20, 60), visits=0.25),
}
WEIGHTS = Weights()
USUAL = (100, 1_000, 10_000)
POLISHED_EVERY = 8


def run() -> list[Figure]:
    """Up to 10,000 worksheets and the stream there; CITYTEAMS_FORMATION=100,1000 chooses other sizes."""
    formed(synthetic(30)[0], FormationRules(), budget=Budget(visits=2))  # compiles the kernels
    chosen = os.environ.get("CITYTEAMS_FORMATION", "")
    sizes = [int(size) for size in chosen.split(",") if size] or USUAL
    figures = _small()
    for size in sizes:
        figures += _sized(size)
        if size == max(USUAL):
            figures += _streamed(size)
    return figures


def run_large() -> list[Figure]:
    """100,000 worksheets: minutes of one core."""
    formed(synthetic(30)[0], FormationRules(), budget=Budget(visits=2))
    return _sized(100_000)


def _shown(figures: list[Figure]) -> list[Figure]:
    for each in figures:
        show(each)
    return figures


def _small() -> list[Figure]:
    """The share of the proven bound, which is the optimum where it is reached; and what the search alone reaches."""
    shares, alone = [], []
    for seed in (1, 2, 3):
        pool, twice = synthetic(60, seed)
        rules = FormationRules(capacities=twice)
        result = formed(pool, rules)
        shares.append(result.score / result.bound)
        alone.append(formed(pool, rules, budget=Budget(visits=20, whole=0)).score / result.bound)
    return _shown(
        [
            figure("clusters.optimality_60", shares, "of best"),
            figure("clusters.optima_proven_60", [sum(share == 1 for share in shares)], "of 3"),
            figure("clusters.search_alone_60", alone, "of best"),
        ]
    )


def _sized(size: int) -> list[Figure]:
    pool, twice = synthetic(size)
    rules = FormationRules(capacities=twice)
    started, used = time.perf_counter(), time.process_time()
    result = formed(pool, rules, budget=BUDGETS[size])
    seconds, used = time.perf_counter() - started, time.process_time() - used
    leads = [pool.entries[pool.position(team.lead)] for team in result.proposals]
    needs = sum(len(lead.needs - lead.offers) for lead in leads)
    missing = sum(code.startswith("need-") for team in result.proposals for code in team.missing)
    placed = {name for team in result.proposals for name in (team.lead, *team.members)}
    figures = [
        figure(f"clusters.bound_{size}", [result.quality], "of bound"),
        figure(f"clusters.bound_of_all_{size}", [result.score / result.bound_of_all], "of bound"),
        figure(f"clusters.seconds_{size}", [seconds], "s"),
        figure(f"clusters.cpu_seconds_{size}", [used], "s"),
        figure(f"clusters.needs_covered_{size}", [1 - missing / needs], "of needs"),
        figure(f"clusters.placed_{size}", [len(placed) / size], "of all"),
        figure(f"clusters.memory_{size}", [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024], "MB"),
    ]
    if size <= 1_000:
        figures.append(figure(f"clusters.arrival_greedy_{size}", [_arrival(pool, rules) / result.bound], "of bound"))
        figures.append(figure(f"clusters.catme_like_{size}", [_swapping(pool, rules) / result.bound], "of bound"))
    return _shown(figures)


def _streamed(size: int) -> list[Figure]:
    """The last tenth comes one by one: CPU time of each, and the ratio to the bound before and after."""
    pool, twice = synthetic(size)
    rules, order = FormationRules(capacities=twice), np.random.default_rng(5).permutation(size)
    early = sorted(order[: size * 9 // 10].tolist())
    first = Pool.of([pool.entries[row] for row in early], pool.vectors[early])
    live = Live.begun(first, rules, WEIGHTS, BUDGETS[size])
    before, times = live.score() / live.bound(), []
    for turn, row in enumerate(order[size * 9 // 10 :].tolist()):
        began = time.thread_time()
        moved = live.come(pool.entries[row], pool.vectors[row])
        times.append(1000 * (time.thread_time() - began))
        if turn % POLISHED_EVERY == 0 and moved.leads:
            live.polish(moved.leads[0], Effort(), turn)
    times = sorted(times[10:])  # the first ones compile
    return _shown(
        [
            figure("clusters.reprice_p50", [times[len(times) // 2]], "ms CPU"),
            figure("clusters.reprice_p99", [times[len(times) * 99 // 100]], "ms CPU"),
            figure("clusters.stream_drift", [before - live.score() / live.bound()], "of bound"),
            figure("clusters.stream_score", [live.score()], "points"),
        ]
    )


def _value(pool, rules, lead, members):
    if not keeps_the_rules(pool, rules, lead, members):
        return None
    return total(parts_of_team(pool, lead, members, WEIGHTS, rules.sectors))


def _likest(pool, lead, count=48):
    near = pool.vectors.astype(np.float32) @ pool.vectors[lead].astype(np.float32)
    return [int(row) for row in np.argsort(-near, kind="stable") if row != lead][:count]


def _arrival(pool, rules):
    """The first lead takes the members that help it most, then the second of those who are left, and so on."""
    free = {entry.organisation_id: rules.capacity_of(entry.organisation_id) for entry in pool.entries}
    score = 0
    for lead, entry in enumerate(pool.entries):
        if entry.can_lead and free[entry.organisation_id]:
            members = _greedy(
                pool, rules, lead, [c for c in _likest(pool, lead) if free[pool.entries[c].organisation_id]]
            )
            if members and (value := _value(pool, rules, lead, members)) and value > 0:
                score += value
                for row in (lead, *members):
                    free[pool.entries[row].organisation_id] -= 1
    return score


def _greedy(pool, rules, lead, candidates):
    members: list[int] = []
    while len(members) < rules.largest - 1:
        now = total(parts_of_team(pool, lead, members, WEIGHTS, rules.sectors))
        gains = [
            (total(parts_of_team(pool, lead, [*members, c], WEIGHTS, rules.sectors)) - now, -c)
            for c in candidates
            if c not in members
        ]
        if not gains or (max(gains)[0] <= 0 and len(members) >= rules.smallest - 1):
            return members
        members.append(-max(gains)[1])
    return members


def _swapping(pool, rules, seconds=15):
    """As classroom tools do it: random teams of five around the leads, then the best of random swaps of two members."""
    rng = np.random.default_rng(1)
    leads = [row for row, entry in enumerate(pool.entries) if entry.can_lead]
    leads = leads[: len(pool.entries) // 5]
    heads, seen = set(leads), {pool.entries[row].organisation_id for row in leads}
    others = []
    for row, entry in enumerate(pool.entries):
        if row not in heads and entry.organisation_id not in seen:
            seen.add(entry.organisation_id)
            others.append(row)
    rng.shuffle(others)
    teams = [list(others[number :: len(leads)])[: rules.largest - 1] for number in range(len(leads))]
    scores = [_value(pool, rules, lead, team) or 0 for lead, team in zip(leads, teams, strict=True)]
    until = time.perf_counter() + seconds
    while len(leads) > 1 and time.perf_counter() < until:
        one, other = rng.choice(len(leads), size=2, replace=False)
        if not teams[one] or not teams[other]:
            continue
        i, j = rng.integers(len(teams[one])), rng.integers(len(teams[other]))
        teams[one][i], teams[other][j] = teams[other][j], teams[one][i]
        new = [_value(pool, rules, leads[t], teams[t]) or 0 for t in (one, other)]
        if sum(new) > scores[one] + scores[other]:
            scores[one], scores[other] = new
        else:
            teams[one][i], teams[other][j] = teams[other][j], teams[one][i]
    return sum(max(0, score) for score in scores)
