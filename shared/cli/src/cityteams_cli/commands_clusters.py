"""`clusters`: what clusters are and were, and everything that may be done with one."""

from typing import Annotated, Any

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

clusters = typer.Typer(no_args_is_help=True, help="Action clusters: members, stages, names, merging, splitting.")
Cluster = Annotated[str, typer.Argument(help="The id of the cluster.")]
Organisation = Annotated[str, typer.Argument(help="The id of the organisation.")]
Person = Annotated[str, typer.Option(help="The person: an id, or a mail address.")]
Name = Annotated[str, typer.Option(help="The person's name, if the programme does not know the address yet.")]
Roles = Annotated[
    list[str] | None, typer.Option("--role", help="lead, deploying_municipality, research, …; repeat it.")
]
Yes = Annotated[bool, typer.Option("--yes/--no", help="Whether it is granted.")]
SuperCluster = Annotated[str, typer.Argument(help="The id of the SuperCluster or thematic cluster.")]


def person_in(field: str, person: str, name: str) -> dict[str, Any]:
    """A person as the API takes one: by id, or by name and mail address."""
    return {"name": name or person, "mail": person} if "@" in person else {field: person}


@clusters.command("list")
def list_(  # noqa: PLR0913, PLR0917 - a command's options
    words: Annotated[str, typer.Argument(help="Part of a name that it has or had.")] = "",
    sector: Annotated[str, typer.Option(help="A sector, such as data.")] = "",
    state: Annotated[str, typer.Option(help="listed, forming or dissolved.")] = "",
    most: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List clusters, and find them by today's name or an earlier one.

    Example: `cityteams clusters list trams --state listed`. With --json, one a line.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415 - only this command pays for it

    where, columns = Where(portal, token, token_file, data, json), ("cluster_id", "title", "sector", "state")
    show_list(where, "/clusters", columns, most, q=words, sector=sector, state=state)


@clusters.command()
def show(  # noqa: PLR0913, PLR0917
    cluster: Cluster,
    at: Annotated[str, typer.Option(help="As it was: a day such as 2018-02-06, or a moment with its offset.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Show members with roles, phase, names and affiliations; with --at as they were at the end of a day.

    An id that was merged shows the cluster it lives on in.
    """
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    asked = f"?at={at.replace('+', '%2B')}" if at else ""
    show_one(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/life{asked}")


@clusters.command()
def history(
    cluster: Cluster,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List everything that happened to a cluster, in order.

    With --json, one event a line.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    show_list(where, f"/clusters/{cluster}/history", ("number", "at", "words"), 100_000)


@clusters.command()
def invite(  # noqa: PLR0913, PLR0917
    cluster: Cluster, organisation: Organisation, person: Person, name: Name = "", role: Roles = None,
    until: Annotated[str, typer.Option(help="Answer by, such as 2026-12-31T23:59:59Z; 14 days when not told.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Ask an organisation of the register to join.

    Example: `cityteams clusters invite ID o-ulm --person mayor@ulm.example --role deploying_municipality`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"organisation_id": organisation, "roles": role or [], **person_in("person_id", person, name)}
    where = Where(portal, token, token_file, data, json)
    do(where, f"/clusters/{cluster}/invite", body | ({"answer_by": until} if until else {}))


@clusters.command("take-back")
def take_back(  # noqa: PLR0913, PLR0917
    cluster: Cluster, invitation: Annotated[str, typer.Argument(help="The id of the invitation.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Take an invitation back.

    A team that still needs a partner asks the next one at once.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/invitations/{invitation}/withdraw")


@clusters.command("ask-to-join")
def ask_to_join(  # noqa: PLR0913, PLR0917
    cluster: Cluster, organisation: Organisation, role: Roles = None,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Ask for an organisation whether it may join.

    The team lead answers.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"organisation_id": organisation, "roles": role or []}
    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/ask-to-join", body)


@clusters.command("answer-join")
def answer_join(  # noqa: PLR0913, PLR0917
    cluster: Cluster, organisation: Organisation, yes: Yes = True,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Take an organisation that asked into the team, or with --no decline it.

    Exit code 1 when it did not ask.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"organisation_id": organisation, "accepts": yes}
    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/answer-join", body)


@clusters.command()
def leave(  # noqa: PLR0913, PLR0917
    cluster: Cluster, organisation: Organisation,
    removed: Annotated[bool, typer.Option("--removed", help="The team goes on without it.")] = False,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let a member leave, or with --removed go on without it.

    A cluster that loses its last deploying municipality does not count any more until another one deploys.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    address = "remove" if removed else "leave"
    where = Where(portal, token, token_file, data, json)
    do(where, f"/clusters/{cluster}/{address}", {"organisation_id": organisation})


@clusters.command()
def roles(  # noqa: PLR0913, PLR0917
    cluster: Cluster, organisation: Organisation,
    role: Annotated[list[str], typer.Argument(help="lead, deploying_municipality, technology_provider, expert, …")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Set what a member does in the cluster.

    Example: `cityteams clusters roles ID o-ulm deploying_municipality lead`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"organisation_id": organisation, "roles": role}
    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/roles", body)


@clusters.command()
def lead(  # noqa: PLR0913, PLR0917
    cluster: Cluster, person: Person, name: Name = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Put another person at the head of the team.

    Example: `cityteams clusters lead ID --person next@city.example --name "Next Lead"`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/lead", person_in("lead", person, name))


@clusters.command()
def official(  # noqa: PLR0913, PLR0917
    cluster: Cluster, person: Person, name: Name = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Name one more city official.

    A cluster that lost its last one counts again.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = person_in("person_id", person, name)
    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/officials", body)


def mount(app: typer.Typer) -> None:
    """Adds the commands, with those of a cluster as a whole."""
    from cityteams_cli import commands_clusters_whole  # noqa: PLC0415 - they are of the same group

    commands_clusters_whole.add_to(clusters)
    app.add_typer(clusters, name="clusters", rich_help_panel="Teams")
