"""`deliveries`: the ledger of mail and webhooks, and trying again what failed."""

from typing import Annotated

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

deliveries = typer.Typer(no_args_is_help=True, help="What was sent, put off, failed or bounced, by mail and webhook.")
Delivery = Annotated[str, typer.Argument(help="The id of the delivery.")]
_COLUMNS = ("at", "channel", "kind", "to", "state", "attempt", "answer", "reason", "next_try_at", "delivery_id")


@deliveries.command("list")
def list_(  # noqa: PLR0913, PLR0917 - a command's options
    state: Annotated[str, typer.Option(help="sent, put_off, failed, bounced or resumed.")] = "",
    channel: Annotated[str, typer.Option(help="mail, webhook or chat.")] = "",
    to: Annotated[str, typer.Option(help="The id of a person or an endpoint.")] = "",
    about: Annotated[str, typer.Option(help="The id of what it is about.")] = "",
    since: Annotated[str, typer.Option(help="From this moment or day on (UTC).")] = "",
    until: Annotated[str, typer.Option(help="Before this moment or day (UTC).")] = "",
    most: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List deliveries, the latest first.

    Example: `cityteams deliveries list --state failed --channel mail`. With --json, one a line.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415 - only this command pays for it

    where = Where(portal, token, token_file, data, json)
    asked = {"state": state, "channel": channel, "to": to, "about": about, "since": since, "until": until}
    show_list(where, "/deliveries", _COLUMNS, most, **asked)


@deliveries.command()
def show(
    delivery: Delivery,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Show every attempt at one delivery, with its answer and the next try."""
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    show_list(Where(portal, token, token_file, data, json), f"/deliveries/{delivery}", _COLUMNS[:-1], 1000)


@deliveries.command()
def retry(  # noqa: PLR0913, PLR0917
    since: Annotated[str, typer.Argument(help="From this moment on, such as 2018-02-07T09:00:00Z.")],
    until: Annotated[str, typer.Argument(help="Before this moment.")],
    channel: Annotated[str, typer.Option(help="mail, webhook or chat.")] = "",
    to: Annotated[str, typer.Option(help="The id of a person or an endpoint.")] = "",
    delivery: Annotated[str, typer.Option(help="The id of one delivery.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Try again what failed or bounced in a span of time, at most 1,000 at once.

    Exit code 1 when nothing failed then.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    told = {"since": since, "until": until, "channel": channel, "to": to, "delivery_id": delivery}
    where = Where(portal, token, token_file, data, json)
    do(where, "/deliveries/retry", {name: word for name, word in told.items() if word})


@deliveries.command()
def suppressed(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List who is sent no mail since it does not reach them, and why."""
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    show_list(where, "/suppressions", ("person_id", "reason", "status", "since", "delivery_id"), 1000)


@deliveries.command()
def lift(
    person: Annotated[str, typer.Argument(help="The id of the person.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Write to a person again; exit code 1 when mail goes to them already."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/suppressions/{person}/lift", {})


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(deliveries, name="deliveries", rich_help_panel="Deliveries")
