"""`mailings`: letters of the secretariat to many: written, tried, approved, stopped."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

mailings = typer.Typer(no_args_is_help=True, help="Mailings: prepare, see who gets it, try, approve, stop.")
Mailing = Annotated[str, typer.Argument(help="The id of the mailing.")]
Edition = Annotated[int, typer.Argument(min=1, help="The edition that was read.")]
_COLUMNS = ("mailing_id", "edition", "kind", "state", "recipients", "left_out", "subject_line", "prepared_at")


@mailings.command("list")
def list_(
    most: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List mailings, the latest first. With --json, one a line."""
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415 - only this command pays for it

    show_list(Where(portal, token, token_file, data, json), "/mailings", _COLUMNS, most)


@mailings.command()
def show(
    mailing: Mailing,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Show a mailing: its text, who tried, approved or stopped it, and how far it is."""
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    show_one(Where(portal, token, token_file, data, json), f"/mailings/{mailing}")


@mailings.command()
def recipients(
    mailing: Mailing,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List who gets a mailing, and who is left out and why; by id. With --json, one a line."""
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    show_list(where, f"/mailings/{mailing}/recipients", ("person_id", "left_out", "since"), 1_000_000)


@mailings.command()
def prepare(  # noqa: PLR0913, PLR0917 - a command's options
    subject: Annotated[str, typer.Argument(help="The line above it.")],
    text: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="File with the text, a paragraph a line.")],
    kind: Annotated[str, typer.Option(help="call, news, agenda_release or notice.")] = "news",
    role: Annotated[list[str] | None, typer.Option(help="As what they take part, such as team_lead.")] = None,
    round_: Annotated[list[str] | None, typer.Option("--round", help="The id of a round.")] = None,
    cluster: Annotated[list[str] | None, typer.Option(help="The id of a cluster or SuperCluster.")] = None,
    gathering: Annotated[list[str] | None, typer.Option(help="The id of a gathering.")] = None,
    everybody: Annotated[bool, typer.Option("--everybody", help="Everybody who takes part in anything.")] = False,
    mailing: Annotated[str, typer.Option(help="The id of the mailing that this is another edition of.")] = "",
    replaces: Annotated[int, typer.Option(min=0, help="The edition that it was written over.")] = 0,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Prepare a mailing, or another edition of one; nothing is sent.

    Example: `cityteams mailings prepare "The agenda is out" text.txt --kind agenda_release --gathering expo-2018`.
    Exit code 1 when it was refused.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    narrow = {"roles": role, "rounds": round_, "clusters": cluster, "gatherings": gathering}
    audience = {name: chosen for name, chosen in narrow.items() if chosen} | ({"everybody": True} if everybody else {})
    told: dict[str, Any] = {"kind": kind, "subject_line": subject, "text": text.read_text("utf-8")}
    edition = {"mailing_id": mailing, "replaces": replaces} if mailing else {}
    do(Where(portal, token, token_file, data, json), "/mailings", told | {"audience": audience} | edition)


@mailings.command()
def proof(  # noqa: PLR0913, PLR0917
    mailing: Mailing,
    edition: Edition,
    to: Annotated[str, typer.Argument(help="The id or mail address of somebody of the secretariat.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Send an edition to somebody of the secretariat, who reads it first; exit code 1 when it was refused."""
    from cityteams_cli.desk import Where, do_with  # noqa: PLC0415

    do_with(Where(portal, token, token_file, data, json), f"/mailings/{mailing}/proof", {"edition": edition}, to)


@mailings.command()
def approve(  # noqa: PLR0913, PLR0917
    mailing: Mailing,
    edition: Edition,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let an edition go out whose proof has arrived; exit code 1 when it was refused."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/mailings/{mailing}/approve", {"edition": edition})


@mailings.command()
def stop(  # noqa: PLR0913, PLR0917
    mailing: Mailing,
    reason: Annotated[str, typer.Option(help="Why, for the others of the secretariat.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Stop a mailing: what is not at the mail server yet is withdrawn; exit code 1 when nothing is left to stop."""
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    do(where, f"/mailings/{mailing}/stop", {"reason": reason} if reason else {})


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(mailings, name="mailings", rich_help_panel="Deliveries")
