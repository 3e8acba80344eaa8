"""Which endpoints an event is for: all of them in one row, so that an event that nobody wants costs one look."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from cityteams_contracts import Event
from cityteams_contracts.notifications import (
    EndpointDeleted,
    EndpointDisabled,
    EndpointKind,
    EndpointRegistered,
    EndpointResumed,
    EndpointRevised,
    Wanted,
)

ALL = "all"
"""The name of the one row."""


@dataclass(frozen=True)
class Route:
    """What one endpoint wants; one that is `closed` is noted nothing for."""

    endpoint_id: str
    kind: EndpointKind
    wanted: Wanted
    closed: bool = False

    def wants(self, kind: str, clusters: Collection[str], sectors: Collection[str]) -> bool:
        """Whether an event of this type, about these clusters and sectors, is wanted."""
        wanted = self.wanted
        return (
            not self.closed
            and (not wanted.types or kind in wanted.types)
            and (not wanted.clusters or not set(wanted.clusters).isdisjoint(clusters))
            and (not wanted.sectors or not set(wanted.sectors).isdisjoint(sectors))
        )


@dataclass(frozen=True)
class Routes:
    """The routes to all endpoints, in the order of their ids: whatever order their events came in."""

    name: str
    routes: tuple[Route, ...] = ()

    @property
    def ask_for_sectors(self) -> bool:
        """Whether anybody chooses by sector."""
        return any(each.wanted.sectors and not each.closed for each in self.routes)

    def _with(self, endpoint_id: str, *new: Route) -> "Routes":
        others = [each for each in self.routes if each.endpoint_id != endpoint_id]
        return replace(self, routes=tuple(sorted((*others, *new), key=lambda each: each.endpoint_id)))

    @staticmethod
    def registered(known: "Routes | None", event: EndpointRegistered, _stamp: object) -> "Routes":
        """One more."""
        new = Route(event.endpoint_id, event.kind, event.wanted)
        return (known or Routes(ALL))._with(event.endpoint_id, new)  # noqa: SLF001 - our own

    @staticmethod
    def changed(
        known: "Routes | None", event: EndpointRevised | EndpointResumed | EndpointDisabled, _stamp: object
    ) -> "Routes | None":
        """One wants something else, or nothing, or again."""
        found = next((each for each in known.routes if each.endpoint_id == event.endpoint_id), None) if known else None
        if known is None or found is None:
            return known
        if isinstance(event, EndpointRevised):
            new = replace(found, wanted=event.wanted)
        else:
            new = replace(found, closed=isinstance(event, EndpointDisabled))
        return known._with(event.endpoint_id, new)  # noqa: SLF001 - our own

    @staticmethod
    def deleted(known: "Routes | None", event: EndpointDeleted, _stamp: object) -> "Routes | None":
        """One less."""
        return known and known._with(event.endpoint_id)  # noqa: SLF001 - our own


@dataclass(frozen=True)
class ClusterSector:
    """The sector of a cluster, for its events that do not name it."""

    cluster_id: str
    sector: str

    @staticmethod
    def told(known: "ClusterSector | None", event: Event, _stamp: object) -> "ClusterSector | None":
        """A cluster was proposed or listed."""
        sector = getattr(event, "sector", None)
        return ClusterSector(event.key, str(sector)) if sector else known
