"""The exact part of the search: the best choice among columns of a neighbourhood, by CP-SAT with one worker."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from cityteams_clusters.domain.teams.kernels.offers import columns_of, exchange, room_beside
from cityteams_clusters.domain.teams.kernels.pricing import Ints
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams
from cityteams_clusters.domain.teams.kernels.teams import value_of


@dataclass(frozen=True, slots=True)
class Column:
    """One possible team: its lead, its members as a mask, whom it needs, and what it is worth (64ths)."""

    lead: int
    members: int
    organisations: tuple[int, ...]
    sector: int
    value: int


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard the columns of a neighbourhood are searched; deterministic time is CP-SAT's own, not the clock's."""

    leads: int = 60
    tries: int = 30
    loudness: int = 10
    """How far chance bends prices, in points."""
    deterministic_time: float = 0.3


def column(lists: Lists, lead: int, members: int) -> Column:
    """The column of this team."""
    orgs = [int(org) for k, org in enumerate(lists.org[lead]) if members >> k & 1]
    own, sector = int(lists.own[lead]), int(lists.sector[lead])
    return Column(lead, members, (own, *orgs), sector, int(value_of(lists, lead, members)))


@dataclass(frozen=True, slots=True)
class Space:
    """What is left for the columns: room of organisations, seats with balance points by sector, their worth."""

    room: Mapping[int, int]
    seats: Mapping[int, int]
    balance: int


def packed(
    columns: Sequence[Column], space: Space, now: frozenset[tuple[int, int]], time: float
) -> tuple[list[Column], bool]:
    """The best columns that fit, one a lead at most, and whether that is proven. `now` is hinted, and fits."""
    model = cp_model.CpModel()
    picked = [model.new_bool_var("") for _ in columns]
    _constrain(model, columns, picked, space.room)
    for chosen, each in zip(picked, columns, strict=True):
        model.add_hint(chosen, (each.lead, each.members) in now)
    worth: list[cp_model.LinearExprT] = [each.value * chosen for chosen, each in zip(picked, columns, strict=True)]
    worth.extend(_seated(model, columns, picked, space))
    model.maximize(cp_model.LinearExpr.sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = time
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return [], False
    taken = [each for chosen, each in zip(picked, columns, strict=True) if solver.boolean_value(chosen)]
    return taken, status == cp_model.OPTIMAL


def _constrain(
    model: cp_model.CpModel, columns: Sequence[Column], picked: Sequence[cp_model.IntVar], room: Mapping[int, int]
) -> None:
    by_lead, by_org = defaultdict(list), defaultdict(list)
    for chosen, each in zip(picked, columns, strict=True):
        by_lead[each.lead].append(chosen)
        for org in each.organisations:
            by_org[org].append(chosen)
    for of_lead in by_lead.values():
        model.add_at_most_one(of_lead)
    for org, users in by_org.items():
        if len(users) > room[org]:
            model.add(sum(users) <= room[org])


def _seated(
    model: cp_model.CpModel, columns: Sequence[Column], picked: Sequence[cp_model.IntVar], space: Space
) -> Iterator[cp_model.LinearExprT]:
    by_sector = defaultdict(list)
    for chosen, each in zip(picked, columns, strict=True):
        by_sector[each.sector].append(chosen)
    for sector, of_sector in by_sector.items():
        if space.balance and space.seats[sector] > 0:
            seated = model.new_int_var(0, space.seats[sector], "")
            model.add(seated <= sum(of_sector))
            yield space.balance * seated


def neighbourhood(lists: Lists, teams: Teams, start: int, size: int, leads_of: Mapping[int, Sequence[int]]) -> Ints:
    """Leads around one, by who wishes for or holds the same organisations; none that is pinned."""
    found, queue = {start}, deque([start])
    while queue and len(found) < size:
        lead = queue.popleft()
        for org in lists.org[lead].tolist():
            if org < 0:
                break
            first = int(teams.first[org])
            holders = teams.holders[first : first + int(teams.used[org])].tolist()
            for other in (*holders, *leads_of.get(org, ())):
                if other not in found and len(found) < size:
                    found.add(other)
                    queue.append(other)
    return np.array(sorted(lead for lead in found if not lists.must[lead]), np.int64)


def leads_by_wish(lists: Lists, depth: int = 3) -> dict[int, list[int]]:
    """Who leads for each organisation, and who has it at the top of its list."""
    found: dict[int, list[int]] = defaultdict(list)
    for lead in range(len(lists.own)):
        found[int(lists.own[lead])].append(lead)
        for org in lists.org[lead, :depth].tolist():
            if org >= 0:
                found[org].append(lead)
    return found


def rearrange(lists: Lists, teams: Teams, inside: Ints, prices: Ints, effort: Effort, seed: int) -> int:
    """Replaces the teams of a neighbourhood by the best choice of columns; the gain, balance points included."""
    room = room_beside(lists, teams, inside)
    loudness = effort.loudness * 64
    masks = columns_of(lists, teams, inside, room, prices, effort.tries, loudness, seed)
    pairs = sorted({(int(lead), int(mask)) for lead, row in zip(inside, masks, strict=True) for mask in row if mask})
    columns = [one for one in (column(lists, lead, mask) for lead, mask in pairs) if one.value > 0]
    now = frozenset((int(lead), int(teams.team[lead])) for lead in inside if teams.team[lead])
    held = np.bincount(lists.sector[[lead for lead, _ in now]], minlength=len(lists.shares)) if now else 0
    seats = np.maximum(0, lists.shares - (teams.formed - held))
    balance = int(lists.terms[4])
    open_room = {org: int(room[org]) for each in columns for org in each.organisations}
    open_seats = dict(enumerate(seats.tolist()))
    chosen, _ = packed(columns, Space(open_room, open_seats, balance), now, effort.deterministic_time)
    before = _worth(lists, [column(lists, lead, mask) for lead, mask in sorted(now)], open_seats)
    gain = _worth(lists, chosen, open_seats) - before
    if gain > 0:
        members = {each.lead: each.members for each in chosen}
        exchange(lists, teams, inside, np.array([members.get(int(lead), 0) for lead in inside], np.int64))
    return max(0, gain)


def _worth(lists: Lists, columns: Sequence[Column], seats: Mapping[int, int]) -> int:
    counts: dict[int, int] = defaultdict(int)
    for each in columns:
        counts[int(lists.sector[each.lead])] += 1
    seated = sum(min(count, seats[number]) for number, count in counts.items())
    return sum(each.value for each in columns) + seated * int(lists.terms[4])
