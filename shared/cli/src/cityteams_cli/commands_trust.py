"""`people`: who is trusted with what, and what is held on a person."""

import json as to_json
from typing import Annotated

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

people = typer.Typer(no_args_is_help=True, help="Roles, and what is held on a person.")
Person = Annotated[str, typer.Argument(help="The person: a mail address, or the id.")]
Role = Annotated[str, typer.Argument(help="secretariat or administrator.")]


@people.command()
def grant(  # noqa: PLR0913, PLR0917
    person: Person, role: Role,
    name: Annotated[str, typer.Option(help="The name, for a mail address that is not known yet.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Trust a person with a role in the whole programme.

    Example: `cityteams people grant ada@example.org secretariat --name "Ada Ames"`.
    """
    from cityteams_cli.desk import Where, do_for  # noqa: PLC0415

    do_for(Where(portal, token, token_file, data, json), person, name, "/people/{}/roles", {"role": role})


@people.command()
def revoke(  # noqa: PLR0913, PLR0917
    person: Person, role: Role,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Take a role back; the person is signed out everywhere.

    Exit code 1 when it is refused, such as when the person does not have the role.
    """
    from cityteams_cli.desk import Where, do_for  # noqa: PLC0415

    do_for(Where(portal, token, token_file, data, json), person, "", "/people/{}/roles/revoke", {"role": role})


@people.command()
def erase(  # noqa: PLR0913, PLR0917
    person: Person,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Forget a person for good: contact, drafts, private answers, sign-ins. Their worksheets stay.

    It cannot be taken back; export the data first if the person wants them.
    """
    from cityteams_cli.desk import Where, do_for  # noqa: PLC0415

    if not yes:
        typer.confirm("This cannot be taken back. Forget this person?", abort=True, err=True)
    do_for(Where(portal, token, token_file, data, json), person, "", "/people/{}/erase")


@people.command()
def export(
    person: Person,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Print everything that is held on one person, as JSON, and nothing about others.

    Example: `cityteams people export ada@example.org > ada.json`. Keep the file as private as it is.
    """
    from cityteams_cli.desk import Where, run_for  # noqa: PLC0415

    found = run_for(Where(portal, token, token_file, data, json), person, "/people/{}/export")
    print(to_json.dumps(found, ensure_ascii=False, indent=None if json else 1))


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(people, name="people", rich_help_panel="People")
