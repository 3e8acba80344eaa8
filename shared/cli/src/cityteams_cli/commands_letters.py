"""`letters`: what letters say, before anybody gets them."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from cityteams_cli.options import AsJson, refusals
from cityteams_store.errors import Refused

letters = typer.Typer(no_args_is_help=True, help="Letters, as people will read them.")
_CANNOT_START = 1


@letters.command()
def preview(
    kind: Annotated[str, typer.Argument(help="The kind of letter, such as slot_given; --list shows all.")] = "",
    lang: Annotated[str, typer.Option(help="en, fr, es, ko, pt or ar.")] = "en",
    html: Annotated[Path | None, typer.Option(help="Write the letter as a page into this file, too.")] = None,
    every: Annotated[bool, typer.Option("--list", help="List the kinds with topics and the events that ask.")] = False,
    json: AsJson = False,
) -> None:
    """Show a letter in a language, worded from an example of the event that asks for it.

    Example: `cityteams letters preview slot_given --lang fr --html slot.html`. Needs no house. With --json the
    subject, the text and the page; with --list one kind a line.
    """
    told = [kind] if kind else []
    told += ["--lang", lang, *(["--html", str(html)] if html else [])]
    told += [word for word, wanted in (("--list", every), ("--json", json)) if wanted]
    with refusals():  # a program of its own: the command line stands on no service
        ended = subprocess.run((sys.executable, "-m", "cityteams_notifications.previewing", *told), check=False)  # noqa: S603
        if ended.returncode == _CANNOT_START:
            raise Refused("the service that writes letters is not installed here; install cityteams-notifications")
        if ended.returncode:
            raise Refused("no letter was shown; the lines above say why")


def mount(app: typer.Typer) -> None:
    """Adds the group."""
    app.add_typer(letters, name="letters")
