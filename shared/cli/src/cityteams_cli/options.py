"""Options that several commands share, and how a refusal ends a command."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cityteams_store.errors import Refused

Data = Annotated[
    Path, typer.Option(envvar="CITYTEAMS_DATA", help="The data folder of the house.", rich_help_panel="Where")
]
Nats = Annotated[
    str | None,
    typer.Option(help="The broker, such as nats://127.0.0.1:4222. Default: that of the house running on --data."),
]
PasswordFile = Annotated[
    Path | None, typer.Option(help="File with the password on the broker. Default: below the data folder.")
]
User = Annotated[str, typer.Option(help="Whom to be on the broker.")]
PortalUrl = Annotated[
    str | None, typer.Option("--portal", help="The portal's address. Default: that of the house running on --data.")
]
Token = Annotated[
    str | None, typer.Option("--token", envvar="CITYTEAMS_API_TOKEN", help="The secretariat's token, given directly.")
]
TokenFile = Annotated[
    Path | None, typer.Option(help="File with the secretariat's token. Default: below the data folder.")
]
SampleFolder = Annotated[
    Path | None,
    typer.Option(help="Folder with season.json and worksheets.jsonl. Default: deploy/sample of the checkout."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program instead of words for people.")]
VAR = Path("var")


@contextmanager
def refusals() -> Iterator[None]:
    """A refusal is one line on standard error and exit code 2; Ctrl-C is exit code 130."""
    try:
        yield
    except Refused as no:
        print(f"cityteams: {no}", file=sys.stderr, flush=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


Mount = Callable[[typer.Typer], None]
