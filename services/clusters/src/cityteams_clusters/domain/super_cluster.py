"""The alliance of the action clusters of one sector in one round."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from cityteams_contracts.clusters import SuperClusterFormed
from cityteams_contracts.values import RoundId, Sector, SectorCode, SuperClusterId

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
class SuperCluster:
    """An alliance that exists; which clusters belong to it is written in the clusters."""

    super_cluster_id: SuperClusterId
    round_id: RoundId
    sector: SectorCode
    title: str

    @classmethod
    def formed(cls, event: SuperClusterFormed) -> Self:
        """It came into being."""
        return cls(event.super_cluster_id, event.round_id, event.sector, event.title)
