"""Lists and teams as worksheets come and go one by one: only what is near a change is looked at."""

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.moves import MOST_JOURNAL, move, space
from cityteams_clusters.domain.teams.kernels.pairs import (
    COUNTS,
    KIND,
    NEED,
    RECIPROCITY,
    REGION,
    SEAT,
    SECTOR,
    SIMILARITY,
    Dots,
    Features,
    as_wished,
    open_needs,
    shared,
    similar,
)
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION, NEVER, Ints, bonus
from cityteams_clusters.domain.teams.kernels.tables import Lists, Teams
from cityteams_clusters.domain.teams.kernels.teams import put, value_of

MOST_RETURNED = 3
Shorts = NDArray[np.int16]


@compiled
def key_of(lists: Lists, lead: int, k: int, prices: Ints) -> int:
    """What a candidate promises its lead at these prices; NEVER for an empty place."""
    if lists.org[lead, k] < 0:
        return NEVER
    alone = bonus(lists.bits[lead, k], lists.needs[lead], lists.terms)
    return lists.worth[lead, k] - prices[lists.org[lead, k]] + alone


@compiled
def floor_of(lists: Lists, lead: int, prices: Ints) -> int:
    """The least promise in the list of a lead: who promises less need not be looked at."""
    least = key_of(lists, lead, 0, prices)
    for k in range(1, lists.org.shape[1]):
        least = min(least, key_of(lists, lead, k, prices))
    return least


@compiled
def floors(lists: Lists, prices: Ints, found: Ints) -> None:
    """The floors of all leads."""
    for lead in range(len(lists.own)):
        found[lead] = floor_of(lists, lead, prices)


@compiled
def dots_of(rows: Shorts, one: Shorts, found: Dots) -> None:
    """The scalar products of many vectors with one, by whole numbers."""
    for at in range(len(rows)):
        total = np.int32(0)
        for k in range(len(one)):
            total += np.int32(rows[at, k]) * np.int32(one[k])
        found[at] = total


@compiled
def promises_of(
    pool: Features, leads: Ints, other: int, dots: Dots, price: int, floor: Ints, worths: Ints, above: Ints, found: Ints
) -> int:
    """Which leads would have this worksheet in their list, what it brings to each, and how far that is above the floor.

    How many they are.
    """
    count, points = 0, pool.points
    for at in range(len(leads)):
        lead = leads[at]
        if lead < 0 or pool.org[lead] < 0 or pool.org[lead] == pool.org[other]:
            continue
        value = similar(int(dots[at]), points[SIMILARITY]) - points[SEAT]
        value += points[SECTOR] * shared(pool.sector[lead], pool.sector[other])
        value += points[REGION] * as_wished(pool.wish[lead], pool.region[lead], pool.region[other])
        value += min(MOST_RETURNED, COUNTS[pool.needs[other] & pool.offers[lead]]) * points[RECIPROCITY]
        covered = COUNTS[open_needs(pool.needs[lead], pool.offers[lead]) & pool.offers[other]]
        most = value + covered * points[NEED] + points[KIND] * (pool.kind[other] != 0)
        if most * FRACTION - price > floor[at]:
            worths[count], found[count] = value, at
            above[count] = most * FRACTION - price - max(floor[at], -(1 << 40))
            count += 1
    return count


@compiled
def _bits(pool: Features, lead: int, other: int, needs: int) -> int:
    wanted, bits, place = open_needs(pool.needs[lead], pool.offers[lead]), pool.kind[other] << needs, 0
    for need in range(8):
        if wanted >> need & 1:
            bits |= (pool.offers[other] >> need & 1) << place
            place += 1
    return bits


@compiled
def _victim(lists: Lists, teams: Teams, at: int, org: int, key: int, prices: Ints) -> int:
    """The place for a newcomer that promises `key`, or -1; an organisation is in a list once."""
    held, victim, least = teams.team[at] | lists.must[at], -1, key
    for k in range(lists.org.shape[1]):
        here = key_of(lists, at, k, prices)
        if lists.org[at, k] == org:
            return -1 if held >> k & 1 or here >= key else k
        if not held >> k & 1 and here < least:
            victim, least = k, here
    return victim


@compiled
def insert(
    pool: Features, lists: Lists, teams: Teams, at: int, lead: int, other: int, worth: int, prices: Ints
) -> bool:
    """Puts a worksheet into a list over the least candidate outside the team, if it promises more."""
    org, bits = pool.org[other], _bits(pool, lead, other, lists.needs[at])
    key = worth * FRACTION - prices[org] + bonus(bits, lists.needs[at], lists.terms)
    victim = _victim(lists, teams, at, org, key, prices)
    if victim < 0:
        return False
    lists.entry[at, victim], lists.org[at, victim] = other, org
    lists.worth[at, victim], lists.bits[at, victim] = worth * FRACTION, bits
    return True


@compiled
def insert_all(
    pool: Features,
    lists: Lists,
    teams: Teams,
    places: Ints,
    leads: Ints,
    other: int,
    worths: Ints,
    prices: Ints,
    floor: Ints,
) -> Ints:
    """Puts a worksheet into the lists of these places where it fits; which of them."""
    entered = np.zeros(len(places), np.int64)
    for j in range(len(places)):
        at = places[j]
        if insert(pool, lists, teams, at, leads[at], other, worths[j], prices):
            floor[at] = floor_of(lists, at, prices)
            entered[j] = 1
    return entered


@compiled
def remove(lists: Lists, teams: Teams, at: int, k: int) -> bool:
    """Takes a candidate out of a list, and out of the team; whether it was in the team."""
    within = teams.team[at] >> k & 1
    lists.must[at] &= ~(1 << k)
    if within:
        rest = teams.team[at] & ~(1 << k)
        put(lists, teams, at, rest if value_of(lists, at, rest) > 0 else lists.must[at])
    lists.entry[at, k], lists.org[at, k], lists.worth[at, k], lists.bits[at, k] = -1, -1, NEVER, 0
    return bool(within)


@compiled
def close(lists: Lists, teams: Teams, at: int) -> None:
    """Ends a lead: no team, no candidates."""
    put(lists, teams, at, 0)
    lists.must[at] = 0
    lists.org[at], lists.entry[at], lists.worth[at], lists.bits[at] = -1, -1, NEVER, 0


@compiled
def _second(lists: Lists, freed: Ints, marked: Ints, queue: Ints, length: int) -> int:
    """Queues the leads that have somebody who was set free in their list."""
    for lead in range(len(lists.own)):
        if marked[lead] or length == len(queue):
            continue
        near = freed[lists.own[lead]] != 0
        for k in range(lists.org.shape[1]):
            org = lists.org[lead, k]
            near = near or (org >= 0 and freed[org] != 0)
        if near:
            marked[lead] = 1
            queue[length] = lead
            length += 1
    return length


@compiled
def _set_free(lists: Lists, teams: Teams, lead: int, before: int, freed: Ints) -> int:
    count = 0
    for k in range(lists.org.shape[1]):
        if before >> k & 1 and not teams.team[lead] >> k & 1 and lists.org[lead, k] >= 0:
            freed[lists.org[lead, k]] = 1
            count += 1
    if before and not teams.team[lead]:
        freed[lists.own[lead]] = 1
        count += 1
    return count


@compiled
def ripple(lists: Lists, teams: Teams, queue: Ints, length: int, least: int, most: int, changed: Ints) -> int:
    """Tries to improve the queued leads, then those near what that set free, `most` tries in all; the gain.

    `changed` marks every lead whose team was touched.
    """
    best, sets = np.empty(space(lists), np.int64), np.empty(space(lists), np.int64)
    journal, free = np.empty((MOST_JOURNAL, 3), np.int64), np.zeros(len(lists.capacity), np.int64)
    marked, freed = np.zeros(len(lists.own), np.int64), np.zeros(len(lists.capacity), np.int64)
    gained, at, loose = 0, 0, 0
    for j in range(length):
        marked[queue[j]] = 1
    for wave in range(2):
        while at < length and at < most:
            gain, notes = move(lists, teams, queue[at], least, free, journal, best, sets)
            at += 1
            gained += gain
            for j in range(notes):
                changed[journal[j, 0]] = 1
                loose += _set_free(lists, teams, journal[j, 0], journal[j, 1], freed)
        if wave == 0 and loose:
            length = _second(lists, freed, marked, queue, length)
    return gained
