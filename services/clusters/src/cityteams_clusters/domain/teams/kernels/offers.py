"""Columns for the exact part of the search: good teams of a few leads, made of those whom no other lead holds."""

import numpy as np

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.moves import space
from cityteams_clusters.domain.teams.kernels.pricing import NEVER, Ints, price
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams
from cityteams_clusters.domain.teams.kernels.teams import put


@compiled
def shake(noise: Ints, state: int, loudness: int) -> int:
    """Fills `noise` with whole numbers from 0 to `loudness`, the same for the same state; the next state."""
    for i in range(len(noise)):
        state = (state * 6364136223846793005 + 1442695040888963407) & ((1 << 62) - 1)
        noise[i] = (state >> 32) * loudness >> 30
    return state


@compiled
def room_beside(lists: Lists, teams: Teams, inside: Ints) -> Ints:
    """The capacity of every organisation that the teams outside this neighbourhood leave."""
    room = lists.capacity - teams.used
    for lead in inside:
        if teams.team[lead] == 0:
            continue
        room[lists.own[lead]] += 1
        for k in range(lists.org.shape[1]):
            if teams.team[lead] >> k & 1:
                room[lists.org[lead, k]] += 1
    return room


@compiled
def columns_of(
    lists: Lists, teams: Teams, inside: Ints, room: Ints, prices: Ints, tries: int, loudness: int, seed: int
) -> Ints:
    """Per lead of the neighbourhood its present team and its best ones at prices that chance bends a little."""
    found = np.zeros((len(inside), tries + 1), np.int64)
    best, sets = np.empty(space(lists), np.int64), np.empty(space(lists), np.int64)
    worth, noise = np.empty(lists.org.shape[1], np.int64), np.zeros(len(prices), np.int64)
    for j in range(len(inside)):
        found[j, 0] = teams.team[inside[j]]
    for turn in range(tries):
        seed = shake(noise, seed, loudness if turn else 0)
        for j in range(len(inside)):
            lead = inside[j]
            if room[lists.own[lead]] <= 0:
                continue
            for k in range(len(worth)):
                org = lists.org[lead, k]
                free = org >= 0 and room[org] > 0
                worth[k] = lists.worth[lead, k] - prices[org] + noise[org] - loudness // 2 if free else NEVER
            must = lists.must[lead]
            pairs = lists.apart[lists.apart_from[lead] : lists.apart_from[lead + 1]]
            bits, needs = lists.bits[lead], lists.needs[lead]
            _, members, _ = price(worth, bits, needs, lists.terms, must, pairs, best, sets)
            found[j, turn + 1] = members
    return found


@compiled
def exchange(lists: Lists, teams: Teams, inside: Ints, chosen: Ints) -> None:
    """Gives the leads of a neighbourhood new teams, all at once."""
    for lead in inside:
        put(lists, teams, lead, 0)
    for j in range(len(inside)):
        if chosen[j]:
            put(lists, teams, inside[j], chosen[j])
