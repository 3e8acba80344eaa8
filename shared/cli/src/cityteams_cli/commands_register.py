"""`organisations` and `rounds`: the register and the seasons."""

from pathlib import Path
from typing import Annotated

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile, refusals

organisations = typer.Typer(no_args_is_help=True, help="The register of organisations.")
rounds = typer.Typer(no_args_is_help=True, help="Rounds: opened from a rule file, extended, closed.")
Organisation = Annotated[str, typer.Argument(help="The id of the organisation.")]
Round = Annotated[str, typer.Argument(help="The id of the round.")]


@organisations.command("list")
def list_(  # noqa: PLR0913, PLR0917 - a command's options
    words: Annotated[str, typer.Argument(help="Part of the name or the city.")] = "",
    kind: Annotated[str, typer.Option(help="municipality, company, academia, …")] = "",
    country: Annotated[str, typer.Option(help="Two letters, such as KR.")] = "",
    most: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List and search organisations by name.

    Example: `cityteams organisations list genov --country IT`. With --json, one a line.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415 - only this command pays for it

    where, columns = (
        Where(portal, token, token_file, data, json),
        ("organisation_id", "name", "kind", "city", "country"),
    )
    show_list(where, "/organisations", (*columns, "membership"), most, q=words, kind=kind, country=country)


@organisations.command()
def show(
    organisation: Organisation,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Show one organisation; an id that was merged shows the one it lives on in.

    `formerly` names every other id under which it is known.
    """
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    show_one(Where(portal, token, token_file, data, json), f"/organisations/{organisation}")


@organisations.command()
def register(  # noqa: PLR0913, PLR0917
    name: Annotated[str, typer.Argument(help="The name as it is printed.")],
    kind: Annotated[str, typer.Option(help="municipality, company, academia, non_profit, investor, agency or other.")],
    country: Annotated[str, typer.Option(help="Two letters, such as KR.")] = "",
    city: Annotated[str, typer.Option(help="The city it is at home in.")] = "",
    website: Annotated[str, typer.Option(help="Its web site.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Register an organisation; one that looks alike becomes a question, never a silent merge.

    Example: `cityteams organisations register "City of Ulm" --kind municipality --country DE --city Ulm`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    given = {"name": name, "kind": kind, "country": country, "city": city, "website": website}
    where = Where(portal, token, token_file, data, json)
    do(where, "/organisations", {field: value for field, value in given.items() if value})


@organisations.command()
def questions(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List the pairs that look alike, the surest first, each with its reasons.

    Answer one by its question_id with `cityteams organisations merge` or `keep-apart`.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    show_list(Where(portal, token, token_file, data, json), "/questions", ("question", "one", "other"), 1000)


@organisations.command()
def merge(
    question: Annotated[str, typer.Argument(help="The question_id that `questions` told.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Answer a question: the two are one. Both ids go on working for good.

    Exit code 1 when it is refused, such as when it was answered before.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/questions/{question}", {"verdict": "merge"})


@organisations.command("keep-apart")
def keep_apart(
    question: Annotated[str, typer.Argument(help="The question_id that `questions` told.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Answer a question: the two are not the same, and are not asked about again.

    Exit code 1 when it is refused, such as when it was answered before.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/questions/{question}", {"verdict": "keep_apart"})


@organisations.command()
def membership(  # noqa: PLR0913, PLR0917
    organisation: Organisation,
    level: Annotated[str, typer.Argument(help="associate, full, friendship, corporate or none.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Set the level of membership in WeGO, or take it away with `none`.

    Example: `cityteams organisations membership o-ulm associate`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"membership": None if level == "none" else level}
    do(Where(portal, token, token_file, data, json), f"/organisations/{organisation}/membership", body)


@rounds.command("open")
def open_(
    file: Annotated[Path, typer.Argument(help="The rule file, YAML; the shipped ones are examples.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Open a round from a rule file, or revise it by a later version of the file.

    A file that is not right is refused with the place and the reason; nothing is changed then.
    """
    from cityteams_cli.desk import Where, bring  # noqa: PLC0415
    from cityteams_store.errors import Refused  # noqa: PLC0415

    with refusals():
        try:
            text = file.read_bytes()
        except OSError as wrong:
            raise Refused(f"{file} cannot be read: {wrong.strerror}; check the name") from None
    bring(Where(portal, token, token_file, data, json), "/rounds", text, "application/yaml")


@rounds.command("list")
def list_rounds(
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List the rounds, the latest opened first.

    With --json, one round a line, without its rules; `show` tells those.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    columns = ("round_id", "title", "version", "opened_at", "closed_at")
    show_list(Where(portal, token, token_file, data, json), "/rounds", columns, 1000)


@rounds.command("show")
def show_round(
    round_id: Round,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Show one round: sectors, rules, questions, deadlines and extensions.

    With --json, the rule file in force as it was heard.
    """
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    show_one(Where(portal, token, token_file, data, json), f"/rounds/{round_id}")


@rounds.command()
def extend(  # noqa: PLR0913, PLR0917
    round_id: Round,
    organisation: Organisation,
    until: Annotated[str, typer.Option(help="Until when, such as 2026-12-31T23:59:59Z.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let one organisation hand in later than the others.

    Example: `cityteams rounds extend sc3-2018 o-ulm --until 2026-12-31T23:59:59Z`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"organisation_id": organisation, "until": until}
    do(Where(portal, token, token_file, data, json), f"/rounds/{round_id}/extensions", body)


@rounds.command()
def close(
    round_id: Round,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """End a round: nothing is taken in for it any more.

    Worksheets that are in review stay, and can still be decided.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/rounds/{round_id}/close")


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(organisations, name="organisations", rich_help_panel="People")
    app.add_typer(rounds, name="rounds", rich_help_panel="People")
