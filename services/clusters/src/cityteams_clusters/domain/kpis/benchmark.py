"""A comparison over a frozen period: medians and quartiles of the whole and of groups of peers, and nothing more."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cityteams_clusters.domain.kpis.kpi import Frozen, Kpi, Published
from cityteams_clusters.domain.kpis.peers import Contribution
from cityteams_clusters.domain.kpis.protecting import (
    LEAST,
    LEAST_CHANGES,
    LEAST_PUBLIC,
    by_difference,
    shown,
    shown_quartiles,
    why_no_quartiles,
    why_no_total,
)
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    BenchmarkPublished,
    Cell,
    FreezePeriod,
    HeldBack,
    KpiDefinition,
    KpiKind,
    Measure,
    PeriodFrozen,
    PublishBenchmark,
)
from cityteams_contracts.values import Id

WHOLE = "all"
_SUMMED = (KpiKind.COUNT, KpiKind.MONEY)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What holds for one audience of one comparison."""

    least: int
    bounds: tuple[float | None, float | None]
    log: bool
    sums: bool
    middle: bool
    magnitudes: bool


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The groups whose quartiles, and whose sums, are not shown, with the reasons."""

    quartiles: Mapping[str, tuple[HeldBack, ...]]
    totals: Mapping[str, tuple[HeldBack, ...]]


def decide_freeze(command: FreezePeriod, known: Frozen | None, now: datetime) -> list[Event]:
    """From now on the period is as it is. Raises `Rejected`."""
    if known is not None:
        reason = "A period is frozen once; freeze it again under another id if late reports should count."
        raise Rejected("the-period-is-frozen", reason, "period_id")
    if command.period.end < command.period.start:
        raise Rejected("the-period-ends-before-it-begins", "Exchange its first and last day.", "period.end")
    if command.period.end >= now.date():
        reason = f"The period ends on {command.period.end}, which is not over; freeze it afterwards."
        raise Rejected("the-period-is-in-the-future", reason, "period.end")
    return [PeriodFrozen(period_id=command.period_id, title=command.title, period=command.period, frozen_at=now)]


def decide_benchmark(  # noqa: PLR0913 - what is known of each thing it names
    command: PublishBenchmark,
    frozen: Frozen | None,
    kpi: Kpi | None,
    published: Sequence[Published],
    *,
    now_given: Sequence[Contribution],
    last_given: Sequence[Contribution] | None,
    new_id: Id,
    now: datetime,
) -> list[Event]:
    """A comparison, once for each indicator and period; `last_given` are the contributions to the one before.

    Raises `Rejected`, also when there is nothing that may be shown.
    """
    period, indicator = _comparable(frozen, kpi, published)
    _check_members(now_given, last_given)
    cells, public_cells = _shown_cells(indicator.definition, command.measure, now_given)
    return [
        BenchmarkPublished(
            benchmark_id=new_id,
            kpi_id=indicator.kpi_id,
            title=indicator.definition.title,
            kind=indicator.definition.kind,
            unit=indicator.definition.unit,
            period_id=period.period_id,
            period=period.period,
            measure=command.measure,
            grouping=command.grouping,
            log_scale=_is_skewed(indicator.definition, command.measure, now_given),
            least_members=LEAST,
            least_members_public=LEAST_PUBLIC,
            cells=cells,
            public_cells=public_cells,
            published_at=now,
        )
    ]


def _check_members(now_given: Sequence[Contribution], last_given: Sequence[Contribution] | None) -> None:
    if len(now_given) < LEAST:
        reason = f"Fewer than {LEAST} clusters reported it for this period and agreed to be compared; wait for more."
        raise Rejected("the-group-is-too-small", reason, "kpi_id")
    if last_given is not None and 0 < _changes(now_given, last_given) < LEAST_CHANGES:
        reason = (
            f"Fewer than {LEAST_CHANGES} clusters have changed since the last comparison: the difference would show"
            " what one of them reported. Compare a later period."
        )
        raise Rejected("too-few-have-changed", reason, "period_id")


def _comparable(frozen: Frozen | None, kpi: Kpi | None, published: Sequence[Published]) -> tuple[Frozen, Kpi]:
    if frozen is None:
        raise Rejected("the-period-is-not-frozen", "Freeze the period first, so that its figures stay.", "period_id")
    if kpi is None:
        raise Rejected("the-indicator-is-unknown", "No indicator has this id; look it up in the catalogue.", "kpi_id")
    if any(each.period_end == frozen.end for each in published):
        reason = "Another comparison of the same figures, in other groups, would let single values be computed."
        raise Rejected("the-benchmark-is-published", reason, "kpi_id")
    if kpi.definition.kind is KpiKind.YES_NO:
        reason = "A yes or no has no quartiles, and neither has the progress to it. Choose another indicator."
        raise Rejected("a-yes-or-no-is-not-compared", reason, "kpi_id")
    return frozen, kpi


def _changes(now: Sequence[Contribution], before: Sequence[Contribution]) -> int:
    """How many members came, went, or have another value."""
    here, there = ({each.cluster_id: each.value for each in them} for them in (now, before))
    return sum(here.get(each) != there.get(each) for each in here.keys() | there.keys())


def _is_skewed(it: KpiDefinition, measure: Measure, given: Sequence[Contribution]) -> bool:
    """Money spreads over powers of ten, so it is averaged and drawn by them; a value of 0 or less has no logarithm."""
    return it.kind is KpiKind.MONEY and measure is Measure.VALUE and all(each.value > 0 for each in given)


def _shown_cells(
    it: KpiDefinition, measure: Measure, given: Sequence[Contribution]
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The cells; raises Rejected when they show nothing at all."""
    cells, public_cells = _cells(it, measure, given)
    if all(each.middle is None and each.total is None for each in cells):
        why = sorted({reason for each in cells for reason in (*each.held_back, *each.total_held_back)})
        told = ", ".join(reason.replace("_", " ") for reason in why)
        raise Rejected("nothing-may-be-shown", f"Every figure had to be held back ({told}). Wait for more.", "kpi_id")
    return cells, public_cells


def _cells(
    it: KpiDefinition, measure: Measure, given: Sequence[Contribution]
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The cells for the programme and those for the public; what is hidden from the one is hidden from the other.

    Counts are not normalised: cities are unlike, so their quartiles say nothing, but their sum does.
    """
    valued = measure is Measure.VALUE
    bounds = (it.lower, it.upper) if valued else (None, None)
    sums = valued and it.kind in _SUMMED and all(each.value >= 0 for each in given)
    middle, log = not valued or it.kind is not KpiKind.COUNT, _is_skewed(it, measure, given)
    rules = [_Rules(least, bounds, log, sums, middle, valued) for least in (LEAST, LEAST_PUBLIC)]
    groups: dict[str, list[float]] = {}
    for each in given:
        groups.setdefault(each.group, []).append(each.value)
    inner = _hidden(groups, rules[0], _Hidden({}, {}))
    outer = _hidden(groups, rules[1], inner)
    public = _table(groups, rules[1], outer) if len(given) >= LEAST_PUBLIC else ()
    return _table(groups, rules[0], inner), public


def _hidden(groups: Mapping[str, Sequence[float]], rules: _Rules, at_least: _Hidden) -> _Hidden:
    figures = {g: why for g in groups if (why := why_no_quartiles(groups[g], rules.least, rules.bounds, log=rules.log))}
    totals = {g: why for g in groups if (why := why_no_total(groups[g], rules.least))} if rules.sums else {}
    return _Hidden(
        _completed(groups, {**at_least.quartiles, **figures}, rules.least, sums=False),
        _completed(groups, {**at_least.totals, **totals}, rules.least, sums=True) if rules.sums else {},
    )


def _completed(
    groups: Mapping[str, Sequence[float]], hidden: dict[str, tuple[HeldBack, ...]], least: int, *, sums: bool
) -> dict[str, tuple[HeldBack, ...]]:
    more = by_difference(groups, set(hidden), least, sums=sums) - hidden.keys()
    return hidden | dict.fromkeys(more, (HeldBack.BY_DIFFERENCE,))


def _table(groups: Mapping[str, Sequence[float]], rules: _Rules, hidden: _Hidden) -> tuple[Cell, ...]:
    """The whole first, then its groups by name; one group alone is the whole."""
    everybody = [each for group in sorted(groups) for each in groups[group]]
    whole = _cell(
        WHOLE,
        everybody,
        rules,
        why_no_quartiles(everybody, rules.least, rules.bounds, log=rules.log),
        why_no_total(everybody, rules.least),
    )
    if len(groups) < 2:
        return (whole,)
    parts = (_cell(g, groups[g], rules, hidden.quartiles.get(g, ()), hidden.totals.get(g, ())) for g in sorted(groups))
    return (whole, *parts)


def _cell(
    group: str,
    values: Sequence[float],
    rules: _Rules,
    why: tuple[HeldBack, ...],
    why_no_sum: tuple[HeldBack, ...],
) -> Cell:
    shows = rules.middle and not why
    figures = shown_quartiles(values, log=rules.log, magnitudes=rules.magnitudes) if shows else (None, None, None)
    if shows and None in figures:
        why = (HeldBack.DOMINATED,)
    total = shown(math.fsum(values)) if rules.sums and not why_no_sum else None
    return Cell(
        group=group,
        members=len(values) if len(values) >= rules.least else None,
        low=figures[0],
        middle=figures[1],
        high=figures[2],
        total=total,
        held_back=why if rules.middle else (),
        total_held_back=why_no_sum if rules.sums else (),
    )
