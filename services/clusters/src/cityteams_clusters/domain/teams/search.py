"""From prices to teams: a first plan, local search, and the exact part neighbourhood by neighbourhood."""

import numpy as np

from cityteams_clusters.domain.teams.columns import Effort, leads_by_wish, neighbourhood, rearrange
from cityteams_clusters.domain.teams.kernels.pricing import Ints
from cityteams_clusters.domain.teams.kernels.search import improve, plan
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams
from cityteams_clusters.domain.teams.kernels.teams import balance, put
from cityteams_clusters.domain.teams.prices import Priced
from cityteams_clusters.domain.teams.progress import Tell, unheard

PASSES = 30
STRIDE = 7919
"""A prime: neighbourhoods begin all over the leads before they come back to the same ones."""


def no_teams(lists: Lists) -> Teams:
    """Nobody in any team, but for the pinned, who are held for their leads from the start."""
    first = np.concatenate([[0], np.cumsum(lists.capacity)]).astype(np.int64)
    leads, organisations = len(lists.own), len(lists.capacity)
    teams = Teams(
        team=np.zeros(leads, np.int64),
        value=np.zeros(leads, np.int64),
        used=np.zeros(organisations, np.int64),
        holders=np.full(int(first[-1]), -1, np.int64),
        first=first[:-1].copy(),
        formed=np.zeros(len(lists.shares), np.int64),
    )
    for lead in np.flatnonzero(lists.must).tolist():
        put(lists, teams, lead, lists.must[lead])
    return teams


def teams_of(lists: Lists, masks: Ints) -> Teams:
    """These teams, one mask a lead."""
    teams = no_teams(lists)
    for lead in np.flatnonzero(masks).tolist():
        put(lists, teams, lead, int(masks[lead]))
    return teams


def total(lists: Lists, teams: Teams) -> int:
    """What the search counts: values and balance points (64ths)."""
    return int(teams.value.sum()) + int(balance(lists, teams))


def searched(lists: Lists, priced: Priced, effort: Effort, visits: float, seed: int, tell: Tell = unheard) -> Teams:
    """The teams after the whole search; `visits` is how often each lead takes part in the exact part."""
    teams = no_teams(lists)
    order = np.arange(len(lists.own))
    for numerator in (9, 0):
        plan(lists, teams, priced.prices * numerator // 10, order)
    _settle(lists, teams, order)
    rounds = int(visits * len(order) / effort.leads) if len(order) > 1 else 0
    leads_of = leads_by_wish(lists) if rounds else {}
    for number in range(rounds):
        tell("teams", number, rounds)
        start = (number * STRIDE + seed) % len(order)
        inside = neighbourhood(lists, teams, start, effort.leads, leads_of)
        if len(inside):
            rearrange(lists, teams, inside, priced.prices, effort, seed + number)
        if number % max(1, rounds // 4) == max(1, rounds // 4) - 1:
            _settle(lists, teams, order)
    _settle(lists, teams, order)
    tell("teams", rounds, rounds)
    return teams


def _settle(lists: Lists, teams: Teams, order: Ints) -> None:
    changed, seen = np.ones(len(lists.capacity), np.int64), np.zeros(len(order), np.int64)
    improve(lists, teams, order, PASSES, changed, seen, 1)
