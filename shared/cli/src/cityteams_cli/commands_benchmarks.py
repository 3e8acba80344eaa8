"""`kpis calendar`, `freeze` and `publish`: when is reported, and what is compared; of the secretariat."""

from typing import Annotated

import typer

from cityteams_cli.commands_kpis import End, Start, kpis
from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile


@kpis.command()
def calendar(  # noqa: PLR0913, PLR0917 - a command's options
    round_id: Annotated[str, typer.Argument(metavar="ROUND", help="The id of the round.")],
    frequency: Annotated[str, typer.Option(help="monthly, quarterly, half_yearly or yearly; empty ends it.")] = "",
    first_day: Annotated[str, typer.Option(help="The first day of the first period.")] = "",
    until: Annotated[str, typer.Option(help="The last day on which a period may begin.")] = "",
    due_days: Annotated[int, typer.Option(help="Days after a period until its report is due.")] = 30,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Say when the clusters of a round report.

    Example: `cityteams kpis calendar sc3-2018 --frequency quarterly --first-day 2018-01-01`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415 - only this command pays for it

    asked = {"frequency": frequency, "first_day": first_day, "until": until or None, "due_days": due_days}
    where = Where(portal, token, token_file, data, json)
    do(where, f"/rounds/{round_id}/reporting-calendar", {"calendar": asked if frequency else None})


@kpis.command()
def freeze(  # noqa: PLR0913, PLR0917
    period: Annotated[str, typer.Argument(help="An id for the period, such as 2026-q1.")],
    start: Start,
    end: End,
    title: Annotated[str, typer.Option(help="Its name; the id when not told.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Freeze a period: what was reported until now is what is compared."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"period_id": period, "title": title or period, "period": {"start": start, "end": end}}
    do(Where(portal, token, token_file, data, json), "/kpis/periods", body)


@kpis.command()
def publish(  # noqa: PLR0913, PLR0917
    period: Annotated[str, typer.Argument(help="The id of a frozen period.")],
    kpi: Annotated[str, typer.Argument(help="The id of the indicator.")],
    measure: Annotated[str, typer.Option(help="value or progress.")] = "value",
    grouping: Annotated[str, typer.Option(help="sector, country, size or kind; all together when not told.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Publish a comparison of one indicator over a frozen period; groups that are too small are held back."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"period_id": period, "kpi_id": kpi, "measure": measure, "grouping": grouping or None}
    do(Where(portal, token, token_file, data, json), "/kpis/benchmarks", body)


def mount(app: typer.Typer) -> None:
    """Adds the commands of KPIs."""
    app.add_typer(kpis, name="kpis")
