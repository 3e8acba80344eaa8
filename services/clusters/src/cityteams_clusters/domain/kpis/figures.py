"""From what was given to the one figure that is kept, in the unit of the indicator. What cannot be is refused."""

import math

from cityteams_clusters.domain.kpis.units import converted, rounded
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import Given, KpiDefinition, KpiKind

LARGEST = 1e15
"""Beyond it a float no longer holds every whole number; no programme's money or people come near."""
_SEVERAL = ("numerator", "denominator")


def figure(it: KpiDefinition, given: Given) -> float:
    """The value in the unit of the indicator; raises Rejected naming the field and the remedy."""
    if given.value is not None and (given.numerator is not None or given.denominator is not None):
        reason = "Give either the value, or the numerator and the denominator; not both."
        raise Rejected("the-figure-is-given-twice", reason, "given.value")
    value = _quotient(it, given) if given.value is None else _in_unit(it, given.value, given.unit, "given.value")
    return possible(it, value, "given.value" if given.value is not None else "given.numerator")


def possible(it: KpiDefinition, value: float, field: str) -> float:
    """The value, when the indicator can have it; raises Rejected."""
    _check_number(value, field)
    if it.kind is KpiKind.YES_NO and value not in (0.0, 1.0):
        raise Rejected("the-answer-is-yes-or-no", "This indicator is answered by 1 for yes or 0 for no.", field)
    if it.kind is KpiKind.COUNT and not value.is_integer():
        raise Rejected(
            "a-count-is-a-whole-number", f"{value:g} {it.unit} cannot be counted; give a whole number.", field
        )
    if it.lower is not None and value < it.lower:
        reason = f"{value:g} is less than {it.lower:g} {it.unit}, the least that is possible. Correct the figure."
        raise Rejected("the-value-is-below-what-is-possible", reason, field)
    if it.upper is not None and value > it.upper:
        reason = f"{value:g} is more than {it.upper:g} {it.unit}, the most that is possible. Correct the figure."
        raise Rejected("the-value-is-above-what-is-possible", reason, field)
    return rounded(value)


def _quotient(it: KpiDefinition, given: Given) -> float:
    if given.numerator is None or given.denominator is None:
        missing = next(name for name in _SEVERAL if getattr(given, name) is None)
        reason = (
            "Give the value, or both the numerator and the denominator. For “no figure” say that it is not reported."
        )
        raise Rejected("the-figure-is-incomplete", reason, f"given.{missing}")
    if it.denominator is None:
        reason = f"{it.title} has no denominator; give its value in {it.unit}."
        raise Rejected("this-indicator-has-no-denominator", reason, "given.denominator")
    _check_number(given.denominator, "given.denominator")
    if given.denominator <= 0:
        reason = f"The denominator ({it.denominator}) must be more than 0; correct it."
        raise Rejected("the-denominator-is-not-positive", reason, "given.denominator")
    _check_number(given.numerator, "given.numerator")
    above = (
        given.numerator if it.kind is KpiKind.RATIO else _in_unit(it, given.numerator, given.unit, "given.numerator")
    )
    return above / given.denominator * it.per


def _in_unit(it: KpiDefinition, value: float, unit: str | None, field: str) -> float:
    _check_number(value, field)
    return value if unit is None else converted(value, unit, it.unit, "given.unit")


def _check_number(value: float, field: str) -> None:
    if not math.isfinite(value):
        raise Rejected("the-value-is-no-number", "Give a finite number, written in digits.", field)
    if abs(value) > LARGEST:
        reason = (
            f"{value:g} is larger than {LARGEST:g}, the most that is kept exactly. Use a larger unit, or correct it."
        )
        raise Rejected("the-value-is-too-large", reason, field)
