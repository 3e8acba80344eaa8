"""What people type into the forms of KPIs, as commands. What is no number or day is refused by the field's name."""

from collections.abc import Callable, Mapping
from datetime import date

from cityteams_contracts import Command, Rejected
from cityteams_contracts import clusters as said
from cityteams_contracts.clusters import (
    Calendar,
    Frequency,
    Given,
    Goal,
    Grouping,
    Measure,
    Period,
    QualityGrade,
)
from cityteams_portal.web.office.forms import Posted


def number(form: Posted, name: str) -> float | None:
    """The number in a field, or None; raises Rejected for anything else."""
    if not (text := form[name]):
        return None
    try:
        return float(text.replace(" ", "").replace("\u00a0", ""))
    except ValueError:
        raise Rejected("a-number-is-needed", f"{name}: write a number with a point, such as 12.5.", name) from None


def needed(form: Posted, name: str) -> float:
    """The number in a field that may not be empty."""
    found = number(form, name)
    if found is None:
        raise Rejected("a-number-is-needed", f"{name}: write a number.", name)
    return found


def day(form: Posted, name: str) -> date | None:
    """The day in a field, or None; raises Rejected for anything else."""
    if not (text := form[name]):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Rejected("a-day-is-needed", f"{name}: choose a day, such as 2026-12-31.", name) from None


def _day(form: Posted, name: str) -> date:
    found = day(form, name)
    if found is None:
        raise Rejected("a-day-is-needed", f"{name}: choose a day, such as 2026-12-31.", name)
    return found


def _goal(form: Posted) -> Goal:
    return Goal(
        baseline=number(form, "baseline"),
        baseline_on=day(form, "baseline_on"),
        target=needed(form, "target"),
        due=day(form, "due"),
        method=form["method"],
    )


def _calendar(form: Posted) -> Calendar | None:
    if not form["frequency"]:
        return None
    return Calendar(frequency=Frequency(form["frequency"]), first_day=_day(form, "first_day"), until=day(form, "until"))


def _given(form: Posted) -> Given:
    return Given(
        value=number(form, "value"),
        numerator=number(form, "numerator"),
        denominator=number(form, "denominator"),
        unit=form["unit"] or None,
    )


def _period(form: Posted) -> Period:
    return Period(start=_day(form, "start"), end=_day(form, "end"))


def _choose(form: Posted, cluster_id: str) -> Command:
    return said.ChooseKpi(cluster_id=cluster_id, kpi_id=form["kpi_id"], goal=_goal(form), calendar=_calendar(form))


def _change(form: Posted, cluster_id: str) -> Command:
    ids = {"cluster_id": cluster_id, "choice_id": form["choice_id"]}
    return said.ChangeKpiChoice(**ids, goal=_goal(form), calendar=_calendar(form), reason=form["reason"])


def _drop(form: Posted, cluster_id: str) -> Command:
    return said.DropKpi(cluster_id=cluster_id, choice_id=form["choice_id"], reason=form["reason"])


def _report(form: Posted, cluster_id: str) -> Command:
    return said.ReportKpi(
        cluster_id=cluster_id,
        choice_id=form["choice_id"],
        period=_period(form),
        given=_given(form),
        grade=QualityGrade(form["grade"]),
        source=form["source"],
        verified_by=form["verified_by"] or None,
        note=form["note"],
    )


def _correct(form: Posted, cluster_id: str) -> Command:
    return said.CorrectKpi(
        cluster_id=cluster_id,
        choice_id=form["choice_id"],
        observation_id=form["observation_id"],
        given=_given(form),
        grade=QualityGrade(form["grade"]),
        source=form["source"],
        reason=form["reason"],
    )


def _no_report(form: Posted, cluster_id: str) -> Command:
    ids = {"cluster_id": cluster_id, "choice_id": form["choice_id"]}
    return said.MarkKpiNotReported(**ids, period=_period(form), reason=form["reason"])


OF_CLUSTER: Mapping[str, Callable[[Posted, str], Command]] = {
    "choose": _choose,
    "change": _change,
    "drop": _drop,
    "report": _report,
    "correct": _correct,
    "no-report": _no_report,
}
"""The forms of a cluster's page by their action."""


def _freeze(form: Posted) -> Command:
    return said.FreezePeriod(period_id=form["period_id"], title=form["title"], period=_period(form))


def _publish(form: Posted) -> Command:
    grouping = Grouping(form["grouping"]) if form["grouping"] else None
    ids = {"period_id": form["period_id"], "kpi_id": form["kpi_id"]}
    return said.PublishBenchmark(**ids, measure=Measure(form["measure"]), grouping=grouping)


OF_OFFICE: Mapping[str, Callable[[Posted], Command]] = {
    "adopt": lambda form: said.AdoptCatalogue(catalogue_id=form["catalogue_id"]),
    "retire": lambda form: said.RetireKpi(kpi_id=form["kpi_id"], reason=form["reason"]),
    "calendar": lambda form: said.SetReportingCalendar(round_id=form["round_id"], calendar=_calendar(form)),
    "freeze": _freeze,
    "publish": _publish,
}
"""The forms of the secretariat's pages by their action."""
