"""A run of formation: from a pool, rules and weights to proposals, recorded so that anybody can repeat it."""

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cityteams_clusters.domain.teams import blocking
from cityteams_clusters.domain.teams.columns import Effort
from cityteams_clusters.domain.teams.exact import optimum
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams
from cityteams_clusters.domain.teams.kernels.teams import value_of
from cityteams_clusters.domain.teams.lists import Ground, short_lists
from cityteams_clusters.domain.teams.pool import Pool
from cityteams_clusters.domain.teams.prices import priced
from cityteams_clusters.domain.teams.progress import Tell, unheard
from cityteams_clusters.domain.teams.reasons import Part, missing, parts_of_team, total
from cityteams_clusters.domain.teams.rules import ContradictoryRulesError, FormationRules, contradictions
from cityteams_clusters.domain.teams.search import searched, teams_of
from cityteams_clusters.domain.teams.search import total as worth
from cityteams_clusters.domain.teams.version import VERSION
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_contracts.values import WorksheetId


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is computed, in counts that every machine keeps alike."""

    candidates: int = 48
    """Out of how many worksheets, the likeliest, each lead's members are taken. The bound holds for these lists."""
    sweeps: tuple[int, ...] = (20, 20, 20, 20, 20, 100)
    visits: float = 6
    """How often each lead takes part in the exact part of the search."""
    effort: Effort = field(default_factory=Effort)
    whole: int = 400
    """Up to how many leads all teams are chosen at once, mostly with the proof that none are better."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a run was asked for."""

    pool: Pool
    rules: FormationRules
    weights: Weights
    budget: Budget
    seed: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed team: its lead, its members, the score, the parts that make it, and what it lacks."""

    lead: WorksheetId
    members: tuple[WorksheetId, ...]
    score: int
    parts: tuple[Part, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Everything about one run; `bound` and `bound_of_all` are points that no choice of teams exceeds."""

    version: str
    snapshot: str
    rules: str
    weights: dict[str, int]
    seed: int
    budget: Budget
    proposals: tuple[Proposal, ...]
    score: int
    bound: int
    """Over every choice in which members come from the `candidates` likeliest worksheets of their lead."""
    bound_of_all: int
    candidates: int
    blocked: tuple[blocking.Blocked, ...]
    notes: tuple[str, ...]

    @property
    def quality(self) -> float:
        """Score over proven upper bound; 1 where nothing can be formed and nothing is."""
        return self.score / self.bound if self.bound else 1.0

    def text(self) -> str:
        """The run as one canonical JSON text, byte for byte the same on every machine."""
        return json.dumps(_plain(self), sort_keys=True, separators=(",", ":"))


def formed(
    pool: Pool,
    rules: FormationRules,
    weights: Weights | None = None,
    budget: Budget | None = None,
    seed: int = 1,
    tell: Tell = unheard,
) -> Run:
    """Proposes teams. Raises ContradictoryRulesError, which names every contradiction, before anything is computed."""
    weights, budget = weights or Weights(), budget or Budget()
    if found := (*contradictions(rules), *blocking.against(pool, rules)):
        raise ContradictoryRulesError(tuple(sorted(set(found))))
    order = Order(pool, rules, weights, budget, seed)
    ground = Ground.of(pool, rules, weights)
    if not len(ground.place.leads):
        return _recorded(order, (), (0, 0))
    prices = priced(ground, budget.candidates, budget.sweeps, tell)
    lists = short_lists(prices.wide, prices.prices, budget.candidates)
    teams = searched(lists, prices, budget.effort, budget.visits, seed, tell)
    bound, bound_of_all = prices.bound, prices.bound_of_all
    if len(lists.own) <= budget.whole and not lists.must.any():
        best = optimum(lists, teams.team, worth(lists, teams))
        teams, bound = teams_of(lists, best.teams), min(bound, best.bound)
        bound_of_all = min(bound_of_all, best.bound) if len(pool.entries) <= budget.candidates else bound_of_all
    proposals = proposals_of(pool, rules, weights, ground.place.leads.tolist(), lists, teams)
    return _recorded(order, proposals, (-(-bound // FRACTION), -(-bound_of_all // FRACTION)))


def proposals_of(
    pool: Pool, rules: FormationRules, weights: Weights, leads: list[int], lists: Lists, teams: Teams
) -> tuple[Proposal, ...]:
    """The formed teams as proposals, balance points given to the best of each sector."""
    found: list[tuple[int, tuple[int, ...], tuple[Part, ...]]] = []
    for number in np.flatnonzero(teams.team).tolist():
        members = tuple(sorted(int(e) for k, e in enumerate(lists.entry[number]) if teams.team[number] >> k & 1))
        if not lists.must[number] or int(value_of(lists, number, teams.team[number])) > 0:
            found.append((number, members, parts_of_team(pool, leads[number], members, weights, rules.sectors)))
    left = dict(enumerate(lists.shares.tolist()))
    proposals = []
    for number, members, own in sorted(found, key=lambda each: (-total(each[2]), each[0])):
        sector, parts = int(lists.sector[number]), own
        if left[sector] > 0 and weights.balance:
            left[sector] -= 1
            parts = (*own, Part("portfolio-balance", weights.balance, "Its sector has room in the portfolio."))
        lead = leads[number]
        names = tuple(pool.entries[member].worksheet_id for member in members)
        proposals.append(
            Proposal(pool.entries[lead].worksheet_id, names, total(parts), parts, missing(pool, lead, members))
        )
    return tuple(sorted(proposals, key=lambda one: one.lead))


def _recorded(order: Order, proposals: tuple[Proposal, ...], bounds: tuple[int, int]) -> Run:
    pool, rules, weights, budget = order.pool, order.rules, order.weights, order.budget
    return Run(
        version=VERSION,
        snapshot=pool.fingerprint(),
        rules=json.dumps(rules.spelled(), sort_keys=True),
        weights=weights.table(),
        seed=order.seed,
        budget=budget,
        proposals=proposals,
        score=sum(one.score for one in proposals),
        bound=bounds[0],
        bound_of_all=bounds[1],
        candidates=budget.candidates,
        blocked=blocking.blocked(pool, rules, {one.lead for one in proposals}),
        notes=blocking.notes(pool, rules),
    )


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two runs."""

    same_pool: bool
    same_rules: bool
    same_weights: bool
    score: int
    """The later score less the earlier."""
    only_before: tuple[WorksheetId, ...]
    """Leads that had a team and have none."""
    only_after: tuple[WorksheetId, ...]
    changed: dict[WorksheetId, tuple[tuple[WorksheetId, ...], tuple[WorksheetId, ...]]]
    """Leads whose team is another: who joins it, who leaves it."""


def compare(before: Run, after: Run) -> Comparison:
    """How a later run differs from an earlier one."""
    old, new = ({one.lead: set(one.members) for one in run.proposals} for run in (before, after))
    changed = {
        lead: (tuple(sorted(new[lead] - old[lead])), tuple(sorted(old[lead] - new[lead])))
        for lead in sorted(old.keys() & new.keys())
        if old[lead] != new[lead]
    }
    return Comparison(
        before.snapshot == after.snapshot,
        before.rules == after.rules,
        before.weights == after.weights,
        after.score - before.score,
        tuple(sorted(old.keys() - new.keys())),
        tuple(sorted(new.keys() - old.keys())),
        changed,
    )
