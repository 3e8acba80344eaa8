"""What an alliance does: working groups, and blueprints in versions. Pure."""

from datetime import datetime

from cityteams_clusters.domain.super_cluster import Group, SuperCluster, require_alliance
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    BlueprintPublished,
    CloseWorkingGroup,
    FormWorkingGroup,
    PublishBlueprint,
    ReviseWorkingGroup,
    WorkingGroupClosed,
    WorkingGroupFormed,
    WorkingGroupRevised,
)
from cityteams_contracts.values import ClusterId, Code

MOST_GROUPS, MOST_DOCUMENTS = 30, 60
_PARTS = ("problem", "cause", "solutions", "benefits", "summary")


def decide_group(known: SuperCluster | None, command: FormWorkingGroup, now: datetime) -> WorkingGroupFormed:
    """A working group comes into being. Raises Rejected."""
    alliance = require_alliance(known)
    if alliance.working_group(command.group):
        raise Rejected("the-group-is-already-there", "A working group has this name. Choose another one.", "group")
    if len(alliance.groups) >= MOST_GROUPS:
        reason = f"There are {MOST_GROUPS} working groups, and no alliance has more. Close one of them first."
        raise Rejected("there-are-too-many-groups", reason, "group")
    return WorkingGroupFormed(
        super_cluster_id=alliance.super_cluster_id,
        group=command.group,
        title=command.title,
        chair=command.chair,
        formed_at=now,
    )


def decide_group_change(known: SuperCluster | None, command: ReviseWorkingGroup, now: datetime) -> WorkingGroupRevised:
    """A working group gets another title or chair. Raises Rejected."""
    alliance = require_alliance(known)
    group = _require_group(alliance, command.group)
    if (group.title, group.chair) == (command.title, command.chair):
        raise Rejected("nothing-was-changed", "The working group has this title and this chair already.", "title")
    return WorkingGroupRevised(
        super_cluster_id=alliance.super_cluster_id,
        group=command.group,
        title=command.title,
        chair=command.chair,
        revised_at=now,
    )


def decide_group_end(known: SuperCluster | None, command: CloseWorkingGroup, now: datetime) -> WorkingGroupClosed:
    """A working group ends. Raises Rejected."""
    alliance = require_alliance(known)
    group = _require_group(alliance, command.group)
    return WorkingGroupClosed(
        super_cluster_id=alliance.super_cluster_id, group=group.group, title=group.title, closed_at=now
    )


def decide_blueprint(
    known: SuperCluster | None,
    unknown_clusters: tuple[ClusterId, ...],
    command: PublishBlueprint,
    blueprint_id: str,
    now: datetime,
) -> BlueprintPublished:
    """The next version of a document; all five parts have to be said. Raises Rejected."""
    alliance = require_alliance(known)
    if command.group is not None:
        _require_group(alliance, command.group)
    for part in _PARTS:
        if not getattr(command.blueprint, part).strip():
            reason = f"A blueprint says problem, cause, solutions, benefits and summary. Write the {part}."
            raise Rejected("a-part-of-the-blueprint-is-empty", reason, f"blueprint.{part}")
    if unknown_clusters:
        reason = f"No cluster has the id {unknown_clusters[0]}. Check it in the list of clusters."
        raise Rejected("cluster-is-unknown", reason, "blueprint.clusters")
    if command.document not in alliance.blueprints and len(alliance.blueprints) >= MOST_DOCUMENTS:
        reason = f"There are {MOST_DOCUMENTS} documents, and no alliance has more. Publish a version of one of them."
        raise Rejected("there-are-too-many-documents", reason, "document")
    return BlueprintPublished(
        super_cluster_id=alliance.super_cluster_id,
        blueprint_id=blueprint_id,
        document=command.document,
        number=alliance.blueprints.get(command.document, 0) + 1,
        blueprint=command.blueprint,
        group=command.group,
        super_cluster=alliance.title,
        published_at=now,
    )


def _require_group(alliance: SuperCluster, group: Code) -> Group:
    found = alliance.working_group(group)
    if found is None:
        names = ", ".join(each.group for each in alliance.groups)
        reason = f"It has no working group of this name. There are: {names or 'none'}."
        raise Rejected("the-group-is-unknown", reason, "group")
    return found
