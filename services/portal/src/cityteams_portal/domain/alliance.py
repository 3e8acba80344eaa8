"""The portal's copy of alliances: SuperClusters and thematic clusters, with chairs, groups, entities, blueprints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts import clusters as said
from cityteams_contracts.values import Participant, PersonId, SectorCode


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair; `of` is the organisation that they are known by."""

    person_id: PersonId
    of: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation that belongs to it by itself, or asks to."""

    organisation: Participant
    person_id: PersonId | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """A working group."""

    group: str
    title: str
    chair: PersonId | None


@dataclass(frozen=True, slots=True)
class Published:
    """The last version of a document."""

    document: str
    number: int
    blueprint: said.Blueprint
    group: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Alliance:
    """A SuperCluster, or a thematic cluster, which has no round; `number` counts its events."""

    super_cluster_id: str
    number: int
    thematic: bool
    round_id: str | None
    sector: SectorCode | None
    title: str
    begun_at: datetime
    changed_at: datetime
    sought: str
    formerly: tuple[str, ...] = ()
    chairs: tuple[Chair, ...] = ()
    entities: tuple[Entity, ...] = ()
    applicants: tuple[Entity, ...] = ()
    groups: tuple[Group, ...] = ()
    blueprints: tuple[Published, ...] = ()
    promoted_from: str | None = None
    merged_into: str | None = None

    @property
    def chair_ids(self) -> tuple[PersonId, ...]:
        """Who chairs."""
        return tuple(each.person_id for each in self.chairs)


def begun(event: said.SuperClusterFormed | said.ThematicClusterFormed, at: datetime) -> Alliance:
    """It came into being."""
    thematic = isinstance(event, said.ThematicClusterFormed)
    return Alliance(
        super_cluster_id=event.super_cluster_id,
        number=0,
        thematic=thematic,
        round_id=None if isinstance(event, said.ThematicClusterFormed) else event.round_id,
        sector=event.sector,
        title=event.title,
        begun_at=at,
        changed_at=at,
        sought=event.title.casefold(),
        chairs=(Chair(event.leader, event.leader_of, at),) if isinstance(event, said.ThematicClusterFormed) else (),
        promoted_from=None if isinstance(event, said.ThematicClusterFormed) else event.promoted_from,
    )


def _renamed(it: Alliance, event: said.SuperClusterRenamed, _at: datetime) -> Alliance:
    formerly = (*(each for each in it.formerly if each not in (event.before, event.title)), event.before)
    return replace(it, title=event.title, formerly=formerly)


def _merged(it: Alliance, event: said.SuperClustersMerged, _at: datetime) -> Alliance:
    return replace(it, merged_into=event.into, applicants=())


def _chair_named(it: Alliance, event: said.ChairNamed, at: datetime) -> Alliance:
    return replace(it, chairs=(*it.chairs, Chair(event.person_id, event.of, at)))


def _chair_left(it: Alliance, event: said.ChairLeft, _at: datetime) -> Alliance:
    return replace(it, chairs=tuple(each for each in it.chairs if each.person_id != event.person_id))


def _but(entities: tuple[Entity, ...], gone: Participant) -> tuple[Entity, ...]:
    return tuple(each for each in entities if each.organisation.organisation_id != gone.organisation_id)


def _entity_asked(it: Alliance, event: said.EntityAffiliationAsked, at: datetime) -> Alliance:
    return replace(it, applicants=(*it.applicants, Entity(event.organisation, event.person_id, at)))


def _entity_declined(it: Alliance, event: said.EntityAffiliationDeclined, _at: datetime) -> Alliance:
    return replace(it, applicants=_but(it.applicants, event.organisation))


def _entity_affiliated(it: Alliance, event: said.EntityAffiliated, at: datetime) -> Alliance:
    entities = (*_but(it.entities, event.organisation), Entity(event.organisation, event.person_id, at))
    return replace(it, applicants=_but(it.applicants, event.organisation), entities=entities)


def _entity_left(it: Alliance, event: said.EntityLeft, _at: datetime) -> Alliance:
    return replace(it, entities=_but(it.entities, event.organisation))


def _group_formed(it: Alliance, event: said.WorkingGroupFormed, _at: datetime) -> Alliance:
    return replace(it, groups=(*it.groups, Group(event.group, event.title, event.chair)))


def _group_revised(it: Alliance, event: said.WorkingGroupRevised, _at: datetime) -> Alliance:
    new = Group(event.group, event.title, event.chair)
    return replace(it, groups=tuple(new if each.group == event.group else each for each in it.groups))


def _group_closed(it: Alliance, event: said.WorkingGroupClosed, _at: datetime) -> Alliance:
    return replace(it, groups=tuple(each for each in it.groups if each.group != event.group))


def _published(it: Alliance, event: said.BlueprintPublished, at: datetime) -> Alliance:
    new = Published(event.document, event.number, event.blueprint, event.group, at)
    return replace(it, blueprints=(*(each for each in it.blueprints if each.document != event.document), new))


def _as_it_was(it: Alliance, _event: Event, _at: datetime) -> Alliance:
    return it


CHANGES: Mapping[type[Event], Callable[[Alliance, Any, datetime], Alliance]] = MappingProxyType(
    {
        said.SuperClusterFormed: _as_it_was,
        said.ThematicClusterFormed: _as_it_was,
        said.SuperClusterRenamed: _renamed,
        said.SuperClustersMerged: _merged,
        said.ChairNamed: _chair_named,
        said.ChairLeft: _chair_left,
        said.EntityAffiliationAsked: _entity_asked,
        said.EntityAffiliationDeclined: _entity_declined,
        said.EntityAffiliated: _entity_affiliated,
        said.EntityLeft: _entity_left,
        said.WorkingGroupFormed: _group_formed,
        said.WorkingGroupRevised: _group_revised,
        said.WorkingGroupClosed: _group_closed,
        said.BlueprintPublished: _published,
    }
)
"""What each event does to an alliance."""


def lived(it: Alliance | None, event: Event, at: datetime) -> Alliance | None:
    """The alliance after one more event; None while nothing is known that it could have happened to."""
    if it is None:
        if not isinstance(event, said.SuperClusterFormed | said.ThematicClusterFormed):
            return None
        it = begun(event, at)
    after = CHANGES[type(event)](it, event, at)
    names = "\n".join((after.title, *after.formerly)).casefold()
    return replace(after, number=it.number + 1, changed_at=at, sought=names)
