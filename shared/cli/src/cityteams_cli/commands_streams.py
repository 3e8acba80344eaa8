"""`record`, `replay`, `diff`, `provision`, `dead`, `permissions` and `doctor`: what operators and developers do."""

import asyncio
import json as to_json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cityteams_cli.options import VAR, AsJson, Data, Nats, PasswordFile, User, refusals
from cityteams_cli.talk import Talk

Streams = Annotated[list[str] | None, typer.Option("--stream", help="Only this stream; may be given several times.")]
_SHOWN = 20


def record(
    to: Annotated[Path, typer.Option(help="The file to write; compressed when its name ends in .gz.")],
    stream: Streams = None,
    nats: Nats = None,
    password_file: PasswordFile = None,
    user: User = "operator",
    data: Data = VAR,
) -> None:
    """Write all events into a file, one JSON object a line, as they are now.

    Each line holds stream, sequence, time, subject, headers and data. Nothing is taken away and no consumer is left
    behind. Play it into a store with [bold]cityteams replay[/].
    """
    from cityteams_cli.bus import Access, connected  # noqa: PLC0415 - only this command pays for it
    from cityteams_cli.recording import record as record_streams  # noqa: PLC0415

    async def work() -> int:
        async with connected(Access.to(user, data, nats, password_file)) as client:
            return await record_streams(client, to, stream or [], Talk())

    with refusals():
        print(f"{asyncio.run(work())} events in {to}")


def replay(  # noqa: PLR0913, PLR0917 - a command's options
    source: Annotated[str, typer.Argument(help="A recorded file, or the word [bold]stream[/] for the broker itself.")],
    into: Annotated[str, typer.Option(help="The service whose store is built, such as clusters.")],
    store: Annotated[str, typer.Option(help="Where: sqlite:////path/new.db or postgresql+psycopg://…")],
    nats: Nats = None,
    password_file: PasswordFile = None,
    user: User = "operator",
    data: Data = VAR,
) -> None:
    """Build a service's store from events alone: nothing is said, no mail is sent.

    The store must be fresh. Contacts, drafts and other private tables stay empty: they are in no event.
    Compare it with the live one: [bold]cityteams diff[/].
    """
    from cityteams_cli.bus import Access  # noqa: PLC0415 - only this command pays for it
    from cityteams_cli.permissions import installed_services  # noqa: PLC0415
    from cityteams_cli.replaying import from_broker, from_file, named  # noqa: PLC0415

    with refusals():
        service = named(installed_services(), into)
        if source == "stream":
            access = Access.to(user, data, nats, password_file)
            result = asyncio.run(from_broker(access, service, store, Talk()))
        else:
            result = asyncio.run(from_file(Path(source), service, store, Talk()))
    print(f"{result.read} events read, {result.absorbed} of them {into}'s, in {store}")


def diff(
    first: Annotated[str, typer.Argument(help="A store: the path of a SQLite file, or a URL.")],
    second: Annotated[str, typer.Argument(help="The other one.")],
    service: Annotated[str | None, typer.Option(help="Whose stores they are. Default: seen from the tables.")] = None,
) -> None:
    """Compare two stores of a service row by row, whichever databases they are in.

    Private tables and the books of what was sent are left out. Exit code 0: identical; 1: not.
    """
    from itertools import islice  # noqa: PLC0415

    from cityteams_cli import comparing  # noqa: PLC0415
    from cityteams_cli.permissions import installed_services  # noqa: PLC0415
    from cityteams_cli.replaying import named  # noqa: PLC0415

    with refusals():
        one, other = comparing.open_store(first), comparing.open_store(second)
        services = installed_services()
        whose = named(services, service) if service else comparing.service_of(one, services)
        found = comparing.differences(one, other, whose.store.metadata)
        shown = list(islice(found, _SHOWN))
        more = sum(1 for _ in found)
    for each in shown:
        print(f"{each.table} {each.key}: {each.what}")
    print(f"and {more} more rows differ" if more else "identical" if not shown else f"{len(shown)} rows differ")
    raise typer.Exit(1 if shown else 0)


def provision(
    nats: Nats = None, password_file: PasswordFile = None, user: User = "provisioner", data: Data = VAR
) -> None:
    """Create or update the streams and consumers that the installed services need. Running it again changes nothing."""
    from cityteams_chassis.provision import provision as bring_about  # noqa: PLC0415
    from cityteams_cli.bus import Access, connected  # noqa: PLC0415
    from cityteams_cli.permissions import installed_services  # noqa: PLC0415

    reactions = [reaction for service in installed_services().values() for reaction in service.reactions]

    async def work() -> None:
        async with connected(Access.to(user, data, nats, password_file)) as client:
            await bring_about(client.jetstream(timeout=10), reactions)

    with refusals():
        asyncio.run(work())
    print(f"all streams and {len(reactions)} consumers are there")


dead = typer.Typer(no_args_is_help=True, help="Messages that could not be handled, and why.")


@dead.command("list")
def dead_list(
    nats: Nats = None,
    password_file: PasswordFile = None,
    user: User = "operator",
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """List the dead letters: which reaction, which rule, why, and how often it was tried."""
    from cityteams_cli import dead as letters  # noqa: PLC0415
    from cityteams_cli.bus import Access, connected  # noqa: PLC0415
    from cityteams_cli.records import Record  # noqa: PLC0415

    async def work() -> list[Record]:
        async with connected(Access.to(user, data, nats, password_file)) as client:
            return await letters.dead_letters(client)

    with refusals():
        found = asyncio.run(work())
    if json:
        print(to_json.dumps([letters.described(each) for each in found]))
    elif found:
        Console().print(letters.table_of(found))
    else:
        print("there are no dead letters")


@dead.command("show")
def dead_show(
    number: Annotated[int, typer.Argument(help="The number of the dead letter, as the list shows it.")],
    nats: Nats = None,
    password_file: PasswordFile = None,
    user: User = "operator",
    data: Data = VAR,
) -> None:
    """Show one dead letter whole, as JSON: headers and data, too."""
    from cityteams_cli import dead as letters  # noqa: PLC0415
    from cityteams_cli.bus import Access, connected  # noqa: PLC0415
    from cityteams_cli.records import Record  # noqa: PLC0415

    async def work() -> Record:
        async with connected(Access.to(user, data, nats, password_file)) as client:
            return await letters.dead_letter(client, number)

    with refusals():
        print(to_json.dumps(letters.described(asyncio.run(work()), body=True), indent=2, ensure_ascii=False))


def doctor(
    data: Data = VAR,
    port: Annotated[int, typer.Option(envvar="CITYTEAMS_PORT", help="The portal's port.")] = 8080,
    json: AsJson = False,
) -> None:
    """Look at everything the house needs, and say what to do about what is wrong.

    Looks at this machine, the data folder, the stores and, when the house runs, at the broker, the services, their lag
    and the dead letters. Exit code 1 if anything is wrong.
    """
    from cityteams_cli.doctor import examine  # noqa: PLC0415 - only this command pays for it
    from cityteams_cli.folder import DataFolder  # noqa: PLC0415
    from cityteams_cli.permissions import installed_services  # noqa: PLC0415

    with refusals():
        findings = asyncio.run(examine(DataFolder(data), port, installed_services()))
    if json:
        names = ("what", "well", "found", "remedy")
        print(to_json.dumps([{name: getattr(each, name) for name in names} for each in findings]))
    else:
        table = Table(show_edge=False)
        for name in ("", "what", "found", "what to do"):
            table.add_column(name, overflow="fold")
        for each in findings:
            mark = "[green]well[/]" if each.well else "[bold red]bad[/]"
            table.add_row(mark, each.what, each.found, "" if each.well else each.remedy)
        Console().print(table)
    raise typer.Exit(0 if all(each.well for each in findings) else 1)


def permissions(
    write: Annotated[Path | None, typer.Option(help="Write the fragment into this file.")] = None,
    check: Annotated[Path | None, typer.Option(help="Exit with 1 unless this file says exactly that.")] = None,
) -> None:
    """Print, write or check who may do what on the bus: a piece of nats-server's configuration."""
    from cityteams_cli.permissions import permissions as tell  # noqa: PLC0415 - only this command pays for it

    tell(write, check)


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    events, operating = "Events", "Operating"
    app.command(rich_help_panel=events)(record)
    app.command(rich_help_panel=events)(replay)
    app.command(rich_help_panel=events)(diff)
    app.command(rich_help_panel=operating)(doctor)
    app.command(rich_help_panel=operating)(provision)
    app.command(rich_help_panel=operating)(permissions)
    app.add_typer(dead, name="dead", rich_help_panel=operating)
