"""An attacker who knows the rules, the members of every group and all that was published, and computes with it."""

from itertools import pairwise

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]

from cityteams_clusters.domain.kpis.protecting import neighbours


def intervals(groups, cells, lowest):
    """What each value can be, (group, value, least, most): linear programming over what the cells say.

    Within a group the order of the values is taken as known; that is no knowledge of who is who.
    """
    names = [(group, value) for group in sorted(groups) for value in sorted(groups[group])]
    rows, limits = [], []

    def between(places, weight, low, high):
        row = np.zeros(len(names))
        row[places] = weight
        rows.extend((row, -row))
        limits.extend((high, -low))

    for cell in cells:
        mine = [at for at, (group, _) in enumerate(names) if cell.group in ("all", group)]
        if cell.total is not None:
            between(mine, 1, *around(cell.total))
        if cell.group == "all" and len(cells) > 1:
            continue  # nobody knows how the groups are interleaved
        for here, there in pairwise(mine):
            row = np.zeros(len(names))
            row[here], row[there] = 1, -1
            rows.append(row)
            limits.append(0)
        for figure, near in zip((cell.low, cell.middle, cell.high), windows(len(mine)), strict=True):
            if figure is not None:
                between([mine[at] for at in near], 1 / len(near), *around(figure))
    return [(*name, *_reach(at, len(names), rows, limits, lowest)) for at, name in enumerate(names)]


def windows(count):
    """The places of the neighbours of each quartile."""
    return neighbours(range(count)) if count >= 5 else ((),) * 3


def around(figure):
    """What rounds to it."""
    half = 0.0 if figure == 0 else 0.5 * 10.0 ** (np.floor(np.log10(abs(figure))) - 2)
    return figure - half, figure + half


def _reach(at, count, rows, limits, lowest):
    wanted = np.zeros(count)
    wanted[at] = 1
    found = []
    for sign in (1, -1):
        known = {"A_ub": np.array(rows), "b_ub": np.array(limits)} if rows else {}
        done = linprog(sign * wanted, **known, bounds=[(lowest, None)] * count, method="highs")
        assert done.status in (0, 3), done.message  # found, or without a limit
        found.append(sign * done.fun if done.status == 0 else sign * -np.inf)
    return found
