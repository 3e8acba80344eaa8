"""Units: what a figure in one unit is in another. Unknown units and those that do not convert are refused by name."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from cityteams_contracts import Rejected

if TYPE_CHECKING:
    import pint

_WRITTEN = re.compile(r"[A-Za-zµμ°Ω%²³·/*^ ()\-]|[0-9]")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DIGITS = 12
"""Significant digits that are kept: floats are exact to 15, and a conversion takes some of them."""


def rounded(value: float) -> float:
    """The value with twelve significant digits, so that 3.5999999999999996 reads 3.6."""
    return float(f"{value:.{_DIGITS}g}") + 0.0  # no -0.0


def converted(value: float, unit: str, wanted: str, field: str) -> float:
    """The value in the wanted unit; raises Rejected. The same word for both needs no definition, such as `jobs`."""
    if unit == wanted:
        return value
    if _CURRENCY.fullmatch(unit) and _CURRENCY.fullmatch(wanted):
        raise Rejected(
            "the-unit-does-not-convert",
            f"{unit} does not convert to {wanted} here, since rates change daily. Convert it, and name the rate and"
            " its day in the source.",
            field,
        )
    from pint import DimensionalityError  # noqa: PLC0415 - loads half of SciPy, and most figures need no conversion

    here, there = _parsed(unit, field), _parsed(wanted, field)
    try:
        return rounded(float(_registry().Quantity(value, here).to(there).magnitude))
    except DimensionalityError:
        reason = f"{unit} does not convert to {wanted}. Give the figure in {wanted}, or in a unit of the same kind."
        raise Rejected("the-unit-does-not-convert", reason, field) from None
    except (OverflowError, ZeroDivisionError):
        raise Rejected("the-value-is-too-large", f"In {wanted} the figure is too large to be kept.", field) from None


def check_unit(unit: str, field: str) -> None:
    """Raises Rejected for a unit that nothing could be converted to."""
    _parsed(unit, field)


def is_currency(unit: str) -> bool:
    """Whether it is written as ISO 4217 writes a currency."""
    return _CURRENCY.fullmatch(unit) is not None


@cache
def _registry() -> "pint.UnitRegistry[Any]":
    from pint import UnitRegistry  # noqa: PLC0415 - see above

    return UnitRegistry()  # half a second, so at first use and not at import


def _parsed(unit: str, field: str) -> Any:
    """Only short products of powers of one digit reach the parser, so that no text makes it work for long."""
    plain = all(_WRITTEN.fullmatch(sign) for sign in unit) and not re.search(r"\d\D*\^|\d{2}|\*\*|\^\D{2}", unit)
    try:
        if plain:
            return _registry().parse_units(unit.replace("²", "^2").replace("³", "^3").replace("·", "*"))
    except Exception:  # noqa: BLE001, S110 - the parser raises whatever Python's tokenizer does
        pass
    reason = f"“{unit}” is no unit that is known here. Write it like kWh, m^3, t, minute, L/day or percent."
    raise Rejected("the-unit-is-unknown", reason, field)
