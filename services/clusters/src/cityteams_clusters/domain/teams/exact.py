"""The proven optimum of a small pool: one model of who is in whose team, all of it at once, solved by CP-SAT.

The search over prices and columns scales, but leaves a few percent in a pool of a handful of leads. There a model with
a variable for every lead and candidate is small, and its linear relaxation so tight that the root mostly solves it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from cityteams_clusters.domain.teams.kernels.pricing import FRACTION, KINDS, Ints
from cityteams_clusters.domain.teams.kernels.tables import Lists

TIME = 20.0
"""Deterministic time of CP-SAT, about seconds on a quiet machine."""
Weighed = tuple[cp_model.IntVar, int]


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best teams found, as masks over each lead's candidates, and what no choice of teams exceeds (64ths)."""

    teams: Ints
    score: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no other choice is worth a whole point more."""
        return self.score // FRACTION >= self.bound // FRACTION


def optimum(lists: Lists, hint: Ints, score: int, time: float = TIME) -> Optimum:
    """The best teams out of these lists, from teams worth `score` (64ths) on. Raises ValueError where pins are."""
    if lists.must.any():
        raise ValueError("the optimum is proven for pools without pins")
    model = _Model(lists)
    model.start_from(hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = time
    status = solver.solve(model.model)
    bound = int(np.floor(solver.best_objective_bound + 1e-6))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE} or round(solver.objective_value) <= score:
        return Optimum(hint, score, max(bound, score))
    return Optimum(model.teams(solver), round(solver.objective_value), bound)


class _Model:
    """`led` says who leads a team, `held` by lead and candidate who is in it."""

    def __init__(self, lists: Lists) -> None:
        self.lists, self.model = lists, cp_model.CpModel()
        self.need, self.kind, self.fewest, self.most, self.balance = (int(term) for term in lists.terms)
        self.led = [self.model.new_bool_var("") for _ in lists.own]
        self.held = [self._held(lead) for lead in range(len(lists.own))]
        worth: list[Weighed] = []
        for lead in range(len(lists.own)):
            worth.extend(self._team(lead))
        worth.extend(self._balanced())
        self._capacities()
        variables, points = zip(*worth, strict=True) if worth else ((), ())
        self.model.maximize(cp_model.LinearExpr.weighted_sum(variables, points))

    def start_from(self, teams: Ints) -> None:
        """Hints teams that fit."""
        for lead, mask in enumerate(teams.tolist()):
            self.model.add_hint(self.led[lead], mask != 0)
            for k, chosen in self.held[lead].items():
                self.model.add_hint(chosen, bool(mask >> k & 1))

    def teams(self, solver: cp_model.CpSolver) -> Ints:
        """What was found."""
        masks = [sum(1 << k for k, chosen in held.items() if solver.boolean_value(chosen)) for held in self.held]
        return np.array(masks, np.int64)

    def _held(self, lead: int) -> dict[int, cp_model.IntVar]:
        candidates = np.flatnonzero(self.lists.org[lead] >= 0).tolist()
        return {k: self.model.new_bool_var("") for k in candidates}

    def _team(self, lead: int) -> Iterable[Weighed]:
        """The rules of one team, and what it is worth."""
        model, lists, led, held = self.model, self.lists, self.led[lead], self.held[lead]
        needs, size = int(lists.needs[lead]), cp_model.LinearExpr.sum(list(held.values()))
        model.add(size >= self.fewest * led)
        model.add(size <= self.most * led)
        covers: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for k, chosen in held.items():
            model.add_implication(chosen, led)
            yield chosen, int(lists.worth[lead, k])
            for bit in range(needs + KINDS):
                if int(lists.bits[lead, k]) >> bit & 1:
                    covers[bit].append(chosen)
        model.add(cp_model.LinearExpr.sum([*covers[needs], *covers[needs + 1]]) >= led)  # a technology provider
        for pair in lists.apart[lists.apart_from[lead] : lists.apart_from[lead + 1]].tolist():
            model.add_at_most_one(chosen for k, chosen in held.items() if pair >> k & 1)
        for bit, covering in sorted(covers.items()):
            covered = model.new_bool_var("")
            model.add(covered <= cp_model.LinearExpr.sum(covering))
            model.add_implication(covered, led)
            yield covered, self.need if bit < needs else self.kind

    def _balanced(self) -> Iterable[Weighed]:
        """What teams in sectors below their share are worth on top."""
        by_sector: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for lead, led in enumerate(self.led):
            by_sector[int(self.lists.sector[lead])].append(led)
        for sector, leads in sorted(by_sector.items()):
            if self.balance and self.lists.shares[sector] > 0:
                seated = self.model.new_int_var(0, int(self.lists.shares[sector]), "")
                self.model.add(seated <= cp_model.LinearExpr.sum(leads))
                yield seated, self.balance

    def _capacities(self) -> None:
        users: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for lead, held in enumerate(self.held):
            users[int(self.lists.own[lead])].append(self.led[lead])
            for k, chosen in held.items():
                users[int(self.lists.org[lead, k])].append(chosen)
        for org, of_org in sorted(users.items()):
            if len(of_org) > int(self.lists.capacity[org]):
                self.model.add(cp_model.LinearExpr.sum(of_org) <= int(self.lists.capacity[org]))
