"""What an alliance does: working groups, and blueprints in versions."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    Code,
    Id,
    Instant,
    Line,
    Paragraph,
    PersonId,
    SuperClusterId,
    Value,
    Website,
)

__all__ = [
    "Blueprint",
    "BlueprintPublished",
    "CloseWorkingGroup",
    "FormWorkingGroup",
    "PublishBlueprint",
    "ReviseWorkingGroup",
    "WorkingGroupClosed",
    "WorkingGroupFormed",
    "WorkingGroupRevised",
]


class Blueprint(Value):
    """A document of a SuperCluster in the form that the programme's blueprints have.

    `clusters` are those that it tells of, `link` leads to the printed document.
    """

    title: Line
    problem: Paragraph
    cause: Paragraph
    solutions: Paragraph
    benefits: Paragraph
    summary: Paragraph
    clusters: Annotated[tuple[ClusterId, ...], Field(max_length=100)] = ()
    link: Website | None = None


class FormWorkingGroup(Command, name="clusters.form-working-group", key="super_cluster_id"):
    """A part of an alliance with a matter of its own, perhaps with a chair of its own."""

    super_cluster_id: SuperClusterId
    group: Code
    title: Line
    chair: PersonId | None = None


class WorkingGroupFormed(Event, name="clusters.super-cluster.working-group-formed", key="super_cluster_id"):
    """A working group came into being; `group` is its name within the alliance."""

    super_cluster_id: SuperClusterId
    group: Code
    title: Line
    chair: PersonId | None = None
    formed_at: Instant


class ReviseWorkingGroup(Command, name="clusters.revise-working-group", key="super_cluster_id"):
    """Another title or chair of a working group."""

    super_cluster_id: SuperClusterId
    group: Code
    title: Line
    chair: PersonId | None = None


class WorkingGroupRevised(Event, name="clusters.super-cluster.working-group-revised", key="super_cluster_id"):
    """A working group has this title and this chair from now on."""

    super_cluster_id: SuperClusterId
    group: Code
    title: Line
    chair: PersonId | None = None
    revised_at: Instant


class CloseWorkingGroup(Command, name="clusters.close-working-group", key="super_cluster_id"):
    """A working group ends."""

    super_cluster_id: SuperClusterId
    group: Code


class WorkingGroupClosed(Event, name="clusters.super-cluster.working-group-closed", key="super_cluster_id"):
    """A working group is no more."""

    super_cluster_id: SuperClusterId
    group: Code
    title: Line
    closed_at: Instant


class PublishBlueprint(Command, name="clusters.publish-blueprint", key="super_cluster_id"):
    """A document of the alliance, or the next version of it; `document` is its name within the alliance."""

    super_cluster_id: SuperClusterId
    document: Code
    blueprint: Blueprint
    group: Code | None = None


class BlueprintPublished(Event, name="clusters.super-cluster.blueprint-published", key="super_cluster_id"):
    """A version of a document is out; versions of a document run 1, 2, 3 and so on."""

    super_cluster_id: SuperClusterId
    blueprint_id: Id
    document: Code
    number: Annotated[int, Field(ge=1)]
    blueprint: Blueprint
    group: Code | None = None
    super_cluster: Line
    published_at: Instant
