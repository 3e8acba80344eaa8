"""Examples of kpis."""

from datetime import date
from typing import Any

from cityteams_contracts.clusters import (
    AdoptCatalogue,
    Band,
    BenchmarkPublished,
    Calendar,
    Cell,
    ChangeKpiChoice,
    ChooseKpi,
    CorrectKpi,
    DefineKpi,
    Direction,
    DropKpi,
    FreezePeriod,
    Frequency,
    Given,
    Goal,
    Grouping,
    HeldBack,
    KpiAsked,
    KpiChoiceChanged,
    KpiChosen,
    KpiCorrected,
    KpiDefined,
    KpiDefinition,
    KpiDropped,
    KpiDue,
    KpiKind,
    KpiLevel,
    KpiNotReported,
    KpiOverdue,
    KpiReported,
    KpiRescheduled,
    KpiRetired,
    MarkKpiNotReported,
    Measure,
    Period,
    PeriodFrozen,
    PublishBenchmark,
    QualityGrade,
    ReportingCalendarSet,
    ReportKpi,
    RetireKpi,
    SetReportingCalendar,
    Standing,
)
from cityteams_contracts.examples.values import CLUSTER, LEAD, ROUND, TITLE, hour
from cityteams_contracts.message import Message
from cityteams_contracts.values import Sector

KPI, CHOICE, OBSERVATION, FROZEN = "flood-warning-minutes", "choice-0001", "observation-0001", "first-half-2018"
PERIOD = Period(start=date(2018, 1, 1), end=date(2018, 3, 31))
CALENDAR = Calendar(frequency=Frequency.QUARTERLY, first_day=date(2018, 1, 1), until=date(2019, 12, 31))
GOAL = Goal(
    baseline=10.0, baseline_on=date(2017, 8, 28), target=40.0, due=date(2019, 12, 31), method="Log of the sirens."
)
GIVEN = Given(value=0.25, unit="h")
OBSERVED: dict[str, Any] = {"cluster_id": CLUSTER, "choice_id": CHOICE}
SOURCE: dict[str, Any] = {"grade": QualityGrade.MEASURED, "source": "Log of the sirens, Sonoma County"}
STANDING = Standing(value=15.0, progress=0.1667, expected=0.25, band=Band.ON_TRACK)


def definition() -> KpiDefinition:
    """An indicator that the secretariat defined itself."""
    return KpiDefinition(
        code="CT-SAFE-1",
        title="Time between flood warning and flood",
        description="Minutes between the first warning to residents and the creek leaving its bed, median of a period.",
        framework="own",
        dimension="Society and culture",
        topic="Safety",
        level=KpiLevel.COMMUNITY_BENEFIT,
        direction=Direction.HIGHER,
        kind=KpiKind.QUANTITY,
        unit="minute",
        lower=0.0,
        sdgs=(11, 13),
    )


def kpis_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_catalogue(), *_choices(), *_observations(), *_benchmarks())


def _catalogue() -> tuple[Message, ...]:
    better = "flood-warning-minutes-v2"
    return (
        AdoptCatalogue(catalogue_id="cityteams-1"),
        DefineKpi(kpi_id=KPI, definition=definition()),
        KpiDefined(kpi_id=KPI, definition=definition(), defined_at=hour(9, 0)),
        RetireKpi(kpi_id=KPI, reason="Median and mean were mixed.", replaced_by=better),
        KpiRetired(kpi_id=KPI, reason="Median and mean were mixed.", replaced_by=better, retired_at=hour(9, 30)),
        SetReportingCalendar(round_id=ROUND, calendar=CALENDAR),
        ReportingCalendarSet(round_id=ROUND, calendar=CALENDAR, set_at=hour(9, 40)),
    )


def _choices() -> tuple[Message, ...]:
    later = GOAL.model_copy(update={"due": date(2020, 6, 30)})
    reason, none = "The sensors came three months late.", Standing(band=Band.NOT_REPORTED)
    return (
        ChooseKpi(cluster_id=CLUSTER, kpi_id=KPI, goal=GOAL),
        KpiChosen(
            **OBSERVED,
            kpi_id=KPI,
            definition=definition(),
            cluster=TITLE,
            round_id=ROUND,
            sector=Sector.PUBLIC_SAFETY,
            lead=LEAD,
            goal=GOAL,
            calendar=CALENDAR,
            standing=none,
            chosen_at=hour(10, 0),
        ),
        ChangeKpiChoice(**OBSERVED, goal=later, reason=reason),
        KpiChoiceChanged(
            **OBSERVED, kpi_id=KPI, goal=later, calendar=CALENDAR, reason=reason, standing=none, changed_at=hour(10, 30)
        ),
        DropKpi(**OBSERVED, reason="The sirens were taken down."),
        KpiDropped(**OBSERVED, kpi_id=KPI, reason="The sirens were taken down.", dropped_at=hour(11, 0)),
        KpiRescheduled(cluster_id=CLUSTER, calendar=CALENDAR, rescheduled_at=hour(9, 40)),
    )


def _observations() -> tuple[Message, ...]:
    seen: dict[str, Any] = {**OBSERVED, "kpi_id": KPI, "observation_id": OBSERVATION, "period": PERIOD}
    said: dict[str, Any] = {**seen, **SOURCE, "unit": "minute", "progress": 0.1667, "standing": STANDING}
    none, why = "No flood in this quarter.", "The warning of 7 January was counted twice."
    asked: dict[str, Any] = {
        "cluster_id": CLUSTER,
        "title": TITLE,
        "lead": LEAD,
        "period": PERIOD,
        "due_on": date(2018, 4, 30),
    }
    kpis = (KpiAsked(choice_id=CHOICE, kpi_id=KPI, title=definition().title),)
    return (
        ReportKpi(**OBSERVED, **SOURCE, period=PERIOD, given=GIVEN, verified_by="Sonoma Water"),
        KpiReported(**said, revision=1, value=15.0, given=GIVEN, verified_by="Sonoma Water", reported_at=hour(12, 0)),
        CorrectKpi(**OBSERVED, **SOURCE, observation_id=OBSERVATION, given=Given(value=15.0), reason=why),
        KpiCorrected(**said, revision=2, value=15.0, given=Given(value=15.0), reason=why, corrected_at=hour(13, 0)),
        MarkKpiNotReported(**OBSERVED, period=PERIOD, reason=none),
        KpiNotReported(
            **seen, revision=1, reason=none, standing=Standing(band=Band.NOT_REPORTED), marked_at=hour(12, 30)
        ),
        KpiDue(**asked, days=14, kpis=kpis),
        KpiOverdue(**asked, days=1, kpis=kpis),
    )


def _benchmarks() -> tuple[Message, ...]:
    half = Period(start=date(2018, 1, 1), end=date(2018, 6, 30))
    whole = Cell(group="all", members=11, low=12.0, middle=18.5, high=27.0)
    small = Cell(group="utility", held_back=(HeldBack.TOO_FEW,))
    hidden = Cell(group="public_safety", members=8, held_back=(HeldBack.BY_DIFFERENCE,))
    asked: dict[str, Any] = {"period_id": FROZEN, "kpi_id": KPI, "measure": Measure.VALUE, "grouping": Grouping.SECTOR}
    return (
        FreezePeriod(period_id=FROZEN, title="First half of 2018", period=half),
        PeriodFrozen(period_id=FROZEN, title="First half of 2018", period=half, frozen_at=hour(14, 0)),
        PublishBenchmark(**asked),
        BenchmarkPublished(
            **asked,
            benchmark_id="benchmark-0001",
            title=definition().title,
            kind=KpiKind.QUANTITY,
            unit="minute",
            period=half,
            least_members=5,
            least_members_public=10,
            cells=(whole, hidden, small),
            public_cells=(whole,),
            published_at=hour(14, 30),
        ),
    )
