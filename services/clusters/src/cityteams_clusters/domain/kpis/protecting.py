"""What may be shown of a group without showing what one of its members reported.

The conventions (after the handbooks on statistical disclosure control, and the reliability notes of this project):
at least five members, ten for the public; no member more than half of a sum; whoever knows the second largest part of
a sum may not come within 10 % of the largest one (p %-rule); quartiles smoothed over their neighbours, which must
differ from each other and from the bounds of what is possible; and no figure that others could be computed from.
"""

import math
from collections.abc import Mapping, Sequence

from cityteams_contracts.clusters import HeldBack

LEAST, LEAST_PUBLIC = 5, 10
LARGEST_SHARE = 0.5
P_PERCENT = 0.10
_DIGITS = 3
LEAST_CHANGES = 3
"""Between two releases nobody, or at least so many members, have changed, so that no difference is one member's."""
Quartiles = tuple[float, float, float]


def neighbours(values: Sequence[float]) -> tuple[Sequence[float], ...]:
    """The three values in order around each quartile of at least five; four where it lies between two of them."""
    ordered = sorted(values)
    last = len(ordered) - 1
    return tuple(ordered[quarter * last // 4 - 1 : -(-quarter * last // 4) + 2] for quarter in (1, 2, 3))


def quartiles(values: Sequence[float], *, log: bool) -> Quartiles:
    """Low, middle and high quartile of at least five values, each the mean of its neighbours.

    With `log` the mean is the geometric one, for money. No figure is thus the value of one member.
    """
    low, middle, high = (_mean(near, log=log) for near in neighbours(values))
    return low, middle, high


def _mean(near: Sequence[float], *, log: bool) -> float:
    if log:
        return math.exp(math.fsum(math.log(each) for each in near) / len(near))
    return math.fsum(near) / len(near)


def shown(value: float) -> float:
    """Rounded to three significant digits, as it is published."""
    return float(f"{value:.{_DIGITS}g}") + 0.0


def why_no_quartiles(
    values: Sequence[float], least: int, bounds: tuple[float | None, float | None], *, log: bool
) -> tuple[HeldBack, ...]:
    """The reasons for which the quartiles of a group are not shown; empty when they are."""
    if len(values) < least:
        return (HeldBack.TOO_FEW,)
    figures = [shown(each) for each in quartiles(values, log=log)]
    alike = len(set(figures)) < len(figures) or any(
        bound is not None and bound in (figures[0], figures[-1]) for bound in bounds
    )
    return (HeldBack.ALIKE,) if alike else ()


def shown_quartiles(values: Sequence[float], *, log: bool, magnitudes: bool) -> tuple[float | None, ...]:
    """The rounded quartiles; None for one whose largest neighbour the second largest could compute (p %-rule).

    The rule is for `magnitudes`: what has a zero and is not negative.
    """
    figures = zip(quartiles(values, log=log), neighbours(values), strict=True)
    return tuple(None if magnitudes and _is_told(near) else shown(figure) for figure, near in figures)


def _is_told(near: Sequence[float]) -> bool:
    *rest, _, largest = near
    return near[0] >= 0 and math.fsum(rest) < P_PERCENT * largest


def why_no_total(values: Sequence[float], least: int) -> tuple[HeldBack, ...]:
    """The reasons for which the sum of a group is not shown; empty when it is. Values are not negative."""
    if len(values) < least:
        return (HeldBack.TOO_FEW,)
    total, (second, largest) = math.fsum(values), sorted(values)[-2:]
    if total <= 0:
        return (HeldBack.ALIKE,)  # everybody has nothing
    rest = total - largest - second
    dominated = largest > LARGEST_SHARE * total or rest < P_PERCENT * largest
    return (HeldBack.DOMINATED,) if dominated else ()


def by_difference(groups: Mapping[str, Sequence[float]], hidden: set[str], least: int, *, sums: bool) -> set[str]:
    """Groups that are hidden as well, so that the whole less what is shown is no group that had to be hidden.

    The smallest are hidden first. When all are hidden, the whole says nothing of any one of them.
    """
    more = set(hidden)
    rest = sorted(groups.keys() - more, key=lambda group: (len(groups[group]), group))
    while more and rest and not _may_be_computed(groups, more, least, sums=sums):
        more.add(rest.pop(0))
    return more


def _may_be_computed(groups: Mapping[str, Sequence[float]], hidden: set[str], least: int, *, sums: bool) -> bool:
    values = [each for group in hidden for each in groups[group]]
    return len(hidden) > 1 and len(values) >= least and not (sums and why_no_total(values, least))
