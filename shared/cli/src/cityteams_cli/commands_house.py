"""`up` and `demo`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from cityteams_cli.options import VAR, AsJson, Data, SampleFolder, refusals
from cityteams_cli.talk import Talk

Port = Annotated[
    int, typer.Option(envvar="CITYTEAMS_PORT", min=0, max=65535, help="The portal's port; 0 takes any free one.")
]
NatsPort = Annotated[
    int, typer.Option(min=0, max=65535, help="The broker's port; another free one is taken when it is not free.")
]
Level = Annotated[
    Literal["debug", "info", "warning", "error"], typer.Option(help="How much the services write into the log.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show every line of every process.")]
Stores = Annotated[
    str,
    typer.Option(
        envvar="CITYTEAMS_STORE_URL",
        help="Keep the stores on a PostgreSQL server: a URL with {service} in it, such as"
        " postgresql+psycopg://app@/{service}?host=/run/postgresql. Default: SQLite files in the data folder.",
        show_default=False,
    ),
]
NoSample = Annotated[bool, typer.Option("--no-sample", help="Leave a fresh data folder empty.")]


def up(  # noqa: PLR0913, PLR0917 - a command's options
    data: Data = VAR,
    port: Port = 8080,
    nats_port: NatsPort = 4222,
    no_sample: NoSample = False,
    sample: SampleFolder = None,
    stores: Stores = "",
    log_level: Level = "warning",
    verbose: Verbose = False,
) -> None:
    """Bring the whole house up on this machine: broker, mail sink and all services, each a process of its own.

    A fresh data folder gets the sample season, so that there is something to see. Everything is kept there:
    start again and all is as it was. Whatever dies is started again. Ctrl-C stops everything in order.

    No mail leaves this machine: letters lie in the folder [bold]mail[/] and under [bold]/letters[/].
    """
    from cityteams_cli.folder import DataFolder  # noqa: PLC0415 - only this command pays for it
    from cityteams_cli.house import Wanted  # noqa: PLC0415
    from cityteams_cli.up import find_sample, run_up  # noqa: PLC0415

    with refusals():
        season = None if no_sample else find_sample(sample)
        level = "info" if verbose and log_level == "warning" else log_level
        wanted = Wanted(DataFolder(data), port, nats_port, level, stores)
        run_up(wanted, season, Talk(verbose=verbose or log_level != "warning"))


def demo(
    leave: Annotated[bool, typer.Option("--exit", help="Stop after counting instead of staying up.")] = False,
    json: AsJson = False,
    data: Annotated[Path | None, typer.Option(help="Keep the data here instead of in a temporary folder.")] = None,
    sample: SampleFolder = None,
    stores: Stores = "",
    verbose: Verbose = False,
) -> None:
    """Play a whole season on free ports and count it in every store, stream and mailbox.

    Prints one line of JSON with the figures and whether they [bold]agree[/]; exit code 0 only if they do.
    Without --exit the house stays up, to be looked at.
    """
    from cityteams_cli.folder import DataFolder, temporary  # noqa: PLC0415 - only this command pays for it
    from cityteams_cli.house import Wanted  # noqa: PLC0415
    from cityteams_cli.up import find_sample, run_demo  # noqa: PLC0415
    from cityteams_store.errors import Refused  # noqa: PLC0415

    with refusals():
        season, level = find_sample(sample), "info" if verbose else "warning"
        if season is None:
            raise Refused(
                "there is no sample season here; name its folder with --sample, or run this in the repository"
            )
        wanted = Wanted(DataFolder(data or temporary()), 0, 0, level, stores)
        talk = Talk(verbose=verbose, quiet=json)
        code = run_demo(season, wanted, talk, keep=data is not None, stay=not leave)
    raise typer.Exit(code)


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(rich_help_panel="The house")(up)
    app.command(rich_help_panel="The house")(demo)
