"""The alliances: SuperClusters of a sector in a round, and thematic clusters of no round."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self

from cityteams_contracts import Rejected
from cityteams_contracts import clusters as said
from cityteams_contracts.values import (
    ClusterId,
    Code,
    OrganisationId,
    Participant,
    PersonId,
    RoundId,
    Sector,
    SectorCode,
    SuperClusterId,
)

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        Sector.TRANSPORTATION: "Transportation SuperCluster",
        Sector.PUBLIC_SAFETY: "Public Safety SuperCluster",
        Sector.UTILITY: "Utility SuperCluster",
        Sector.DATA: "Data SuperCluster",
        Sector.WIRELESS: "Wireless SuperCluster",
        Sector.AGRICULTURE_RURAL: "Agriculture and Rural SuperCluster",
        Sector.EDUCATION: "Education SuperCluster",
        Sector.HEALTHCARE: "Healthcare SuperCluster",
        Sector.SMART_BUILDING: "Smart Building SuperCluster",
        Sector.ENVIRONMENT: "Environment SuperCluster",
        Sector.OTHER: "Cross-Sector SuperCluster",
    }
)


def title_of(sector: SectorCode) -> str:
    """What the alliance of a sector is called; a sector of a newer taxonomy is spelled out."""
    return _TITLES.get(sector) or f"{sector.replace('_', ' ').title()} SuperCluster"


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair, or the leader of a thematic cluster; `of` is the organisation that they are known by."""

    person_id: PersonId
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation that belongs to an alliance by itself, or asks to; `person_id` speaks for it."""

    organisation: Participant
    person_id: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A working group."""

    group: Code
    title: str
    chair: PersonId | None = None


@dataclass(frozen=True, slots=True)
class SuperCluster:
    """An alliance that exists; which clusters belong to it is written in the clusters.

    A thematic cluster has no round, and perhaps no sector. `blueprints` are the documents with their last numbers.
    """

    super_cluster_id: SuperClusterId
    round_id: RoundId | None
    sector: SectorCode | None
    title: str
    thematic: bool = False
    formerly: tuple[str, ...] = ()
    chairs: tuple[Chair, ...] = ()
    entities: tuple[Entity, ...] = ()
    applicants: tuple[Entity, ...] = ()
    groups: tuple[Group, ...] = ()
    blueprints: Mapping[Code, int] = field(default_factory=dict)
    promoted_from: ClusterId | None = None
    merged_into: SuperClusterId | None = None

    @property
    def chair_ids(self) -> tuple[PersonId, ...]:
        """Who chairs, in the order in which they were named."""
        return tuple(each.person_id for each in self.chairs)

    def entity(self, organisation_id: OrganisationId) -> Entity | None:
        """The individual entity of that id."""
        return next((one for one in self.entities if one.organisation.organisation_id == organisation_id), None)

    def applicant(self, organisation_id: OrganisationId) -> Entity | None:
        """The individual entity of that id that asks to belong."""
        return next((one for one in self.applicants if one.organisation.organisation_id == organisation_id), None)

    def working_group(self, group: Code) -> Group | None:
        """The working group of that name."""
        return next((one for one in self.groups if one.group == group), None)

    @classmethod
    def formed(cls, event: said.SuperClusterFormed) -> Self:
        """It came into being."""
        return cls(event.super_cluster_id, event.round_id, event.sector, event.title, promoted_from=event.promoted_from)

    @classmethod
    def thematic_formed(cls, event: said.ThematicClusterFormed) -> Self:
        """A thematic cluster came into being, with its leader as the first chair."""
        chairs = (Chair(event.leader, event.leader_of),)
        return cls(event.super_cluster_id, None, event.sector, event.title, thematic=True, chairs=chairs)

    def renamed(self, event: said.SuperClusterRenamed) -> "SuperCluster":
        """Another title; earlier ones are remembered."""
        formerly = (*(each for each in self.formerly if each not in (event.before, event.title)), event.before)
        return replace(self, title=event.title, formerly=formerly)

    def merged(self, event: said.SuperClustersMerged) -> "SuperCluster":
        """It lives on in another."""
        return replace(self, merged_into=event.into, applicants=())

    def chair_named(self, event: said.ChairNamed) -> "SuperCluster":
        """One chair more."""
        return replace(self, chairs=(*self.chairs, Chair(event.person_id, event.of)))

    def chair_left(self, event: said.ChairLeft) -> "SuperCluster":
        """One chair less."""
        return replace(self, chairs=tuple(each for each in self.chairs if each.person_id != event.person_id))

    def entity_asked(self, event: said.EntityAffiliationAsked) -> "SuperCluster":
        """An individual entity wants to belong."""
        return replace(self, applicants=(*self.applicants, Entity(event.organisation, event.person_id)))

    def entity_declined(self, event: said.EntityAffiliationDeclined) -> "SuperCluster":
        """The chairs said no."""
        return replace(self, applicants=_but(self.applicants, event.organisation))

    def entity_affiliated(self, event: said.EntityAffiliated) -> "SuperCluster":
        """An individual entity belongs to it."""
        entities = (*_but(self.entities, event.organisation), Entity(event.organisation, event.person_id))
        return replace(self, applicants=_but(self.applicants, event.organisation), entities=entities)

    def entity_left(self, event: said.EntityLeft) -> "SuperCluster":
        """An individual entity belongs to it no longer."""
        return replace(self, entities=_but(self.entities, event.organisation))

    def group_formed(self, event: said.WorkingGroupFormed) -> "SuperCluster":
        """One working group more."""
        return replace(self, groups=(*self.groups, Group(event.group, event.title, event.chair)))

    def group_revised(self, event: said.WorkingGroupRevised) -> "SuperCluster":
        """A working group has another title or chair."""
        new = Group(event.group, event.title, event.chair)
        return replace(self, groups=tuple(new if each.group == event.group else each for each in self.groups))

    def group_closed(self, event: said.WorkingGroupClosed) -> "SuperCluster":
        """One working group less."""
        return replace(self, groups=tuple(each for each in self.groups if each.group != event.group))

    def published(self, event: said.BlueprintPublished) -> "SuperCluster":
        """The next version of a document is out."""
        return replace(self, blueprints={**self.blueprints, event.document: event.number})


def require_alliance(alliance: SuperCluster | None, field: str = "super_cluster_id") -> SuperCluster:
    """The alliance; raises Rejected when there is none, or when it lives on in another."""
    if alliance is None:
        raise Rejected(
            "super-cluster-is-unknown", "No SuperCluster or thematic cluster has this id. Check it in the list.", field
        )
    if alliance.merged_into is not None:
        raise Rejected(
            "super-cluster-was-merged", f"This SuperCluster lives on in {alliance.merged_into}. Use that id.", field
        )
    return alliance


def _but(entities: tuple[Entity, ...], gone: Participant) -> tuple[Entity, ...]:
    return tuple(each for each in entities if each.organisation.organisation_id != gone.organisation_id)
