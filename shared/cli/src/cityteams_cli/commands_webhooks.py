"""`webhooks`: the endpoints of organisations, what was delivered to them, and the feed."""

from typing import Annotated, Any

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

webhooks = typer.Typer(no_args_is_help=True, help="Webhook endpoints: register, test, pause, new secrets, replay.")
Endpoint = Annotated[str, typer.Argument(help="The id of the endpoint.")]
Types = Annotated[list[str] | None, typer.Option("--type", help="A type of event; several times for several.")]
Clusters = Annotated[list[str] | None, typer.Option("--cluster", help="The id of a cluster it wants to hear of.")]
Sectors = Annotated[list[str] | None, typer.Option("--sector", help="The code of a sector it wants to hear of.")]


@webhooks.command("list")
def list_(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List the endpoints: where they are, and whether they are active, paused or disabled.

    With --json, one a line, with what each wants.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415 - only this command pays for it

    columns = ("endpoint_id", "organisation_id", "title", "host", "state", "since")
    show_list(Where(portal, token, token_file, data, json), "/endpoints", columns, 2000)


@webhooks.command()
def types(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List every type of event that leaves the house, and what it means.

    With --json, one a line, each with an example.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    show_list(Where(portal, token, token_file, data, json), "/event-types", ("type", "meaning"), 1000)


@webhooks.command()
def register(  # noqa: PLR0913, PLR0917 - a command's options
    organisation: Annotated[str, typer.Argument(help="The id of the organisation.")],
    url: Annotated[str, typer.Argument(help="https://…, or the URL of a chat channel such as slack://….")],
    title: Annotated[str, typer.Option(help="How it is called.")],
    type_: Types = None,
    cluster: Clusters = None,
    sector: Sectors = None,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Register an endpoint; its secret is printed once and can never be asked for again.

    Example: `cityteams webhooks register o-ulm https://hooks.ulm.example/x --title "Open data" --sector utility`.
    """
    from cityteams_cli.desk import Where, tell_once  # noqa: PLC0415

    kind = "webhook" if url.startswith(("http://", "https://")) else "channel"
    body = {"organisation_id": organisation, "url": url, "title": title, "kind": kind}
    where = Where(portal, token, token_file, data, json)
    tell_once(where, "/endpoints", body | {"wanted": _wanted(type_, cluster, sector)})


@webhooks.command()
def show(
    endpoint: Endpoint,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Show one endpoint: what it wants, and since when it is in its state.

    Neither its URL nor its secret can be shown.
    """
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    show_one(Where(portal, token, token_file, data, json), f"/endpoints/{endpoint}")


@webhooks.command()
def deliveries(  # noqa: PLR0913, PLR0917
    endpoint: Endpoint,
    state: Annotated[str, typer.Option(help="waiting, sent or failed.")] = "",
    most: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List what was sent to an endpoint, the latest first, with the answer and the next try.

    Example: `cityteams webhooks deliveries e-1 --state failed`.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    columns = ("delivery_id", "kind", "about", "state", "attempts", "answer", "reason", "last_at", "next_try_at")
    show_list(
        Where(portal, token, token_file, data, json), f"/endpoints/{endpoint}/deliveries", columns, most, state=state
    )


@webhooks.command()
def rotate(  # noqa: PLR0913, PLR0917
    endpoint: Endpoint,
    overlap_hours: Annotated[int, typer.Option(min=0, max=168, help="For how long the old secret signs as well.")] = 24,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Make a new secret, which is printed once; the one before signs as well for a while.

    Both signatures are in every request until then, so that the receiver can change at leisure.
    """
    from cityteams_cli.desk import Where, tell_once  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    tell_once(where, f"/endpoints/{endpoint}/rotate", {"overlap_hours": overlap_hours})


@webhooks.command("test")
def send_test(
    endpoint: Endpoint,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Send a signed event of no meaning to an endpoint.

    What came of it stands in `cityteams webhooks deliveries` a moment later.
    """
    _do(endpoint, "test", portal, token, token_file, data, json)


@webhooks.command()
def pause(
    endpoint: Endpoint,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Send nothing for a while; events wait.

    `cityteams webhooks resume` goes on, with those that wait first.
    """
    _do(endpoint, "pause", portal, token, token_file, data, json)


@webhooks.command()
def resume(
    endpoint: Endpoint,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Go on sending to an endpoint that was paused or disabled.

    What was missed while it was disabled can be read from the feed.
    """
    _do(endpoint, "resume", portal, token, token_file, data, json)


@webhooks.command()
def delete(
    endpoint: Endpoint,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Delete an endpoint: its URL, its secrets and everything that waits are destroyed.

    There is no way back; register it again.
    """
    _do(endpoint, "delete", portal, token, token_file, data, json)


@webhooks.command()
def replay(  # noqa: PLR0913, PLR0917
    endpoint: Endpoint,
    delivery: Annotated[str, typer.Option(help="One delivery, by its id.")] = "",
    since: Annotated[str, typer.Option(help="From when on, such as 2026-02-01T00:00:00Z.")] = "",
    until: Annotated[str, typer.Option(help="Until when.")] = "",
    failed: Annotated[bool, typer.Option("--failed", help="Only what failed.")] = False,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Send again, under the ids that they had: one delivery, a span of time, or all that failed; at most 1,000 at once.

    Example: `cityteams webhooks replay e-1 --failed --since 2026-02-01T00:00:00Z`.
    """
    given = {"delivery_id": delivery, "since": since, "until": until, "only_failed": failed}
    body = {name: value for name, value in given.items() if value}
    _do(endpoint, "replay", portal, token, token_file, data, json, body)


def _do(endpoint: str, what: str, *where: Any) -> None:
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(*where[:5]), f"/endpoints/{endpoint}/{what}", where[5] if len(where) > 5 else None)


def _wanted(types: list[str] | None, clusters: list[str] | None, sectors: list[str] | None) -> dict[str, list[str]]:
    return {"types": types or [], "clusters": clusters or [], "sectors": sectors or []}


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(webhooks, name="webhooks", rich_help_panel="Events")
