"""A slot: the ten minutes of one cluster at one gathering, whether given, refused or cancelled."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from cityteams_contracts.events import AgendaEntry, SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.values import ClusterId, GatheringId, PersonId, RoomId, RoundId, SectorCode, SlotId
from cityteams_events.domain.hours import shown

_SLOTS = UUID("6d1c1a3e-6f0b-5b0e-9a57-7e0f6a1c52d4")


class SlotState(StrEnum):
    """How it stands with a slot."""

    GIVEN = "given"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Cluster:
    """A listed action cluster, as far as an agenda is concerned; its lead speaks."""

    cluster_id: ClusterId
    round_id: RoundId
    sector: SectorCode
    title: str
    lead: PersonId
    listed_at: datetime


@dataclass(frozen=True)
class Slot:
    """The slot of one cluster at one gathering; room and times are there while it is given."""

    slot_id: SlotId
    gathering_id: GatheringId
    cluster_id: ClusterId
    title: str
    speaker: PersonId
    state: SlotState
    room_id: RoomId | None = None
    starts: datetime | None = None
    ends: datetime | None = None

    @classmethod
    def given(cls, _state: Self | None, event: SlotGiven, _stamp: object) -> Self:
        """The cluster has its time and room."""
        slot = cls._of(event, SlotState.GIVEN)
        return replace(slot, room_id=event.room_id, starts=event.starts, ends=event.ends)

    @classmethod
    def refused(cls, _state: Self | None, event: SlotRefused, _stamp: object) -> Self:
        """The cluster waits."""
        return cls._of(event, SlotState.REFUSED)

    @classmethod
    def cancelled(cls, _state: Self | None, event: SlotCancelled, _stamp: object) -> Self:
        """Time and room are free again."""
        return cls._of(event, SlotState.CANCELLED)

    @classmethod
    def _of(cls, event: SlotGiven | SlotRefused | SlotCancelled, state: SlotState) -> Self:
        return cls(event.slot_id, event.gathering_id, event.cluster_id, event.title, event.speaker, state)

    def entry(self, zone: ZoneInfo) -> AgendaEntry:
        """Its line in an agenda, in local time; raises ValueError when the slot is not given."""
        if self.room_id is None or self.starts is None or self.ends is None:
            raise ValueError(f"slot {self.slot_id} is {self.state}: it has no place in an agenda")
        return AgendaEntry(
            slot_id=self.slot_id,
            cluster_id=self.cluster_id,
            title=self.title,
            speaker=self.speaker,
            room_id=self.room_id,
            starts=shown(self.starts, zone),
            ends=shown(self.ends, zone),
        )


def slot_id_of(gathering_id: GatheringId, cluster_id: ClusterId) -> SlotId:
    """A cluster has one slot at a gathering, always under the same id."""
    return str(uuid5(_SLOTS, f"{gathering_id}/{cluster_id}"))
