"""`partners …` and `texts suggest`: who is named to whom, introductions, and what words suggest."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile, refusals
from cityteams_store.errors import Refused

Organisation = Annotated[str, typer.Argument(help="The id of an organisation.")]
One = Annotated[str, typer.Argument(help="The id of an introduction.")]
Text = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="One text a line, or worksheets as JSON lines.")
]
Model = Annotated[str, typer.Option(help="hybrid, use (smaller) or tfidf (no weights).")]


def match(  # noqa: PLR0913, PLR0917 - a command's options
    round_id: Annotated[str, typer.Argument(help="The id of a round.")],
    partners: Annotated[int, typer.Option(min=1, max=20, help="Partners that an organisation is named.")] = 3,
    clients: Annotated[int, typer.Option(min=1, max=50, help="To how many it is named.")] = 5,
    wait: Annotated[bool, typer.Option(help="Wait until all lists are there.")] = True,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Work out partners and clients for every organisation of a round, and tell how good the choice is."""
    from cityteams_cli.desk import Where, do, show_one, until_done  # noqa: PLC0415 - only this command pays for it

    where, run_id = Where(portal, token, token_file, data, json), str(uuid4())
    limits = {"partners": partners, "clients": clients}
    do(where, "/partner-runs", {"run_id": run_id, "round_id": round_id, "limits": limits})
    if wait:
        until_done(where, f"/partner-runs/{run_id}")
    show_one(where, f"/partner-runs/{run_id}")


def show(
    organisation: Organisation,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Show whom an organisation was named, and why."""
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    show_one(Where(portal, token, token_file, data, json), f"/organisations/{organisation}/partners")


def introductions(
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """List introductions and how they stand; never how to reach anybody."""
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    columns = ("introduction_id", "state", "first", "second", "expires_at")
    show_list(Where(portal, token, token_file, data, json), "/introductions", columns, 200)


def introduce(  # noqa: PLR0913, PLR0917
    first: Organisation,
    second: Organisation,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Ask two organisations, as the secretariat, whether they want to be introduced to each other."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"introduction_id": str(uuid4()), "from_organisation": first, "to_organisation": second}
    do(Where(portal, token, token_file, data, json), "/introductions", body)


def cancel(
    introduction: One,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Take an introduction back before both have agreed; both are told."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/introductions/{introduction}/cancel")


def suggestions(
    worksheet: Annotated[str, typer.Argument(help="The id of a worksheet.")],
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Show the sectors that a worksheet's words suggest, and existing work near it."""
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    show_one(Where(portal, token, token_file, data, json), f"/worksheets/{worksheet}/suggestions")


def suggest(file: Text, model: Model = "hybrid") -> None:
    """Read texts without a house: likely sectors and goals of the United Nations, one JSON object a text.

    Example: `cityteams texts suggest projects.txt --model use`. Needs no network.
    """
    words = (sys.executable, "-m", "cityteams_clusters.texts", str(file), "--model", model)
    with refusals():  # a program of its own: the command line stands on no service
        if subprocess.run(words, check=False).returncode:  # noqa: S603 - our own program
            raise Refused(f"{file} could not be read; the lines above say why")


def mount(app: typer.Typer) -> None:
    """Adds the groups."""
    partners = typer.Typer(no_args_is_help=True, help="Partners, clients and introductions, with reasons.")
    for each in (match, show, introductions, introduce, cancel):
        partners.command()(each)
    app.add_typer(partners, name="partners")
    texts = typer.Typer(no_args_is_help=True, help="What the words of worksheets suggest, offline.")
    texts.command()(suggest)
    texts.command()(suggestions)
    app.add_typer(texts, name="texts")
