"""`worksheets import` and `season play`: what the secretariat does, from a file."""

import asyncio
import json as to_json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, SampleFolder, Token, TokenFile, refusals
from cityteams_cli.talk import Talk

if TYPE_CHECKING:
    from cityteams_cli.portal import Portal
    from cityteams_cli.rows import Result

Accept = Annotated[bool, typer.Option("--accept", help="Accept what was submitted; needs the secretariat's token.")]
worksheets = typer.Typer(no_args_is_help=True, help="Worksheets from a file.")
season = typer.Typer(no_args_is_help=True, help="A whole season from a folder.")


@worksheets.command("import")
def import_(  # noqa: PLR0913, PLR0917 - a command's options
    file: Annotated[
        Path, typer.Argument(help="One worksheet a line, as JSON; see deploy/sample/README.md. Or one as a workbook.")
    ],
    accept: Accept = False,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Hand in every worksheet of a file through the portal.

    A row that is refused is named with its line, field and remedy; the rest go on. Importing the same file twice
    changes nothing. Exit code 1 if any row was refused. A file that ends in .xlsx is one filled worksheet.
    """
    from cityteams_cli.documents import file_workbook  # noqa: PLC0415
    from cityteams_cli.season import bring_in  # noqa: PLC0415 - only this command pays for it

    async def work() -> "list[Result]":
        async with portal_at(data, portal, token, token_file) as client:
            if file.suffix.lower() == ".xlsx":
                return [await file_workbook(client, file, accept=accept)]
            return await bring_in(client, file, Talk(quiet=json), accept=accept)

    with refusals():
        results = asyncio.run(work())
    _report(results, as_json=json)


@season.command()
def play(
    sample: SampleFolder = None,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Play a season: import and accept its worksheets, hold its gathering, answer invitations, release the agenda.

    What is there already stays as it is, so a season that was interrupted is simply played again.
    """
    from cityteams_cli.season import play as play_season  # noqa: PLC0415
    from cityteams_cli.up import find_sample  # noqa: PLC0415
    from cityteams_store.errors import Refused  # noqa: PLC0415

    async def work() -> "list[Result]":
        found = find_sample(sample)
        if found is None:
            raise Refused("there is no sample season here; name its folder with --sample")
        async with portal_at(data, portal, token, token_file) as client:
            return await play_season(client, found, Talk(quiet=json))

    with refusals():
        results = asyncio.run(work())
    _report(results, as_json=json, strict=False)


def portal_at(data: Path, url: str | None, token: str | None, token_file: Path | None) -> "Portal":
    """A client of the portal that the options mean. Raises Refused when there is none."""
    from cityteams_cli.folder import DataFolder  # noqa: PLC0415
    from cityteams_cli.portal import Portal  # noqa: PLC0415
    from cityteams_store.errors import Refused  # noqa: PLC0415

    folder = DataFolder(data)
    where = url or str(folder.running().get("portal", ""))
    if not where:
        raise Refused(f"nothing runs on the data folder {data}; start it with `cityteams up`, or name --portal")
    path = token_file or folder.secrets / "api-token.txt"
    if token is None and (token_file is not None or path.exists()):
        try:
            token = path.read_text("utf-8").strip()
        except OSError as wrong:
            raise Refused(
                f"the token cannot be read: {wrong.strerror} ({path}); name its file with --token-file"
            ) from None
    return Portal(where, token or "")


def _report(results: "Sequence[Result]", *, as_json: bool, strict: bool = True) -> None:
    counts = Counter(result.ending for result in results)
    refused = [result for result in results if result.ending == "refused"]
    if as_json:
        names = ("line", "worksheet_id", "code", "field", "reason")
        rows = [{name: getattr(result, name) for name in names} for result in refused]
        print(to_json.dumps({"rows": len(results), "endings": dict(counts), "refused": rows}))
    elif refused:
        _table(refused)
    if refused and strict:
        raise typer.Exit(1)


def _table(refused: "Sequence[Result]") -> None:
    table = Table(title=f"{len(refused)} refused", title_justify="left", show_lines=False)
    for name in ("line", "worksheet", "rule", "field", "why, and what to do"):
        table.add_column(name, overflow="fold")
    for result in refused:
        table.add_row(str(result.line), result.worksheet_id, result.code, result.field, result.reason)
    Console().print(table)


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    from cityteams_cli.commands_documents import mount_documents  # noqa: PLC0415 - it stands on this module

    mount_documents(worksheets)
    app.add_typer(worksheets, name="worksheets", rich_help_panel="People")
    app.add_typer(season, name="season", rich_help_panel="People")
