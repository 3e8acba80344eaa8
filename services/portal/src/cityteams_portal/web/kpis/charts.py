"""The geometry of the pictures: how far a choice has come, and the quartiles of a comparison. Drawn on the server."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cityteams_contracts.clusters import Cell, Standing

WIDTH, PAD = 600.0, 12.0
_LEAST, _MOST = -0.25, 1.25


@dataclass(frozen=True, slots=True)
class Track:
    """Progress on a line from baseline to target: places in the picture; None where there is none."""

    baseline: float
    target: float
    value: float | None
    expected: float | None
    beyond: bool


@dataclass(frozen=True, slots=True)
class Box:
    """The quartiles of one group as places in the picture."""

    group: str
    low: float | None
    middle: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the scale."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A comparison as a picture."""

    boxes: tuple[Box, ...]
    ticks: tuple[Tick, ...]
    log: bool


def track(standing: Standing) -> Track:
    """Where a choice stands; what lies far beyond either end is drawn at the edge."""
    progress = standing.progress
    edge = progress is not None and not _LEAST <= progress <= _MOST
    return Track(
        baseline=_on_track(0.0),
        target=_on_track(1.0),
        value=None if progress is None else _on_track(progress),
        expected=None if standing.expected is None else _on_track(standing.expected),
        beyond=edge,
    )


def _on_track(progress: float) -> float:
    kept = min(_MOST, max(_LEAST, progress))
    return round(PAD + (kept - _LEAST) / (_MOST - _LEAST) * (WIDTH - 2 * PAD), 1)


def plot(cells: Sequence[Cell], *, log: bool) -> Plot | None:
    """The quartiles of all groups on one scale, by powers of ten for money; None when nothing is shown."""
    figures = [each for cell in cells for each in (cell.low, cell.middle, cell.high) if each is not None]
    if not figures:
        return None
    log = log and min(figures) > 0
    ticks = _powers(figures) if log else _steps(figures)
    first, last = _scaled(ticks[0], log=log), _scaled(ticks[-1], log=log)

    def place(value: float | None) -> float | None:
        if value is None:
            return None
        return round(PAD + (_scaled(value, log=log) - first) / (last - first) * (WIDTH - 2 * PAD), 1)

    boxes = tuple(Box(cell.group, place(cell.low), place(cell.middle), place(cell.high)) for cell in cells)
    return Plot(boxes, tuple(Tick(place(each) or PAD, _label(each)) for each in ticks), log)


def _label(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.6g}"


def _scaled(value: float, *, log: bool) -> float:
    return math.log10(value) if log else value


def _powers(figures: Sequence[float]) -> list[float]:
    first, last = math.floor(math.log10(min(figures))), math.ceil(math.log10(max(figures)))
    step = max(1, (last - first) // 6)
    return [10.0**each for each in range(first, max(last, first + 1) + step, step)]


def _steps(figures: Sequence[float]) -> list[float]:
    """About five round numbers around the figures; 0 is among them when it is near."""
    low, high = min(0.0, *figures), max(0.0, *figures)
    span = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(span / 4))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= span / 5)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [each * step for each in range(first, max(last, first + 1) + 1)]
