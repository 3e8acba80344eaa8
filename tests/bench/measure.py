"""Figures: several repeats, the median and the spread, printed and written to build/bench.json."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

TARGET = Path("build/bench.json")


@dataclass(frozen=True)
class Figure:
    """One measured figure; `n` counts the repeats."""

    name: str
    median: float
    min: float
    max: float
    n: int
    unit: str


def figure(name: str, values: Sequence[float], unit: str) -> Figure:
    """The figure of several repeats."""
    rounded = [round(value, 4) for value in values]
    return Figure(name, round(statistics.median(rounded), 4), min(rounded), max(rounded), len(rounded), unit)


def show(each: Figure) -> None:
    """One line for people."""
    print(
        f"{each.name:<44}{each.median:>12,.2f} {each.unit:<10} [{each.min:,.2f} … {each.max:,.2f}]  n={each.n}",
        flush=True,
    )


def write(figures: Sequence[Figure]) -> None:
    """Adds the figures to build/bench.json, over older ones of the same name."""
    TARGET.parent.mkdir(exist_ok=True)
    old = {row["name"]: row for row in json.loads(TARGET.read_text())} if TARGET.exists() else {}
    new = old | {each.name: asdict(each) for each in figures}
    TARGET.write_text(json.dumps([new[name] for name in sorted(new)], indent=1) + "\n")
