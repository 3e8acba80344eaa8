"""From what was given to the figure that is kept; what cannot be is refused by name."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cityteams_clusters.domain.kpis.defining import check_definition
from cityteams_clusters.domain.kpis.figures import figure
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import Given, KpiKind
from tests.clusters.kpis.samples import (
    ALL,
    COUNT,
    DEGREES,
    INDEX,
    MINUTES,
    MONEY,
    PER_CAPITA,
    PERCENT,
    YES_NO,
    indicator,
    value,
)


@pytest.mark.parametrize(
    ("it", "said", "kept"),
    [
        (MINUTES, value(15), 15),
        (MINUTES, value(0.25, "h"), 15),
        (MINUTES, value(90, "s"), 1.5),
        (PERCENT, value(25), 25),
        (PERCENT, value(0.25, "1"), 25),
        (PERCENT, value(25, "%"), 25),
        (PERCENT, Given(numerator=1, denominator=3), 33.3333333333),
        (PERCENT, Given(numerator=0, denominator=3), 0),
        (PER_CAPITA, Given(numerator=5, denominator=4, unit="MWh"), 1250),
        (PER_CAPITA, value(3.6, "MJ"), 1),
        (COUNT, value(1200), 1200),
        (COUNT, value(12, "jobs"), 12),
        (MONEY, value(500_000.5, "USD"), 500_000.5),
        (YES_NO, value(1), 1),
        (YES_NO, value(True), 1),
        (INDEX, value(99.5), 99.5),
        (DEGREES, value(68, "degF"), 20),
        (DEGREES, value(-40), -40),
    ],
)
def test_a_figure_is_kept_in_the_unit_of_the_indicator(it, said, kept):
    assert figure(it, said) == pytest.approx(kept, rel=1e-11)


@pytest.mark.parametrize(
    ("it", "said", "code", "field"),
    [
        (MINUTES, Given(), "the-figure-is-incomplete", "given.numerator"),
        (PERCENT, Given(numerator=1), "the-figure-is-incomplete", "given.denominator"),
        (PERCENT, Given(denominator=1), "the-figure-is-incomplete", "given.numerator"),
        (PERCENT, Given(value=1, numerator=1), "the-figure-is-given-twice", "given.value"),
        (MINUTES, Given(numerator=1, denominator=2), "this-indicator-has-no-denominator", "given.denominator"),
        (PERCENT, Given(numerator=1, denominator=0), "the-denominator-is-not-positive", "given.denominator"),
        (PERCENT, Given(numerator=1, denominator=-2), "the-denominator-is-not-positive", "given.denominator"),
        (PERCENT, Given(numerator=3, denominator=2), "the-value-is-above-what-is-possible", "given.numerator"),
        (PERCENT, value(100.1), "the-value-is-above-what-is-possible", "given.value"),
        (PERCENT, value(-1), "the-value-is-below-what-is-possible", "given.value"),
        (MINUTES, value(-0.001), "the-value-is-below-what-is-possible", "given.value"),
        (MINUTES, value(1e308), "the-value-is-too-large", "given.value"),
        (MINUTES, value(-1e308), "the-value-is-too-large", "given.value"),
        (MINUTES, value(1e12, "century"), "the-value-is-too-large", "given.value"),
        (PERCENT, Given(numerator=1e308, denominator=1e308), "the-value-is-too-large", "given.denominator"),
        (PER_CAPITA, Given(numerator=1, denominator=5e-324), "the-value-is-no-number", "given.numerator"),
        (COUNT, value(1.5), "a-count-is-a-whole-number", "given.value"),
        (YES_NO, value(0.5), "the-answer-is-yes-or-no", "given.value"),
        (YES_NO, value(2), "the-answer-is-yes-or-no", "given.value"),
        (DEGREES, value(-300), "the-value-is-below-what-is-possible", "given.value"),
        (MINUTES, value(3, "kWh"), "the-unit-does-not-convert", "given.unit"),
        (MINUTES, value(3, "percent"), "the-unit-does-not-convert", "given.unit"),
        (MONEY, value(3, "EUR"), "the-unit-does-not-convert", "given.unit"),
        (COUNT, value(3, "kg"), "the-unit-is-unknown", "given.unit"),
        (MINUTES, value(3, "minuten"), "the-unit-is-unknown", "given.unit"),
        (MINUTES, value(3, "9**9**9**9"), "the-unit-is-unknown", "given.unit"),
        (MINUTES, value(3, "m^9^9^9"), "the-unit-is-unknown", "given.unit"),
        (MINUTES, value(3, "__import__('os')"), "the-unit-is-unknown", "given.unit"),
        (MINUTES, value(3, "((((((((((min"), "the-unit-is-unknown", "given.unit"),
        (MINUTES, value(3, "/"), "the-unit-is-unknown", "given.unit"),
    ],
)
def test_what_cannot_be_is_refused_by_name(it, said, code, field):
    with pytest.raises(Rejected) as no:
        figure(it, said)
    assert (no.value.code, no.value.field) == (code, field)
    assert len(no.value.reason) > 20


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_does_not_even_travel(number):
    with pytest.raises(ValidationError, match="finite number"):
        Given(value=number)
    with pytest.raises(Rejected) as no:
        figure(MINUTES, Given.model_construct(value=number))
    assert no.value.code == "the-value-is-no-number"


@given(it=st.sampled_from(ALL), number=st.floats(allow_nan=False), unit=st.none() | st.text(max_size=12))
@settings(deadline=None)
def test_whatever_is_given_is_kept_within_the_bounds_or_refused_with_a_field(it, number, unit):
    said = Given.model_construct(value=number, unit=unit)
    try:
        kept = figure(it, said)
    except Rejected as no:
        assert no.field in ("given.value", "given.unit")  # noqa: PT017
    else:
        assert math.isfinite(kept)
        assert it.lower <= kept <= (it.upper or math.inf)


@pytest.mark.parametrize(
    ("it", "code"),
    [
        (indicator(KpiKind.RATIO, "percent"), "a-numerator-needs-a-denominator"),
        (indicator(KpiKind.COUNT, "jobs", numerator="jobs"), "a-numerator-needs-a-denominator"),
        (indicator(KpiKind.RATIO, "kg", numerator="a", denominator="b"), "the-unit-does-not-convert"),
        (indicator(unit="zorkmid"), "the-unit-is-unknown"),
        (indicator(KpiKind.MONEY, "dollars"), "the-currency-is-unknown"),
        (indicator(KpiKind.YES_NO, "percent"), "a-yes-no-indicator-has-no-unit"),
        (indicator(upper=0.0), "the-bounds-are-contradictory"),
    ],
)
def test_an_indicator_that_says_two_things_is_refused(it, code):
    with pytest.raises(Rejected) as no:
        check_definition(it)
    assert no.value.code == code


@pytest.mark.parametrize("it", ALL, ids=lambda it: it.kind)
def test_an_indicator_of_each_kind_is_taken(it):
    check_definition(it)
