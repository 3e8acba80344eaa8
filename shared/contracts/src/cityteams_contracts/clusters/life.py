"""What happens to a cluster after it was proposed: its people, names and stages, merging and splitting."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.clusters.members import Missing
from cityteams_contracts.clusters.teams import Members
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    Id,
    Instant,
    Line,
    OrganisationId,
    PersonId,
)

__all__ = [
    "AdvanceCluster",
    "ClusterAdvanced",
    "ClusterInvalidated",
    "ClusterMerged",
    "ClusterRenamed",
    "ClusterRevalidated",
    "ClusterSplit",
    "ClusterStage",
    "DissolveCluster",
    "LeadLost",
    "LeadReplaced",
    "MergeClusters",
    "NameOfficial",
    "OfficialLost",
    "OfficialNamed",
    "RenameCluster",
    "ReplaceLead",
    "SplitCluster",
]


class ClusterStage(StrEnum):
    """How far a listed cluster has come."""

    LISTED = "listed"
    ACTIVE = "active"
    EXHIBITING = "exhibiting"
    IN_PLAYBOOK = "in_playbook"
    DORMANT = "dormant"


class ReplaceLead(Command, name="clusters.replace-lead", key="cluster_id"):
    """Another person leads the team."""

    cluster_id: ClusterId
    lead: PersonId


class LeadReplaced(Event, name="clusters.cluster.lead-replaced", key="cluster_id"):
    """Another person leads the team from now on."""

    cluster_id: ClusterId
    before: PersonId
    lead: PersonId
    title: Line
    replaced_at: Instant


class LeadLost(Event, name="clusters.cluster.lead-lost", key="cluster_id"):
    """The person who leads the team was forgotten; somebody else has to be named."""

    cluster_id: ClusterId
    lead: PersonId
    title: Line


class NameOfficial(Command, name="clusters.name-official", key="cluster_id"):
    """One more city official of the team."""

    cluster_id: ClusterId
    person_id: PersonId


class OfficialNamed(Event, name="clusters.cluster.official-named", key="cluster_id"):
    """A city official belongs to the team."""

    cluster_id: ClusterId
    person_id: PersonId
    missing: Missing = ()


class OfficialLost(Event, name="clusters.cluster.official-lost", key="cluster_id"):
    """A city official of the team was forgotten."""

    cluster_id: ClusterId
    person_id: PersonId
    missing: Missing = ()


class RenameCluster(Command, name="clusters.rename-cluster", key="cluster_id"):
    """Another title; the old one goes on leading here."""

    cluster_id: ClusterId
    title: Line


class ClusterRenamed(Event, name="clusters.cluster.renamed", key="cluster_id"):
    """The cluster has another title from now on."""

    cluster_id: ClusterId
    before: Line
    title: Line
    renamed_at: Instant


class AdvanceCluster(Command, name="clusters.advance-cluster", key="cluster_id"):
    """A listed cluster goes on to another stage, or rests, or wakes up again."""

    cluster_id: ClusterId
    stage: ClusterStage


class ClusterAdvanced(Event, name="clusters.cluster.advanced", key="cluster_id"):
    """The cluster has reached another stage."""

    cluster_id: ClusterId
    before: ClusterStage
    stage: ClusterStage
    title: Line
    lead: PersonId
    advanced_at: Instant


class DissolveCluster(Command, name="clusters.dissolve-cluster", key="cluster_id"):
    """The team ends."""

    cluster_id: ClusterId


class ClusterInvalidated(Event, name="clusters.cluster.invalidated", key="cluster_id"):
    """A listed cluster does not count any more: `missing` names the rules that it lacks since now."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    missing: Missing
    invalidated_at: Instant


class ClusterRevalidated(Event, name="clusters.cluster.revalidated", key="cluster_id"):
    """A listed cluster fulfils all rules again and counts."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    revalidated_at: Instant


class MergeClusters(Command, name="clusters.merge-clusters", key="cluster_id"):
    """The cluster `cluster_id` lives on in `into`."""

    cluster_id: ClusterId
    into: ClusterId


class ClusterMerged(Event, name="clusters.cluster.merged", key="cluster_id"):
    """The cluster lives on in another, which has its members; its id leads there for good."""

    cluster_id: ClusterId
    into: ClusterId
    title: Line
    into_title: Line
    merged_at: Instant


class SplitCluster(Command, name="clusters.split-cluster", key="cluster_id"):
    """Some members go on as a cluster of their own, with a title, a lead and perhaps officials of its own."""

    cluster_id: ClusterId
    title: Line
    lead: PersonId
    organisations: Annotated[tuple[OrganisationId, ...], Field(min_length=1, max_length=80)]
    officials: Annotated[tuple[PersonId, ...], Field(max_length=20)] = ()


class ClusterSplit(Event, name="clusters.cluster.split", key="cluster_id"):
    """Some members went on as the cluster `into`, which is proposed next; `missing` is what is lacking here since."""

    cluster_id: ClusterId
    into: Id
    title: Line
    into_title: Line
    members: Members
    officials: tuple[PersonId, ...] = ()
    missing: Missing = ()
    split_at: Instant
