"""Several rows looked at together, joined when read."""

from dataclasses import dataclass
from datetime import UTC, datetime

from cityteams_portal.domain.cluster import Cluster, Invitation
from cityteams_portal.domain.gathering import Gathering, Slot, zone_of
from cityteams_portal.domain.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class ClusterCard:
    """A cluster in a list."""

    cluster: Cluster
    super_cluster: str | None
    open_invitations: int


@dataclass(frozen=True, slots=True)
class ClusterList:
    """One page of the list; `after` continues it, None at the end."""

    cards: tuple[ClusterCard, ...]
    after: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ClusterFile:
    """Everything about one cluster."""

    cluster: Cluster
    super_cluster: str | None
    worksheet: Worksheet | None
    invitations: tuple[Invitation, ...]
    slots: tuple[Slot, ...]
    gatherings: dict[str, Gathering]

    def stage(self) -> list[tuple[Slot, str, datetime | None]]:
        """The slots with the title of their gathering and the beginning in its own time."""
        return [self._on(slot, self.gatherings.get(slot.gathering_id)) for slot in self.slots]

    @staticmethod
    def _on(slot: Slot, held: Gathering | None) -> tuple[Slot, str, datetime | None]:
        zone = zone_of(held) if held else UTC
        return slot, held.title if held else "", slot.starts.astimezone(zone) if slot.starts else None


@dataclass(frozen=True, slots=True)
class ClusterFilter:
    """Which clusters a list shows, and after which (title, id) it goes on."""

    sector: str | None = None
    state: str | None = None
    after: tuple[str, str] | None = None
    limit: int = 50
