"""Short lists out of wide ones: the candidates that promise most at given prices."""

import numpy as np

from cityteams_clusters.domain.teams.kernels.compiled import compiled
from cityteams_clusters.domain.teams.kernels.pricing import NEVER, Ints, bonus
from cityteams_clusters.domain.teams.kernels.tables import Lists, Wide

PINNED_KEY, KEPT_KEY = 1 << 52, 1 << 51


@compiled
def _among(values: Ints, value: int) -> bool:
    for one in values:
        if one == value:
            return True
    return False


@compiled
def _together_never(wide: Wide, one: int, other: int) -> bool:
    """Whether two candidates exclude each other: the same organisation twice, or two that are kept apart."""
    if one < 0 or other < 0:
        return False
    if one == other:
        return True
    if len(wide.apart) == 0:
        return False
    key = min(one, other) * len(wide.capacity) + max(one, other)
    place = np.searchsorted(wide.apart, key)
    return bool(place < len(wide.apart) and wide.apart[place] == key)


@compiled
def _pick(wide: Wide, lead: int, prices: Ints, kept: Ints, width: int) -> Ints:
    most = wide.org.shape[1]
    keys = np.full(most, NEVER, np.int64)
    pins = wide.pins[wide.pins_from[lead] : wide.pins_from[lead + 1]]
    for k in range(most):
        org = wide.org[lead, k]
        if org < 0:
            continue
        keys[k] = wide.worth[lead, k] - prices[org] + bonus(wide.bits[lead, k], wide.needs[lead], wide.terms)
        if _among(kept, wide.entry[lead, k]):
            keys[k] = KEPT_KEY
        if _among(pins, wide.entry[lead, k]):
            keys[k] = PINNED_KEY
    return np.argsort(-keys, kind="mergesort")[:width]


@compiled
def _pairs(wide: Wide, org: Ints, found: Ints, count: int) -> int:
    for i in range(len(org)):
        for j in range(i):
            if _together_never(wide, org[i], org[j]):
                if count < len(found):
                    found[count] = 1 << i | 1 << j
                count += 1
    return count


@compiled
def narrow(wide: Wide, prices: Ints, kept: Ints, width: int, room: int) -> tuple[Lists, int]:
    """The `width` most promising columns of each lead, and how many pairs exclude each other (`room` are noted).

    `kept` holds worksheets per lead that stay in its list, because they are in its team.
    """
    leads = len(wide.own)
    entry, org = np.full((leads, width), -1, np.int64), np.full((leads, width), -1, np.int64)
    worth, bits = np.full((leads, width), NEVER, np.int64), np.zeros((leads, width), np.int64)
    must, apart_from, found = np.zeros(leads, np.int64), np.zeros(leads + 1, np.int64), np.zeros(room, np.int64)
    for lead in range(leads):
        picked = _pick(wide, lead, prices, kept[lead], width)
        pins = wide.pins[wide.pins_from[lead] : wide.pins_from[lead + 1]]
        for k in range(len(picked)):
            column = picked[k]
            entry[lead, k], org[lead, k] = wide.entry[lead, column], wide.org[lead, column]
            worth[lead, k], bits[lead, k] = wide.worth[lead, column], wide.bits[lead, column]
            if _among(pins, entry[lead, k]):
                must[lead] |= 1 << k
        apart_from[lead + 1] = _pairs(wide, org[lead], found, apart_from[lead])
    count = apart_from[leads]
    lists = Lists(
        entry, org, worth, bits, wide.needs, wide.own, wide.sector, must,
        found[:count], apart_from, wide.capacity, wide.shares, wide.terms,
    )  # fmt: skip
    return lists, count
