"""Proposals that follow the worksheets: each one that comes or goes re-prices the leads near it and nobody else.

What it gives is a function of where it began and of the changes in their order; the same log gives the same teams.
Candidates that the rules keep apart from somebody in a list stay out of that list until the next full run.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from cityteams_clusters.domain.teams.columns import Effort, leads_by_wish, neighbourhood, rearrange
from cityteams_clusters.domain.teams.kernels.prices import sweep
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION, Ints
from cityteams_clusters.domain.teams.kernels.stream import ripple
from cityteams_clusters.domain.teams.kernels.tables import Wide
from cityteams_clusters.domain.teams.kernels.teams import put, value_of
from cityteams_clusters.domain.teams.lists import Ground, short_lists
from cityteams_clusters.domain.teams.pool import Entry, Pool, Vectors
from cityteams_clusters.domain.teams.prices import NOBODY, priced
from cityteams_clusters.domain.teams.rules import FormationRules
from cityteams_clusters.domain.teams.run import Budget
from cityteams_clusters.domain.teams.search import no_teams, searched, total
from cityteams_clusters.domain.teams.standing import Standing
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_contracts.values import OrganisationId, WorksheetId

LEAST_GAIN = 3
"""Points that a change has to bring, or the proposals stay as people have seen them."""
FIRST_TRIES, MOST_TRIES = 4, 8
"""How many leads try anew after a change: those it concerns, and with those near what that set free."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change did: the leads whose team is another now, those who went among them, and the points won."""

    leads: tuple[WorksheetId, ...]
    gain: int


class Live:
    """The teams of one round, kept good as worksheets come and go."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self._queue = np.zeros(256, np.int64)

    @classmethod
    def begun(cls, pool: Pool, rules: FormationRules, weights: Weights, budget: Budget, seed: int = 1) -> Self:
        """Lists and prices as a run has them; with `budget.visits` above 0 also its teams, else none yet."""
        ground = Ground.of(pool, rules, weights)
        prices = priced(ground, budget.candidates, budget.sweeps)
        lists = short_lists(prices.wide, prices.prices, budget.candidates)
        teams = searched(lists, prices, budget.effort, budget.visits, seed) if budget.visits else no_teams(lists)
        return cls(Standing(pool, ground, prices, lists, teams))

    def score(self) -> float:
        """Points of all teams together."""
        return total(self.standing.lists, self.standing.teams) / FRACTION

    def bound(self) -> float:
        """Points that no choice of teams out of the present lists exceeds, proven by the present prices."""
        wide = self._wide()
        use, taken = np.zeros_like(wide.capacity), np.zeros_like(wide.shares)
        return sweep(wide, self.standing.prices, self.standing.seats, use, taken, wide.outside) / FRACTION

    def _wide(self) -> Wide:
        lists, nothing = self.standing.lists, np.zeros(0, np.int64)
        none, outside = np.zeros(len(lists.own) + 1, np.int64), np.full(len(lists.own), NOBODY, np.int64)
        return Wide(
            lists.entry, lists.org, lists.worth, lists.bits, lists.needs, lists.own, lists.sector, outside,
            nothing, none, nothing, lists.capacity, lists.shares, lists.terms,
        )  # fmt: skip

    def team_of(self, lead: WorksheetId) -> tuple[int, tuple[int, ...]] | None:
        """The number of a lead and those of its members in `standing.pool`, or None without a team."""
        number = self.standing.number.get(lead, -1)
        at = self.standing.place_of.get(number, -1)
        if at < 0 or not self.standing.teams.team[at]:
            return None
        mask = int(self.standing.teams.team[at])
        return number, tuple(sorted(int(e) for k, e in enumerate(self.standing.lists.entry[at]) if mask >> k & 1))

    def leads(self) -> tuple[WorksheetId, ...]:
        """Everybody who leads a team now."""
        return self._names(np.flatnonzero(self.standing.teams.team))

    def has_room(self, lead: WorksheetId) -> bool:
        """Whether the sector of a lead has no more teams than earn the balance points."""
        lists, at = self.standing.lists, self.standing.place_of[self.standing.number[lead]]
        sector = int(lists.sector[at])
        return bool(self.standing.teams.formed[sector] <= lists.shares[sector])

    def seat(self, lead: WorksheetId, members: Iterable[WorksheetId]) -> bool:
        """Puts a team that is known from earlier; False if it does not fit the lists or somebody is taken."""
        lists, teams, number = self.standing.lists, self.standing.teams, self.standing.number
        at = self.standing.place_of.get(number.get(lead, -1), -1)
        rows = [number.get(name, -1) for name in members]
        if at >= 0 and not set(rows) <= set(lists.entry[at].tolist()):
            self.standing.relist(at, [row for row in rows if row >= 0])
        columns = {int(entry): k for k, entry in enumerate(lists.entry[at]) if entry >= 0} if at >= 0 else {}
        wanted = [columns.get(row, -1) for row in rows]
        if at < 0 or min(wanted, default=-1) < 0 or teams.team[at]:
            return False
        orgs = [int(lists.own[at]), *(int(lists.org[at, k]) for k in wanted)]
        if any(teams.used[org] >= lists.capacity[org] for org in orgs):
            return False
        mask = sum(1 << k for k in wanted)
        if value_of(lists, at, mask) <= 0:
            return False
        put(lists, teams, at, mask)
        return True

    def come(self, entry: Entry, vector: Vectors) -> Moved:
        """A worksheet was accepted; if it was here before, the earlier one goes first."""
        changed, gone = self._changed(), self._own(entry.worksheet_id)
        freed = self.standing.leave(entry.worksheet_id, changed)
        number = self.standing.append(entry, vector)
        queue = self.standing.offer(number)
        if entry.can_lead:
            queue = [self.standing.begin_lead(number), *queue]
        return self._settle([*queue, *freed], changed, gone)

    def go(self, worksheet_id: WorksheetId) -> Moved:
        """A worksheet was withdrawn, or is closed; nothing happens if it is not here."""
        changed, gone = self._changed(), self._own(worksheet_id)
        return self._settle(self.standing.leave(worksheet_id, changed), changed, gone)

    def lock(self, lead: WorksheetId, members: Sequence[WorksheetId]) -> Moved:
        """A team has agreed: its worksheets take no further part, and its organisations have one place less."""
        changed, freed = self._changed(), []
        for name in (lead, *members):
            org = int(self.standing.features.org[self.standing.number[name]]) if name in self.standing.number else -1
            freed += self.standing.leave(name, changed)
            lists, teams = self.standing.lists, self.standing.teams
            if org >= 0 and teams.used[org] < lists.capacity[org]:
                lists.capacity[org] -= 1
        return self._settle(freed, changed, ())

    def part(self, lead: OrganisationId, member: OrganisationId) -> Moved:
        """A lead and a member said no to each other: neither is in a team of the other any more."""
        changed = self._changed()
        return self._settle(self.standing.separate(lead, member, changed), changed, ())

    def settle(self) -> Moved:
        """Every lead tries once, for a beginning with teams that are known from earlier."""
        lists, teams, changed = self.standing.lists, self.standing.teams, self._changed()
        order = np.arange(len(lists.own), dtype=np.int64)
        gain = ripple(lists, teams, order, len(order), LEAST_GAIN * FRACTION, len(order), changed)
        return Moved(self._names(np.flatnonzero(changed)), int(gain) // FRACTION)

    def polish(self, near: WorksheetId, effort: Effort, seed: int, sweeps: int = 3) -> Moved:
        """For moments in which nothing comes: fresh prices, fresh lists around one lead, and the exact search there."""
        at = self.standing.place_of.get(self.standing.number.get(near, -1))
        if at is None:
            return Moved((), 0)
        lists, teams = self.standing.lists, self.standing.teams
        self.standing.price_anew(self._wide(), sweeps)
        around = neighbourhood(lists, teams, at, effort.leads, leads_by_wish(lists))
        for place in around.tolist():
            self.standing.relist(place)
        before = teams.team.copy()
        gain = rearrange(lists, teams, around, self.standing.prices, effort, seed) if len(around) else 0
        return Moved(self._names(np.flatnonzero(before != teams.team)), gain // FRACTION)

    def _changed(self) -> Ints:
        return np.zeros(len(self.standing.lists.own) + 1, np.int64)

    def _own(self, worksheet_id: WorksheetId) -> tuple[WorksheetId, ...]:
        return (worksheet_id,) if self.team_of(worksheet_id) else ()

    def _settle(self, queue: Sequence[int], changed: Ints, gone: tuple[WorksheetId, ...]) -> Moved:
        first = list(dict.fromkeys([*np.flatnonzero(changed).tolist(), *queue]))[:FIRST_TRIES]
        self._queue[: len(first)] = first
        lists, teams, least = self.standing.lists, self.standing.teams, LEAST_GAIN * FRACTION
        gain = ripple(lists, teams, self._queue, len(first), least, MOST_TRIES, changed)
        return Moved(tuple(sorted({*gone, *self._names(np.flatnonzero(changed))})), int(gain) // FRACTION)

    def _names(self, places: Ints) -> tuple[WorksheetId, ...]:
        found = (self.standing.lead_at(at) for at in places.tolist())
        return tuple(sorted(name for name in found if name is not None))
