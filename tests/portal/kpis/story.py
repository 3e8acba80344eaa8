"""What clusters says of KPIs: a catalogue of two, a sheet with reports, a reminder, a frozen period, a comparison."""

from datetime import date
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts.clusters import (
    Band,
    BenchmarkPublished,
    Cell,
    Direction,
    Given,
    Goal,
    HeldBack,
    KpiAsked,
    KpiChosen,
    KpiCorrected,
    KpiDefined,
    KpiDefinition,
    KpiDue,
    KpiKind,
    KpiLevel,
    KpiNotReported,
    KpiOverdue,
    KpiReported,
    Measure,
    Period,
    PeriodFrozen,
    QualityGrade,
    Standing,
)
from tests.portal.story import NOON

FIRST, SECOND = (
    Period(start=date(2018, 1, 1), end=date(2018, 3, 31)),
    Period(start=date(2018, 4, 1), end=date(2018, 6, 30)),
)
MINUTES = KpiDefinition(
    code="S-1",
    title="Minutes of <warning>",
    topic="Safety",
    level=KpiLevel.COMMUNITY_BENEFIT,
    direction=Direction.HIGHER,
    kind=KpiKind.QUANTITY,
    unit="minute",
    lower=0.0,
)
COST = KpiDefinition(
    code="M-1", title="Cost", level=KpiLevel.SERVICE, direction=Direction.LOWER, kind=KpiKind.MONEY, unit="USD"
)
CHOICE: dict[str, Any] = {"cluster_id": "c-1", "choice_id": "choice-1", "kpi_id": "k-1"}
SEEN: dict[str, Any] = {
    **CHOICE,
    "observation_id": "seen-1",
    "period": FIRST,
    "unit": "minute",
    "given": Given(value=15),
    "grade": QualityGrade.MEASURED,
    "source": "=HYPERLINK(1)",
}
STANDING = Standing(value=20.0, progress=1 / 3, expected=0.25, band=Band.ON_TRACK)


def catalogue() -> tuple[Event, ...]:
    """Two indicators."""
    return (
        KpiDefined(kpi_id="k-1", definition=MINUTES, defined_at=NOON),
        KpiDefined(kpi_id="k-2", definition=COST, defined_at=NOON),
    )


def sheet() -> tuple[Event, ...]:
    """A choice with a corrected report, one overdue period and one that is wanted."""
    asked = {"cluster_id": "c-1", "title": "Crime-curbing lights", "lead": "p-lead", "due_on": date(2018, 7, 30)}
    kpis = (KpiAsked(choice_id="choice-1", kpi_id="k-1", title=MINUTES.title),)
    return (
        KpiChosen(
            **CHOICE,
            definition=MINUTES,
            cluster="Crime-curbing lights",
            round_id="sc3-2018",
            sector="public_safety",
            lead="p-lead",
            goal=Goal(baseline=10, target=40, due=date(2019, 12, 31)),
            standing=Standing(band=Band.NOT_REPORTED),
            chosen_at=NOON,
        ),
        KpiDue(**asked, period=FIRST, days=14, kpis=kpis),
        KpiOverdue(**asked, period=FIRST, days=1, kpis=kpis),
        KpiReported(**SEEN, revision=1, value=15, progress=1 / 6, standing=STANDING, reported_at=NOON),
        KpiCorrected(
            **SEEN, revision=2, value=20, progress=1 / 3, standing=STANDING, reason="A slip.", corrected_at=NOON
        ),
        KpiDue(**asked, period=SECOND, days=14, kpis=kpis),
    )


def no_figure() -> KpiNotReported:
    """There was none for the second quarter."""
    return KpiNotReported(
        **CHOICE,
        observation_id="seen-2",
        revision=1,
        period=SECOND,
        reason="The meter broke.",
        standing=STANDING,
        marked_at=NOON,
    )


def comparison() -> tuple[Event, ...]:
    """A frozen quarter, and the cost compared in it."""
    whole = Cell(group="all", members=12, low=11_000, middle=500_000, high=10_000_000, total=70_000_000)
    small = Cell(group="utility", held_back=(HeldBack.TOO_FEW,))
    inner = Cell(group="data", members=6, low=20_000, middle=400_000, high=2_000_000)
    return (
        PeriodFrozen(period_id="q1", title="First quarter", period=FIRST, frozen_at=NOON),
        BenchmarkPublished(
            benchmark_id="b-1",
            kpi_id="k-2",
            title="Cost",
            kind=KpiKind.MONEY,
            unit="USD",
            period_id="q1",
            period=FIRST,
            measure=Measure.VALUE,
            log_scale=True,
            least_members=5,
            least_members_public=10,
            cells=(whole, inner, small),
            public_cells=(whole,),
            published_at=NOON,
        ),
    )
