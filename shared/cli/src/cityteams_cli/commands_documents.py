"""`worksheets verify` and `worksheets export`: receipts and workbooks on the command line."""

import asyncio
import json as to_json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cityteams_cli.commands_people import portal_at
from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile, refusals

if TYPE_CHECKING:
    from cityteams_cli.verifying import Verdict

Receipt = Annotated[Path, typer.Argument(help="receipt.json, or the PDF that it is attached to.")]
WorksheetOrBlank = Annotated[str, typer.Argument(help="The id of a worksheet, or the word blank.")]
Target = Annotated[Path, typer.Argument(help="The workbook to write (.xlsx); it must not be there yet.")]


def verify(receipt: Receipt, portal: PortalUrl = None, data: Data = VAR, json: AsJson = False) -> None:
    """Prove a receipt: compute its hash again, and compare it with what was recorded when the worksheet came in.

    Exit code 0 if everything holds, 1 if something does not, 2 if it cannot be told.
    """
    from cityteams_cli.verifying import judge, read_receipt  # noqa: PLC0415 - only this command pays for it

    async def recorded(number: str) -> Any:
        async with portal_at(data, portal, None, None) as client:
            return await client.find(f"/receipts/{number}")

    with refusals():
        file = read_receipt(receipt)
        verdict = judge(file, asyncio.run(recorded(file["number"])))
    _tell(verdict, as_json=json)
    raise typer.Exit(0 if verdict.holds else 1)


def _tell(verdict: "Verdict", *, as_json: bool) -> None:
    if as_json:
        print(to_json.dumps({"holds": verdict.holds, "true": verdict.true, "wrong": verdict.wrong}))
        return
    for line in verdict.true:
        print(f"holds  {line}")
    for line in verdict.wrong:
        print(f"WRONG  {line}")
    print("The receipt is true." if verdict.holds else "The receipt is not true.")


def export(
    worksheet: WorksheetOrBlank,
    file: Target,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
) -> None:
    """Write a worksheet, or the blank one, as a workbook that can be filled and imported again."""
    from cityteams_cli.documents import write_workbook  # noqa: PLC0415

    async def work() -> int:
        async with portal_at(data, portal, token, token_file) as client:
            return await write_workbook(client, worksheet, file)

    with refusals():
        size = asyncio.run(work())
    print(f"{file}: {size} bytes")


def mount_documents(worksheets: typer.Typer) -> None:
    """Adds the commands to `cityteams worksheets`."""
    worksheets.command()(verify)
    worksheets.command()(export)
