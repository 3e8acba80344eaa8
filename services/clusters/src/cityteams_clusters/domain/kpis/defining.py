"""The decisions on the catalogue: what may be defined, taken over and retired."""

from collections.abc import Mapping
from datetime import datetime

from cityteams_clusters.domain.kpis.kpi import Kpi
from cityteams_clusters.domain.kpis.units import check_unit, converted, is_currency
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import DefineKpi, KpiDefined, KpiDefinition, KpiId, KpiKind, KpiRetired, RetireKpi

YES_NO = "yes/no"
_QUOTIENTS = (KpiKind.RATIO, KpiKind.PER_CAPITA)


def check_definition(it: KpiDefinition, field: str = "definition") -> None:
    """Raises Rejected for an indicator that says two things at once, or that nothing could be reported for."""
    if (it.numerator is None) != (it.denominator is None) or (it.kind in _QUOTIENTS and it.numerator is None):
        reason = f"{it.kind} needs both a numerator and a denominator, and no other kind one alone; name both or none."
        raise Rejected("a-numerator-needs-a-denominator", reason, f"{field}.denominator")
    if it.lower is not None and it.upper is not None and it.lower >= it.upper:
        reason = f"Nothing lies between {it.lower:g} and {it.upper:g}; make the lower bound the smaller one."
        raise Rejected("the-bounds-are-contradictory", reason, f"{field}.lower")
    _check_unit(it, f"{field}.unit")


def _check_unit(it: KpiDefinition, field: str) -> None:
    if it.kind is KpiKind.YES_NO and (it.unit, it.lower, it.upper) != (YES_NO, 0.0, 1.0):
        reason = f"A yes-no indicator has the unit “{YES_NO}” and the bounds 0 and 1; write them so."
        raise Rejected("a-yes-no-indicator-has-no-unit", reason, field)
    if it.kind is KpiKind.MONEY and not is_currency(it.unit):
        reason = f"“{it.unit}” is no currency; write it with three capitals, such as USD."
        raise Rejected("the-currency-is-unknown", reason, field)
    if it.kind is KpiKind.QUANTITY:
        check_unit(it.unit, field)
    if it.kind is KpiKind.RATIO:
        converted(1.0, it.unit, "percent", field)


def decide_definition(
    command: DefineKpi, known: Kpi | None, replaced: Kpi | None, of_that_code: list[Kpi], now: datetime
) -> list[Event]:
    """A new indicator, which retires the one it replaces. Raises `Rejected`."""
    if known is not None:
        reason = "An id stands for one meaning for good. Choose another id, and name this one as replaced."
        raise Rejected("the-indicator-is-already-defined", reason, "kpi_id")
    if command.replaces is not None and replaced is None:
        raise Rejected("the-indicator-is-unknown", "No indicator has the id it should replace; correct it.", "replaces")
    code = command.definition.code
    if any(each.retired_at is None and each.kpi_id != command.replaces for each in of_that_code):
        reason = f"Another indicator in use has the code {code}; choose another code, or replace that one."
        raise Rejected("the-code-is-in-use", reason, "definition.code")
    check_definition(command.definition)
    defined = KpiDefined(
        kpi_id=command.kpi_id, definition=command.definition, replaces=command.replaces, defined_at=now
    )
    if replaced is None or replaced.retired_at is not None:
        return [defined]
    why = f"Replaced by {code}, {command.definition.title}."
    return [defined, KpiRetired(kpi_id=replaced.kpi_id, reason=why, replaced_by=command.kpi_id, retired_at=now)]


def decide_retirement(command: RetireKpi, known: Kpi | None, successor: Kpi | None, now: datetime) -> list[Event]:
    """It can no longer be chosen; choices that were made go on. Raises `Rejected`."""
    if known is None:
        raise Rejected("the-indicator-is-unknown", "No indicator has this id; look it up in the catalogue.", "kpi_id")
    if known.retired_at is not None:
        raise Rejected("the-indicator-is-retired", "It was retired before; nothing is left to do.", "kpi_id")
    if command.replaced_by is not None and (successor is None or successor.kpi_id == known.kpi_id):
        raise Rejected("the-indicator-is-unknown", "No other indicator has the id of the successor.", "replaced_by")
    return [KpiRetired(kpi_id=known.kpi_id, reason=command.reason, replaced_by=command.replaced_by, retired_at=now)]


def decide_adoption(
    catalogue: Mapping[KpiId, KpiDefinition] | None, known: frozenset[KpiId], now: datetime
) -> list[Event]:
    """Every indicator of the catalogue that is not there yet. Raises `Rejected`."""
    if catalogue is None:
        raise Rejected(
            "the-catalogue-is-unknown", "No catalogue of this name is shipped; take cityteams-1.", "catalogue_id"
        )
    new = [kpi_id for kpi_id in catalogue if kpi_id not in known]
    if not new:
        raise Rejected("the-catalogue-is-adopted", "Every indicator of it is there already; nothing is left to do.")
    return [KpiDefined(kpi_id=kpi_id, definition=catalogue[kpi_id], defined_at=now) for kpi_id in new]
