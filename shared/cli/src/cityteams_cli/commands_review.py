"""`worksheets list`, `show` and what a review does: through the portal, as the secretariat."""

from typing import Annotated

import typer

from cityteams_cli.commands_people import worksheets
from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

Worksheet = Annotated[str, typer.Argument(help="The id of the worksheet.")]
Seen = Annotated[
    str, typer.Option(help="The worksheet's `seen` as `show` told it: refused when another reviewer was quicker.")
]
Until = Annotated[str, typer.Option(help="Until when, such as 2026-12-31T23:59:59Z.")]


@worksheets.command("list")
def list_(  # noqa: PLR0913, PLR0917 - a command's options
    words: Annotated[str, typer.Argument(help="Words that are looked for, in any script.")] = "",
    state: Annotated[str, typer.Option(help="States with commas between, such as submitted,resubmitted.")] = "",
    sector: Annotated[str, typer.Option(help="Codes of sectors with commas between.")] = "",
    round_id: Annotated[str, typer.Option("--round", help="A round.")] = "",
    organisation: Annotated[str, typer.Option(help="An organisation, by any id it ever had.")] = "",
    country: Annotated[str, typer.Option(help="Two letters, such as KR.")] = "",
    language: Annotated[str, typer.Option(help="The language it is written in, such as fr.")] = "",
    older_than_days: Annotated[str, typer.Option(help="In its state for so many days.")] = "",
    sort: Annotated[str, typer.Option(help="age, -age, title or -title.")] = "age",
    most: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """List and search worksheets, those that wait longest first.

    Example: `cityteams worksheets list flood --state submitted,resubmitted --sort age`.
    With --json, one worksheet a line.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415 - only this command pays for it

    asked = {"q": words, "state": state, "sector": sector, "round": round_id, "organisation": organisation}
    asked |= {"country": country, "language": language, "older_than_days": older_than_days, "sort": sort}
    columns = ("worksheet_id", "title", "state", "since", "sector", "due_at")
    show_list(Where(portal, token, token_file, data, json), "/worksheets", columns, most, **asked)


@worksheets.command()
def show(
    worksheet: Worksheet,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Show one worksheet, field by field, with its state and `seen`.

    Names and private answers are not in it: those are shown on the portal's review page alone.
    """
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    show_one(Where(portal, token, token_file, data, json), f"/worksheets/{worksheet}")


@worksheets.command()
def history(
    worksheet: Worksheet,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Show who did what to a worksheet, when, from which state to which.

    With --json, one entry a line: the audit trail as it was recorded.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    columns = ("at", "by", "what", "state_before", "state_after", "fields", "until")
    show_list(Where(portal, token, token_file, data, json), f"/worksheets/{worksheet}/history", columns, 10_000)


@worksheets.command()
def review(  # noqa: PLR0913, PLR0917
    worksheet: Worksheet,
    seen: Seen = "",
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Take a worksheet up for review.

    Exit code 1 when it is refused, such as when another reviewer was quicker than your --seen.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    do(where, f"/worksheets/{worksheet}/begin-review", _seen(seen))


@worksheets.command()
def accept(  # noqa: PLR0913, PLR0917
    worksheet: Worksheet,
    seen: Seen = "",
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Accept a worksheet: it meets the requirements of its round.

    Exit code 1 when it is refused, with the rule and the remedy.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/worksheets/{worksheet}/accept", _seen(seen))


@worksheets.command("return")
def return_(  # noqa: PLR0913, PLR0917
    worksheet: Worksheet,
    due: Annotated[str, typer.Option(help="Until when the team answers, such as 2026-12-31T23:59:59Z.")],
    comment: Annotated[list[str], typer.Option(help="FIELD=TEXT; as often as needed.")],
    seen: Seen = "",
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Give a worksheet back to its team, with comments at fields and a due date.

    Example: `cityteams worksheets return w-1 --comment "targets=Until when?" --due 2026-12-31T23:59:59Z`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    comments = dict(each.partition("=")[::2] for each in comment)
    body = {"comments": comments, "due_at": due} | _seen(seen)
    do(Where(portal, token, token_file, data, json), f"/worksheets/{worksheet}/return", body)


@worksheets.command()
def decline(  # noqa: PLR0913, PLR0917
    worksheet: Worksheet,
    reason: Annotated[str, typer.Option(help="Why, for the team alone.")],
    seen: Seen = "",
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Say no to a worksheet, with the reason for its team.

    The reason is given to registration privately and is in no stream.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    do(where, f"/worksheets/{worksheet}/decline", {"reason": reason} | _seen(seen))


@worksheets.command()
def withdraw(
    worksheet: Worksheet,
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Take a worksheet back for its team lead.

    Its cluster is dissolved, and those who were invited are told.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/worksheets/{worksheet}/withdraw")


@worksheets.command()
def reopen(  # noqa: PLR0913, PLR0917
    worksheet: Worksheet,
    field: Annotated[list[str], typer.Option(help="A field that may be changed; as often as needed.")],
    until: Until,
    seen: Seen = "",
    portal: PortalUrl = None,
    token: Token = None,
    token_file: TokenFile = None,
    data: Data = VAR,
    json: AsJson = False,
) -> None:
    """Let a team change single fields, although they are frozen or accepted.

    Example: `cityteams worksheets reopen w-1 --field title --field website --until 2026-12-31T23:59:59Z`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    do(where, f"/worksheets/{worksheet}/reopen", {"fields": field, "until": until} | _seen(seen))


def _seen(seen: str) -> dict[str, str]:
    return {"seen": seen} if seen else {}


def mount(app: typer.Typer) -> None:
    """The commands of a review belong to `worksheets`; without that they would be nowhere."""
    if worksheets not in [group.typer_instance for group in app.registered_groups]:
        app.add_typer(worksheets, name="worksheets", rich_help_panel="People")
