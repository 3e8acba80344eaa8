"""`cityteams calendars`: agendas out as files, and in."""

import asyncio
import json as to_json
from pathlib import Path
from typing import Annotated

import typer

from cityteams_cli.commands_people import portal_at
from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile, refusals
from cityteams_store.errors import Refused

_FILES = {
    "ics": "calendar.ics",
    "xml": "schedule.xml",
    "json": "schedule.json",
    "jsonld": "agenda.jsonld",
    "csv": "agenda.csv",
    "xlsx": "agenda.xlsx",
    "pdf": "agenda.pdf",
}
Gathering = Annotated[str, typer.Argument(help="The id of the gathering, such as expo-2018.")]
Target = Annotated[Path, typer.Argument(help=f"The file to write; its ending says what: {', '.join(_FILES)}.")]
Source = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="A frab schedule (XML, JSON) or a CSV table.")
]


def export(gathering: Gathering, file: Target, portal: PortalUrl = None, data: Data = VAR) -> None:
    """Write a gathering's calendar, or its released agenda, as a file."""

    async def work(name: str) -> bytes:
        async with portal_at(data, portal, None, None) as client:
            return await client.page(f"/gatherings/{gathering}/{name}")

    with refusals():
        name = _FILES.get(file.suffix.removeprefix("."))
        if name is None:
            raise Refused(f"{file}: the ending says what to write; give one of {', '.join(_FILES)}")
        made = asyncio.run(work(name))
        file.write_bytes(made)
    print(f"{file}: {len(made)} bytes")


def bring(  # noqa: PLR0913, PLR0917 - one for each option
    gathering: Gathering,
    file: Source,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Plan the sessions of a schedule that another program wrote. Sending the file again changes nothing more."""

    async def work() -> list[dict[str, str]]:
        async with portal_at(data, portal, token, token_file) as client:
            told: dict[str, list[dict[str, str]]] = await client.hand(
                f"/gatherings/{gathering}/sessions/import", file.read_bytes()
            )
            return told["sessions"]

    with refusals():
        sessions = asyncio.run(work())
    if json:
        print(to_json.dumps(sessions, ensure_ascii=False))
        return
    for each in sessions:
        print(f"{each['session_id']}  {each['title']}")
    print(f"{len(sessions)} sessions are planned.")


def mount(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(no_args_is_help=True, help="Calendars and agendas as files: out, and in.")
    group.command()(export)
    group.command("import")(bring)
    app.add_typer(group, name="calendars")
