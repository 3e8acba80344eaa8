"""What one member brings to one lead, and the candidates of a lead: those who may bring it most at given prices."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.pricing import FRACTION, NEVER, Ints, popcount

SIMILARITY, SEAT, SECTOR, NEED, RECIPROCITY, KIND, REGION = range(7)
ANY, SAME, OTHER = range(3)
SQUARED_NORM = 16_000_000
TIE_BITS = 20
Dots = NDArray[np.float32]
COUNTS = np.array([mask.bit_count() for mask in range(256)], np.int64)


class Features(NamedTuple):
    """The pool as whole numbers, one row a worksheet; -1 for an unknown sector or region."""

    org: Ints
    sector: Ints
    region: Ints
    needs: Ints
    offers: Ints
    kind: Ints
    """0, or one bit: industry, research, society."""
    wish: Ints
    tie: Ints
    """A number that the worksheet's id alone decides; it spreads equals."""
    points: Ints
    """The weights, in the order of the names above."""


@compiled
def similar(dot: int, points: int) -> int:
    """Points for a scalar product of two quantised vectors, rounded down."""
    return min(points, max(0, dot) * points // SQUARED_NORM)


@compiled
def as_wished(wish: int, here: int, there: int) -> bool:
    """Whether the region of a member is as the lead wishes; what is not known is not."""
    return here >= 0 and there >= 0 and wish != ANY and (here == there) == (wish == SAME)


@compiled
def shared(one: int, other: int) -> bool:
    """Whether both worksheets name the same sector."""
    return one >= 0 and one == other


@compiled
def open_needs(needs: int, offers: int) -> int:
    """The needs of a lead that its own offers do not cover."""
    return needs & ~offers


@compiled
def _worths(pool: Features, lead: int, dots: Dots, most_needs: int, worths: Ints, promises: Ints) -> None:
    """What every worksheet would bring to the lead by itself, and at most: if it alone covers its needs and kind."""
    sector, region, wish, offers = pool.sector[lead], pool.region[lead], pool.wish[lead], pool.offers[lead]
    needs, counts, points = open_needs(pool.needs[lead], offers), COUNTS, pool.points
    alike, seat, same, covered = points[SIMILARITY], points[SEAT], points[SECTOR], points[NEED]
    returned, kind, near = points[RECIPROCITY], points[KIND], points[REGION]
    for other in range(len(dots)):
        value = similar(int(dots[other]), alike) - seat
        value += same * shared(sector, pool.sector[other]) + near * as_wished(wish, region, pool.region[other])
        value += min(most_needs, counts[pool.needs[other] & offers]) * returned
        worths[other] = value
        promises[other] = value + counts[needs & pool.offers[other]] * covered + kind * (pool.kind[other] != 0)


@compiled
def _tie(one: int, other: int) -> int:
    return (one * 2654435761 ^ other * 40503) * 2246822519 >> 12 & ((1 << TIE_BITS) - 1)


@compiled
def _holds(values: Ints, value: int) -> bool:
    for one in values:
        if one == value:
            return True
    return False


@compiled
def _compact(keys: Ints, rows: Ints, count: int, width: int) -> int:
    """Keeps the best of what was gathered, best first; how many there are now."""
    order = np.argsort(-keys[:count], kind="mergesort")[:width]
    keys[: len(order)] = keys[order]
    rows[: len(order)] = rows[order]
    return len(order)


@compiled
def choose(pool: Features, lead: int, promises: Ints, prices: Ints, never: Ints, always: Ints, found: Ints) -> int:
    """Fills `found` with the best candidates, best first; the most that anybody left out promises, in 64ths.

    `never` holds organisations that may not be in this team, `always` worksheets that must be in the list.
    """
    width = len(found)
    keys, rows = np.empty(4 * width, np.int64), np.empty(4 * width, np.int64)
    count, floor, left_out, here, mine = 0, NEVER, NEVER, pool.tie[lead], pool.org[lead]
    for other in range(len(promises)):
        org = pool.org[other]
        if org < 0 or org == mine:
            continue
        key = (promises[other] * FRACTION - prices[org]) << TIE_BITS | _tie(here, pool.tie[other])
        if key <= floor:
            left_out = max(left_out, key)
        elif not _holds(never, org):
            keys[count], rows[count] = key, other
            count += 1
            if count == len(keys):
                left_out = max(left_out, np.partition(keys, count - width - 1)[count - width - 1])
                count = _compact(keys, rows, count, width)
                floor = keys[width - 1]
    order = np.argsort(-keys[:count], kind="mergesort")
    if count > width:
        left_out = max(left_out, keys[order[width]])
    found[:] = -1
    count = min(count, width)
    found[:count] = rows[order[:count]]
    _insist(pool, lead, promises, found, always, never)
    return left_out >> TIE_BITS if left_out > NEVER else NEVER


@compiled
def _insist(pool: Features, lead: int, promises: Ints, found: Ints, always: Ints, never: Ints) -> None:
    """Puts pinned worksheets and, if there is none, the likest technology provider over the least candidates."""
    last = len(found) - 1
    for other in always:
        if not _holds(found, other):
            while _holds(always, found[last]):
                last -= 1
            found[last] = other
    for other in found:
        if other >= 0 and pool.kind[other] & 3:
            return
    provider = -1
    for other in range(len(promises)):
        org = pool.org[other]
        if org >= 0 and org != pool.org[lead] and pool.kind[other] & 3 and not _holds(never, org):
            if provider < 0 or promises[other] > promises[provider]:
                provider = other
    while last > 0 and _holds(always, found[last]):
        last -= 1
    if provider >= 0:
        found[last] = provider


@compiled
def describe(pool: Features, lead: int, worths: Ints, found: Ints, worth: Ints, bits: Ints, org: Ints) -> int:
    """Fills one row of the lists for the candidates found; how many open needs the lead has."""
    needs = open_needs(pool.needs[lead], pool.offers[lead])
    count = popcount(needs)
    for k in range(len(found)):
        other = found[k]
        if other < 0:
            worth[k], bits[k], org[k] = NEVER, 0, -1
            continue
        worth[k], org[k] = worths[other] * FRACTION, pool.org[other]
        bits[k] = pool.kind[other] << count
        place = 0
        for need in range(8):
            if needs >> need & 1:
                bits[k] |= (pool.offers[other] >> need & 1) << place
                place += 1
    return count


@compiled
def row(
    pool: Features, lead: int, dots: Dots, prices: Ints, never: Ints, always: Ints, most_needs: int,
    found: Ints, worth: Ints, bits: Ints, org: Ints
) -> tuple[int, int]:  # fmt: skip
    """Fills one row: the candidates and what they bring; the open needs, and the most that anybody else promises."""
    worths, promises = np.empty(len(dots), np.int64), np.empty(len(dots), np.int64)
    _worths(pool, lead, dots, most_needs, worths, promises)
    outside = choose(pool, lead, promises, prices, never, always, found)
    return describe(pool, lead, worths, found, worth, bits, org), outside
