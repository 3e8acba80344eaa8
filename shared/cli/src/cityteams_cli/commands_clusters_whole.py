"""`clusters`, continued: a cluster as a whole, and where it belongs."""

from typing import Annotated

import typer

from cityteams_cli.options import VAR, AsJson, Data, PortalUrl, Token, TokenFile

Cluster = Annotated[str, typer.Argument(help="The id of the cluster.")]
SuperCluster = Annotated[str, typer.Argument(help="The id of the SuperCluster or thematic cluster.")]


def rename(  # noqa: PLR0913, PLR0917 - a command's options
    cluster: Cluster, title: Annotated[str, typer.Argument(help="The new title.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Give a cluster another title; the old one goes on finding it.

    Example: `cityteams clusters rename ID "Trams and trains on time"`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415 - only this command pays for it

    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/rename", {"title": title})


def advance(  # noqa: PLR0913, PLR0917
    cluster: Cluster, stage: Annotated[str, typer.Argument(help="active, exhibiting, in_playbook or dormant.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let a listed cluster go on to another stage, rest, or wake up again.

    A stage that does not follow is refused with those that do.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/advance", {"stage": stage})


def dissolve(
    cluster: Cluster,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """End a team.

    It cannot be taken back; whom the team asked hears that no answer is needed.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/dissolve")


def merge(  # noqa: PLR0913, PLR0917
    cluster: Cluster, into: Annotated[str, typer.Argument(help="The id of the cluster it lives on in.")],
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let a cluster live on in another, which has its members then. Both ids go on working for good.

    For the secretariat.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/merge", {"into": into})


def split(  # noqa: PLR0913, PLR0917
    cluster: Cluster, title: Annotated[str, typer.Argument(help="The title of the new cluster.")],
    organisations: Annotated[list[str], typer.Argument(help="The members that go on by themselves.")],
    lead: Annotated[str, typer.Option(help="The id of the person who leads them.")],
    official: Annotated[list[str] | None, typer.Option(help="The id of a city official of theirs; repeat it.")] = None,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Let some members go on as a cluster of their own.

    Example: `cityteams clusters split ID "Creek Watch" o-ulm o-lab --lead p-1 --official p-2`.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"title": title, "lead": lead, "organisations": organisations, "officials": official or []}
    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/split", body)


def affiliate(  # noqa: PLR0913, PLR0917
    cluster: Cluster, super_cluster: SuperCluster,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Ask the chairs of a SuperCluster or thematic cluster whether the cluster may belong to it.

    Without chairs the secretariat answers.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    body = {"super_cluster_id": super_cluster}
    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/affiliations", body)


def answer_affiliation(  # noqa: PLR0913, PLR0917
    cluster: Cluster, super_cluster: SuperCluster,
    yes: Annotated[bool, typer.Option("--yes/--no", help="Whether it is granted.")] = True,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """Grant what a cluster asked, or with --no decline it.

    For the chairs and the secretariat.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    where = Where(portal, token, token_file, data, json)
    do(where, f"/clusters/{cluster}/affiliations/{super_cluster}/answer", {"grants": yes})


def part(  # noqa: PLR0913, PLR0917
    cluster: Cluster, super_cluster: SuperCluster,
    portal: PortalUrl = None, token: Token = None, token_file: TokenFile = None, data: Data = VAR, json: AsJson = False,
) -> None:  # fmt: skip
    """End the affiliation of a cluster.

    For the team lead, the chairs and the secretariat.
    """
    from cityteams_cli.desk import Where, do  # noqa: PLC0415

    do(Where(portal, token, token_file, data, json), f"/clusters/{cluster}/affiliations/{super_cluster}/end")


def add_to(clusters: typer.Typer) -> None:
    """Adds these to the group."""
    for command in (rename, advance, dissolve, merge, split, affiliate, answer_affiliation, part):
        clusters.command(command.__name__.replace("_", "-"))(command)
