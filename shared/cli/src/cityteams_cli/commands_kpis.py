"""`kpis`: the catalogue of indicators, what clusters are measured by, and comparisons."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile, refusals
from cityteams_store.errors import Refused

kpis = typer.Typer(no_args_is_help=True, help="KPIs: indicators, targets, reports, benchmarks.")
Cluster = Annotated[str, typer.Argument(help="The id of the cluster.")]
Choice = Annotated[str, typer.Argument(help="The id of the choice, as `show` tells it.")]
Reason = Annotated[str, typer.Option(help="Why.")]
Start = Annotated[str, typer.Option(help="The first day, such as 2026-01-01.")]
End = Annotated[str, typer.Option(help="The last day, such as 2026-03-31.")]
Number = Annotated[float | None, typer.Option(help="A number, such as 12.5.")]


@kpis.command("list")
def list_(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List the indicators that can be chosen.

    Example: `cityteams kpis list --json`. With --json, one a line, with everything that is known of it.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415 - only this command pays for it

    where = Where(portal, token, token_file, data, json)
    show_list(where, "/kpis", ("kpi_id", "code", "title", "unit", "topic"), 2000)


@kpis.command()
def show(
    cluster: Cluster,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Show what a cluster is measured by, how it stands, and every report."""
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    show_one(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/kpis")


@kpis.command()
def missing(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List who has not reported, the most overdue first."""
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    show_list(where, "/kpis/missing", ("cluster_id", "cluster", "overdue", "due"), 500)


@kpis.command()
def benchmarks(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List the comparisons that were published, the latest first."""
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    show_list(where, "/kpis/benchmarks", ("benchmark_id", "title", "unit", "measure", "grouping", "cells"), 200)


@kpis.command()
def adopt(
    catalogue: Annotated[str, typer.Argument(help="The name of a shipped catalogue.")] = "cityteams-1",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Take a catalogue over that cityteams ships; what is there already stays."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/kpis/catalogues/{catalogue}", {})


@kpis.command()
def define(
    file: Annotated[Path, typer.Argument(help="A JSON file: kpi_id, definition and perhaps replaces.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Define an indicator from a file.

    Example: `cityteams kpis define sirens.json`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    with refusals():
        body = _read(file)
    do(Where(portal, token, token_file, data, json), "/kpis", body)


@kpis.command()
def retire(  # noqa: PLR0913, PLR0917 - a command's options
    kpi: Annotated[str, typer.Argument(help="The id of the indicator.")],
    reason: Reason,
    replaced_by: Annotated[str, typer.Option(help="The id of its successor.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Retire an indicator; who is measured by it goes on."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"reason": reason, "replaced_by": replaced_by or None}
    do(Where(portal, token, token_file, data, json), f"/kpis/{kpi}/retire", body)


@kpis.command()
def choose(  # noqa: PLR0913, PLR0917 - a command's options
    cluster: Cluster,
    kpi: Annotated[str, typer.Argument(help="The id of the indicator.")],
    target: Annotated[float, typer.Option(help="Where to, in the unit of the indicator.")],
    baseline: Number = None,
    baseline_on: Annotated[str, typer.Option(help="The day of the baseline.")] = "",
    due: Annotated[str, typer.Option(help="Until when, such as 2027-12-31.")] = "",
    method: Annotated[str, typer.Option(help="How it is measured.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Choose an indicator for a cluster.

    Example: `cityteams kpis choose c-1 sc-saf-07 --target 40 --baseline 10 --due 2027-12-31`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    goal = {"target": target, "baseline": baseline, "baseline_on": baseline_on or None, "due": due or None}
    body = {"kpi_id": kpi, "goal": goal | {"method": method}}
    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/kpis", body)


@kpis.command()
def report(  # noqa: PLR0913, PLR0917
    cluster: Cluster,
    choice: Choice,
    start: Start,
    end: End,
    source: Annotated[str, typer.Option(help="Where the figure comes from.")],
    value: Number = None,
    unit: Annotated[str, typer.Option(help="The unit of the value, when it is another one.")] = "",
    numerator: Number = None,
    denominator: Number = None,
    grade: Annotated[str, typer.Option(help="One of the six grades of quality.")] = "unknown",
    verified_by: Annotated[str, typer.Option(help="The organisation that checked it.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Report what was observed in a period.

    Example: `cityteams kpis report c-1 CHOICE --start 2026-01-01 --end 2026-03-31 --value 0.5 --unit h --source Log`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    given = {"value": value, "unit": unit or None, "numerator": numerator, "denominator": denominator}
    body = {"period": {"start": start, "end": end}, "given": given, "grade": grade, "source": source}
    where = Where(portal, token, token_file, data, json)
    do(where, f"/clusters/{cluster}/kpis/{choice}/reports", body | {"verified_by": verified_by or None})


@kpis.command()
def correct(  # noqa: PLR0913, PLR0917
    cluster: Cluster,
    choice: Choice,
    observation: Annotated[str, typer.Argument(help="The id of the report, as `show` tells it.")],
    value: Annotated[float, typer.Option(help="The right value.")],
    source: Annotated[str, typer.Option(help="Where the figure comes from.")],
    reason: Reason,
    unit: Annotated[str, typer.Option(help="The unit of the value, when it is another one.")] = "",
    grade: Annotated[str, typer.Option(help="One of the six grades of quality.")] = "unknown",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Correct a report; what was said before is kept."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"observation_id": observation, "given": {"value": value, "unit": unit or None}, "reason": reason}
    where = Where(portal, token, token_file, data, json)
    do(where, f"/clusters/{cluster}/kpis/{choice}/corrections", body | {"grade": grade, "source": source})


@kpis.command("not-reported")
def not_reported(  # noqa: PLR0913, PLR0917
    cluster: Cluster, choice: Choice, start: Start, end: End, reason: Reason,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Say that there is no figure for a period, and why; that is never zero."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"period": {"start": start, "end": end}, "reason": reason}
    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/kpis/{choice}/not-reported", body)


@kpis.command()
def drop(  # noqa: PLR0913, PLR0917
    cluster: Cluster, choice: Choice, reason: Reason,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Measure a cluster by an indicator no longer; its reports are kept."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/kpis/{choice}/drop", {"reason": reason})


def _read(file: Path) -> dict[str, Any]:
    from json import JSONDecodeError, loads  # noqa: PLC0415

    try:
        found = loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, JSONDecodeError) as wrong:
        raise Refused(f"{file} cannot be read: {wrong}") from None
    if not isinstance(found, dict):
        raise Refused(f"{file} must hold one object with the fields of an indicator")
    return found
