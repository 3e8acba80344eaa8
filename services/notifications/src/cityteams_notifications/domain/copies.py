"""What letters need to name: an own copy of titles, places and rooms, each row written by one thing's events."""

from dataclasses import dataclass
from typing import Self

from cityteams_contracts.clusters import ClusterProposed
from cityteams_contracts.events import GatheringAnnounced, Room
from cityteams_contracts.registration import WorksheetSubmitted


@dataclass(frozen=True)
class Worksheet:
    """The title under which a worksheet was handed in."""

    worksheet_id: str
    title: str

    @classmethod
    def submitted(cls, _: "Worksheet | None", event: WorksheetSubmitted, _stamp: object) -> Self:
        """A worksheet has a title from its first event on."""
        return cls(event.worksheet_id, event.project.title)


@dataclass(frozen=True)
class Team:
    """The title of a cluster, listed or in the making."""

    cluster_id: str
    title: str

    @classmethod
    def proposed(cls, _: "Team | None", event: ClusterProposed, _stamp: object) -> Self:
        """A cluster has a title from its first event on."""
        return cls(event.cluster_id, event.title)


@dataclass(frozen=True)
class Gathering:
    """What people attend, where, and the rooms it has."""

    gathering_id: str
    title: str
    place: str
    rooms: tuple[Room, ...]

    @classmethod
    def announced(cls, _: "Gathering | None", event: GatheringAnnounced, _stamp: object) -> Self:
        """A gathering is known from its announcement on."""
        return cls(event.gathering_id, event.title, event.place, event.rooms)

    def room(self, room_id: str) -> str:
        """The name of a room, or its id when it was never announced."""
        return next((room.name for room in self.rooms if room.room_id == room_id), room_id)
