"""Indicators, goals and figures to test with."""

from datetime import UTC, date, datetime

from cityteams_contracts.clusters import (
    Calendar,
    Direction,
    Frequency,
    Given,
    Goal,
    KpiDefinition,
    KpiKind,
    KpiLevel,
    Period,
    QualityGrade,
)


def indicator(kind=KpiKind.QUANTITY, unit="minute", direction=Direction.HIGHER, **more):
    """An indicator of a kind that fulfils the rules."""
    fields = {
        "code": f"T-{kind.value}",
        "title": f"A {kind.value} to test with",
        "level": KpiLevel.SERVICE,
        "direction": direction,
        "kind": kind,
        "unit": unit,
        "lower": 0.0,
    }
    return KpiDefinition(**{**fields, **more})


MINUTES = indicator()
PERCENT = indicator(KpiKind.RATIO, "percent", numerator="meters", denominator="all meters", per=100, upper=100)
PER_CAPITA = indicator(KpiKind.PER_CAPITA, "kWh", numerator="energy", denominator="inhabitants")
COUNT = indicator(KpiKind.COUNT, "jobs")
MONEY = indicator(KpiKind.MONEY, "USD", Direction.LOWER)
YES_NO = indicator(KpiKind.YES_NO, "yes/no", upper=1.0)
INDEX = indicator(KpiKind.INDEX, "points", upper=100.0)
DEGREES = indicator(KpiKind.QUANTITY, "degC", Direction.LOWER, lower=-273.15)
ALL = (MINUTES, PERCENT, PER_CAPITA, COUNT, MONEY, YES_NO, INDEX, DEGREES)

QUARTERLY = Calendar(frequency=Frequency.QUARTERLY, first_day=date(2026, 1, 1))
GOAL = Goal(baseline=10.0, baseline_on=date(2026, 1, 1), target=40.0, due=date(2027, 12, 31), method="Counted.")
SAID = {"grade": QualityGrade.MEASURED, "source": "The log"}


def at(year, month, day, hour=12):
    """A moment."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def quarter(number, year=2026):
    """A quarter of a year, from 1 to 4."""
    ends = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
    return Period(start=date(year, number * 3 - 2, 1), end=date(year, *ends[number]))


def value(number, unit=None):
    """A figure given as a value."""
    return Given(value=number, unit=unit)
