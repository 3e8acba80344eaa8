"""Local search: one lead after the other takes the best team it can get, paying what the robbed teams lose."""

import numpy as np

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.pricing import KINDS, MOST_MEMBERS, NEVER, Ints, price
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams
from cityteams_clusters.domain.teams.kernels.teams import FORBIDDEN, PINNED, balance, cheapest, put, without

MOST_JOURNAL = 64
SLACK = 40 * 64
"""How much better than told a move may turn out: what is robbed may be repaired."""


@compiled
def space(lists: Lists) -> int:
    """How many places the dynamic programme needs for the lead with most needs."""
    return (MOST_MEMBERS + 1) << (lists.needs.max() + KINDS)


@compiled
def desired(
    lists: Lists, teams: Teams, lead: int, steal: bool, prices: Ints, best: Ints, sets: Ints
) -> tuple[int, int]:
    """The best team of a lead and its value, less `prices` and what stealing costs; NEVER without one."""
    width = lists.org.shape[1]
    worth = np.empty(width, np.int64)
    for k in range(width):
        worth[k] = lists.worth[lead, k]
        org = lists.org[lead, k]
        if org < 0:
            continue
        cost, _ = cheapest(lists, teams, org, lead)
        if cost >= PINNED or (cost > 0 and not steal):
            worth[k] = NEVER
        else:
            worth[k] -= cost + prices[org]
    must = lists.must[lead]
    for k in range(width):
        if must >> k & 1:
            worth[k] = lists.worth[lead, k]
    pairs = lists.apart[lists.apart_from[lead] : lists.apart_from[lead + 1]]
    value, members, _ = price(worth, lists.bits[lead], lists.needs[lead], lists.terms, must, pairs, best, sets)
    if value == NEVER:
        return NEVER, 0
    if teams.team[lead] == 0:
        cost, _ = cheapest(lists, teams, lists.own[lead], lead)
        if cost >= PINNED or (cost > 0 and not steal):
            return NEVER, 0
        value -= cost
    value -= prices[lists.own[lead]]
    return (value + PINNED if must else value), members


@compiled
def _note(teams: Teams, lead: int, journal: Ints, length: int) -> int:
    journal[length, 0] = lead
    journal[length, 1] = teams.team[lead]
    journal[length, 2] = teams.value[lead]
    return length + 1


@compiled
def _take(lists: Lists, teams: Teams, lead: int, org: int, journal: Ints, length: int) -> int:
    """Robs whoever loses least, if nobody has room; -1 where that is forbidden by now."""
    cost, victim = cheapest(lists, teams, org, lead)
    if cost >= FORBIDDEN:
        return -1
    if victim >= 0:
        length = _note(teams, victim, journal, length)
        put(lists, teams, victim, without(lists, teams, victim, org))
    return length


@compiled
def _take_all(lists: Lists, teams: Teams, lead: int, members: int, journal: Ints) -> int:
    length = _note(teams, lead, journal, 0)
    done = length
    if teams.team[lead] == 0:
        done = _take(lists, teams, lead, lists.own[lead], journal, length)
    for k in range(lists.org.shape[1]):
        if done >= 0 and members >> k & 1 and not teams.team[lead] >> k & 1:
            length = done
            done = _take(lists, teams, lead, lists.org[lead, k], journal, length)
    if done >= 0:
        put(lists, teams, lead, members)
        return done
    for j in range(length - 1, -1, -1):
        put(lists, teams, journal[j, 0], journal[j, 1])
    return -1


@compiled
def _repair(lists: Lists, teams: Teams, journal: Ints, length: int, free: Ints, best: Ints, sets: Ints) -> int:
    for j in range(1, length):
        robbed = journal[j, 0]
        value, members = desired(lists, teams, robbed, False, free, best, sets)
        if value > teams.value[robbed] and length < MOST_JOURNAL:
            length = _note(teams, robbed, journal, length)
            put(lists, teams, robbed, members)
    return length


@compiled
def move(
    lists: Lists, teams: Teams, lead: int, least: int, noise: Ints, journal: Ints, best: Ints, sets: Ints
) -> tuple[int, int]:
    """Improves one lead's team if all teams together gain at least `least`: the gain and how many notes it wrote."""
    value, members = desired(lists, teams, lead, True, noise, best, sets)
    if value == NEVER or members == teams.team[lead] or value - teams.value[lead] + lists.terms[4] < least - SLACK:
        return 0, 0
    before = balance(lists, teams)
    length = _take_all(lists, teams, lead, members, journal)
    if length < 0:
        return 0, 0
    robbed = length
    length = _repair(lists, teams, journal, robbed, noise, best, sets)
    gain = balance(lists, teams) - before
    for j in range(length):
        first = True
        for i in range(j):
            first = first and journal[i, 0] != journal[j, 0]
        if first:
            gain += teams.value[journal[j, 0]] - journal[j, 2]
    if gain >= least:
        return gain, length
    for j in range(length - 1, robbed - 1, -1):
        put(lists, teams, journal[j, 0], journal[j, 1])
    put(lists, teams, lead, journal[0, 1])  # before the robbed get back what it took
    for j in range(robbed - 1, 0, -1):
        put(lists, teams, journal[j, 0], journal[j, 1])
    return 0, 0
