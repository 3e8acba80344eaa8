"""Examples of alliances."""

from typing import Any

from cityteams_contracts.clusters import (
    AffiliationAsked,
    AffiliationDeclined,
    AffiliationEnded,
    AnswerAffiliation,
    AnswerEntityAffiliation,
    AskAffiliation,
    AskEntityAffiliation,
    Blueprint,
    BlueprintPublished,
    ChairLeft,
    ChairNamed,
    CloseWorkingGroup,
    ClusterPromoted,
    EndAffiliation,
    EndEntityAffiliation,
    EntityAffiliated,
    EntityAffiliationAsked,
    EntityAffiliationDeclined,
    EntityLeft,
    FormSuperCluster,
    FormThematicCluster,
    FormWorkingGroup,
    MergeSuperClusters,
    NameChair,
    PromoteCluster,
    PublishBlueprint,
    RemoveChair,
    RenameSuperCluster,
    ReviseWorkingGroup,
    SuperClusterRenamed,
    SuperClustersMerged,
    ThematicClusterFormed,
    WorkingGroupClosed,
    WorkingGroupFormed,
    WorkingGroupRevised,
)
from cityteams_contracts.examples.values import (
    ALLIANCE,
    CLUSTER,
    INVITED,
    LEAD,
    ROUND,
    SUPER,
    TITLE,
    company,
    hour,
)
from cityteams_contracts.message import Message
from cityteams_contracts.values import Sector

_CHAIR, _HOME = "p-6n2b9k4j", "University of Louisiana at Lafayette"
_NEXT, _NEXT_TITLE = "super-smart-building-sc3-2018", "Smart Building SuperCluster"
_THEMATIC, _THEME, _GROUP, _PAPER = "thematic-water", "Water in Growing Cities", "early-warning", "flood-warning"


def alliances_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_forming(), *_merging(), *_chairs(), *_affiliation(), *_entities(), *_groups(), *_blueprints())


def _forming() -> tuple[Message, ...]:
    return (
        FormSuperCluster(super_cluster_id=_NEXT, round_id=ROUND, sector=Sector.SMART_BUILDING, title=_NEXT_TITLE),
        FormThematicCluster(super_cluster_id=_THEMATIC, title=_THEME, leader=_CHAIR, leader_of=_HOME),
        ThematicClusterFormed(
            super_cluster_id=_THEMATIC,
            title=_THEME,
            leader=_CHAIR,
            leader_of=_HOME,
            sector=Sector.UTILITY,
            formed_at=hour(9, 0),
        ),
        PromoteCluster(super_cluster_id=_NEXT, cluster_id=CLUSTER, title=_NEXT_TITLE),
        ClusterPromoted(cluster_id=CLUSTER, super_cluster_id=_NEXT, title=TITLE, lead=LEAD, promoted_at=hour(9, 30)),
    )


def _merging() -> tuple[Message, ...]:
    title = "Public Safety and Resilience SuperCluster"
    return (
        RenameSuperCluster(super_cluster_id=SUPER, title=title),
        SuperClusterRenamed(super_cluster_id=SUPER, before=ALLIANCE, title=title, renamed_at=hour(10, 0)),
        MergeSuperClusters(super_cluster_id=_NEXT, into=SUPER),
        SuperClustersMerged(
            super_cluster_id=_NEXT, into=SUPER, title=_NEXT_TITLE, into_title=ALLIANCE, merged_at=hour(10, 0)
        ),
    )


def _chairs() -> tuple[Message, ...]:
    return (
        NameChair(super_cluster_id=SUPER, person_id=_CHAIR, of=_HOME),
        ChairNamed(super_cluster_id=SUPER, person_id=_CHAIR, of=_HOME, title=ALLIANCE, named_at=hour(10, 15)),
        RemoveChair(super_cluster_id=SUPER, person_id=_CHAIR),
        ChairLeft(super_cluster_id=SUPER, person_id=_CHAIR, title=ALLIANCE, left_at=hour(16, 0)),
    )


def _affiliation() -> tuple[Message, ...]:
    pair: dict[str, Any] = {"cluster_id": CLUSTER, "super_cluster_id": SUPER}
    said = pair | {"super_cluster": ALLIANCE, "title": TITLE, "lead": LEAD}
    return (
        AskAffiliation(**pair),
        AffiliationAsked(**said, chairs=(_CHAIR,), asked_at=hour(11, 0)),
        AnswerAffiliation(**pair, grants=False),
        AffiliationDeclined(**said, declined_at=hour(11, 30)),
        EndAffiliation(**pair),
        AffiliationEnded(**said, ended_at=hour(17, 0)),
    )


def _entities() -> tuple[Message, ...]:
    pair: dict[str, Any] = {"super_cluster_id": SUPER, "organisation_id": "o-dew"}
    said: dict[str, Any] = {"super_cluster_id": SUPER, "organisation": company(), "title": ALLIANCE}
    return (
        AskEntityAffiliation(**pair),
        EntityAffiliationAsked(**said, person_id=INVITED, chairs=(_CHAIR,), asked_at=hour(11, 0)),
        AnswerEntityAffiliation(**pair, grants=True),
        EntityAffiliated(**said, person_id=INVITED, affiliated_at=hour(11, 30)),
        EntityAffiliationDeclined(**said, person_id=INVITED, declined_at=hour(11, 30)),
        EndEntityAffiliation(**pair),
        EntityLeft(**said, left_at=hour(17, 0)),
    )


def _groups() -> tuple[Message, ...]:
    group: dict[str, Any] = {"super_cluster_id": SUPER, "group": _GROUP}
    return (
        FormWorkingGroup(**group, title="Early Warning", chair=_CHAIR),
        WorkingGroupFormed(**group, title="Early Warning", chair=_CHAIR, formed_at=hour(13, 0)),
        ReviseWorkingGroup(**group, title="Early Warning and Response", chair=None),
        WorkingGroupRevised(**group, title="Early Warning and Response", chair=None, revised_at=hour(13, 30)),
        CloseWorkingGroup(**group),
        WorkingGroupClosed(**group, title="Early Warning and Response", closed_at=hour(17, 0)),
    )


def _blueprints() -> tuple[Message, ...]:
    blueprint = Blueprint(
        title="Flood Warning for Small Cities",
        problem="Creeks rise within minutes; residents and crews hear of it too late.",
        cause="Water levels are measured at few places and by hand.",
        solutions="Sensors without mains at every crossing; one map for crews; sirens and messages for residents.",
        benefits="Twenty minutes more to act; fewer closed roads.",
        summary="A city of 40,000 can be covered within a year.",
        clusters=(CLUSTER,),
        link="https://pages.example.org/flood-warning.pdf",
    )
    paper: dict[str, Any] = {"super_cluster_id": SUPER, "document": _PAPER, "blueprint": blueprint, "group": _GROUP}
    return (
        PublishBlueprint(**paper),
        BlueprintPublished(
            **paper,
            blueprint_id="blueprint-flood-warning-2",
            number=2,
            super_cluster=ALLIANCE,
            published_at=hour(14, 0),
        ),
    )
