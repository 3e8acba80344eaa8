"""Several rows looked at together, joined when read."""

from dataclasses import dataclass

from cityteams_portal.domain.cluster import Cluster, Invitation
from cityteams_portal.domain.gathering import Slot
from cityteams_portal.domain.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class ClusterCard:
    """A cluster in a list."""

    cluster: Cluster
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
    worksheet: Worksheet | None
    invitations: tuple[Invitation, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class ClusterFilter:
    """Which clusters a list shows, and after which (title, id) it goes on."""

    sector: str | None = None
    state: str | None = None
    after: tuple[str, str] | None = None
    limit: int = 50
