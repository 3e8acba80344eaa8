"""`super-clusters`: SuperClusters and thematic clusters, their chairs, groups, entities and blueprints."""

from pathlib import Path
from typing import Annotated

import typer

from cityteams_cli.commands_clusters import Name, Organisation, Person, SuperCluster, person_in
from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile, refusals

alliances = typer.Typer(no_args_is_help=True, help="SuperClusters and thematic clusters: chairs, groups, blueprints.")
Title = Annotated[str, typer.Argument(help="The title.")]
Group = Annotated[str, typer.Argument(help="The short name of the working group, such as early-warning.")]


@alliances.command("list")
def list_(
    words: Annotated[str, typer.Argument(help="Part of a name that it has or had.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List those that live, and find them by today's name or an earlier one.

    With --json, one a line.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415 - only this command pays for it

    where, columns = Where(portal, token, token_file, data, json), ("super_cluster_id", "title", "sector", "thematic")
    show_list(where, "/super-clusters", columns, 10_000, q=words)


@alliances.command()
def show(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster,
    at: Annotated[str, typer.Option(help="As it was: a day such as 2018-02-06, or a moment with its offset.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Show chairs, working groups, blueprints, entities and clusters; with --at as they were.

    An id that was merged shows the one it lives on in.
    """
    from cityteams_cli.desk import Where, show_one  # noqa: PLC0415

    asked = f"?at={at.replace('+', '%2B')}" if at else ""
    show_one(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}{asked}")


@alliances.command()
def history(
    super_cluster: SuperCluster,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """List everything that happened to it, in order.

    With --json, one event a line.
    """
    from cityteams_cli.desk import Where, show_list  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    show_list(where, f"/super-clusters/{super_cluster}/history", ("number", "at", "words"), 100_000)


@alliances.command()
def form(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, title: Title,
    sector: Annotated[str, typer.Option(help="Its sector, such as data.")],
    round_id: Annotated[str, typer.Option("--round", help="Its round, such as sc3-2018.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Form a SuperCluster under an id of your choice.

    Example: `cityteams super-clusters form sc-data "Data SuperCluster" --sector data --round sc3-2018`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"title": title, "sector": sector, "round_id": round_id}
    do(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/form", body)


@alliances.command("form-thematic")
def form_thematic(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, title: Title, person: Person, name: Name = "",
    of: Annotated[str, typer.Option(help="The organisation that the leader is known by.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Form a thematic cluster, led by an expert all year round.

    Example: `cityteams super-clusters form-thematic tc-water "Water" --person expert@uni.example --of "University"`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"title": title, **person_in("leader", person, name), **({"leader_of": of} if of else {})}
    do(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/form-thematic", body)


@alliances.command()
def promote(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, title: Title,
    cluster: Annotated[str, typer.Option(help="The id of the cluster that has grown.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let a listed cluster found a SuperCluster.

    It belongs to it from then on.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"title": title, "cluster_id": cluster}
    do(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/promote", body)


@alliances.command()
def rename(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, title: Title,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Give it another title; the old one goes on finding it.

    For the chairs and the secretariat.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/rename", {"title": title})


@alliances.command()
def merge(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, into: Annotated[str, typer.Argument(help="The id of the one it lives on in.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let one live on in another; what belonged to it belongs to the other.

    Both ids go on working for good.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/merge", {"into": into})


@alliances.command()
def chair(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, person: Person, name: Name = "",
    of: Annotated[str, typer.Option(help="The organisation that they are known by.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Name a chair; there are five at most.

    Example: `cityteams super-clusters chair sc-data --person cio@kc.example --of "Kansas City"`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {**person_in("person_id", person, name), **({"of": of} if of else {})}
    do(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/chairs", body)


@alliances.command()
def unchair(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, person: Annotated[str, typer.Argument(help="The id of the person.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let a chair go.

    The last leader of a thematic cluster stays until the next one is named.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/chairs/{person}/remove")


@alliances.command()
def entity(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, organisation: Organisation,
    answer: Annotated[str, typer.Option(help="grant, decline or end; without it, it is asked.")] = "",
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Ask for an organisation to belong by itself; with --answer grant, decline or end that.

    Example: `cityteams super-clusters entity sc-data o-uni --answer grant`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    where, one = Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/entities"
    if answer == "":
        do(where, one, {"organisation_id": organisation})
    elif answer == "end":
        do(where, f"{one}/{organisation}/end")
    elif answer in ("grant", "decline"):
        do(where, f"{one}/{organisation}/answer", {"grants": answer == "grant"})
    else:
        raise typer.BadParameter("say grant, decline or end", param_hint="--answer")


@alliances.command()
def group(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster, group: Group, title: Annotated[str, typer.Argument(help="The title.")] = "",
    chair_id: Annotated[str, typer.Option("--chair", help="The id of its chair.")] = "",
    change: Annotated[bool, typer.Option("--change", help="It is there; give it this title and chair.")] = False,
    close: Annotated[bool, typer.Option("--close", help="It ends.")] = False,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Form a working group, change one, or close it.

    Example: `cityteams super-clusters group sc-data energy "Energy" --chair p-1`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    where, one = Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/groups"
    body = {"title": title, **({"chair": chair_id} if chair_id else {})}
    if close:
        do(where, f"{one}/{group}/close")
    elif change:
        do(where, f"{one}/{group}/revise", body)
    else:
        do(where, one, {"group": group, **body})


@alliances.command()
def publish(  # noqa: PLR0913, PLR0917
    super_cluster: SuperCluster,
    document: Annotated[str, typer.Argument(help="Its short name; the same name is the next version.")],
    file: Annotated[Path, typer.Argument(help="JSON with title, problem, cause, solutions, benefits, summary.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Publish a blueprint, or the next version of it.

    Example: `cityteams super-clusters publish sc-data flood-warning blueprint.json`.
    """
    import json as to_json  # noqa: PLC0415

    from cityteams_cli.desk import Where, do  # noqa: PLC0415
    from cityteams_store.errors import Refused  # noqa: PLC0415

    with refusals():
        try:
            blueprint = to_json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as wrong:
            raise Refused(f"{file} cannot be read as JSON: {wrong}; check the file") from None
    body = {"document": document, "blueprint": blueprint}
    do(Where(portal, token, token_file, data, json), f"/super-clusters/{super_cluster}/blueprints", body)


def mount(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(alliances, name="super-clusters", rich_help_panel="Teams")
