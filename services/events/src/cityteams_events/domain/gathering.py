"""A gathering: what people attend. Announced once; its agenda is released in numbered versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Self
from zoneinfo import ZoneInfo

from cityteams_contracts import Rejected
from cityteams_contracts.events import (
    AgendaEntry,
    AgendaReleased,
    Day,
    GatheringAnnounced,
    GatheringKind,
    HoldGathering,
    ReleaseAgenda,
    Room,
)
from cityteams_contracts.values import GatheringId, RoundId
from cityteams_events.domain.hours import Period, check_days, span, zone_of
from cityteams_events.domain.slot import Slot

LARGEST_RELEASE = 240_000
"""Bytes. A release is one message, and the broker takes 262,144 with headers; a larger one would block the outbox."""


@dataclass(frozen=True)
class Gathering:
    """A gathering as announced; open hours are local to its time zone."""

    gathering_id: GatheringId
    kind: GatheringKind
    round_id: RoundId | None
    title: str
    place: str
    time_zone: str
    days: tuple[Day, ...]
    rooms: tuple[Room, ...]
    slot_minutes: int

    @classmethod
    def announced(cls, _state: Self | None, event: GatheringAnnounced, _stamp: object) -> Self:
        """The event says it all."""
        return cls(**{name: getattr(event, name) for name in cls.__dataclass_fields__})

    @property
    def zone(self) -> ZoneInfo:
        """The rules of its local time."""
        return ZoneInfo(self.time_zone)

    @property
    def span(self) -> Period:
        """From the first opening to the last closing."""
        return span(self.days, self.zone)

    @property
    def named(self) -> dict[str, Any]:
        """What every fact about one of its slots says of it, so that hearers need no other."""
        return {
            "gathering_id": self.gathering_id,
            "gathering": self.title,
            "place": self.place,
            "time_zone": self.time_zone,
        }

    @property
    def gives_slots(self) -> bool:
        """Whether clusters present themselves there."""
        return self.kind is GatheringKind.EXPO


@dataclass(frozen=True)
class Release:
    """The last released version of a gathering's agenda."""

    gathering_id: GatheringId
    number: int
    entries: tuple[AgendaEntry, ...]

    @classmethod
    def made(cls, _state: Self | None, event: AgendaReleased, _stamp: object) -> Self:
        """The newest release takes the place of the one before."""
        return cls(event.gathering_id, event.release, event.entries)


def announce(existing: Gathering | None, command: HoldGathering) -> GatheringAnnounced:
    """Decides whether a gathering can be held as planned; raises Rejected."""
    if existing is not None:
        raise Rejected(
            "gathering-is-already-announced", f"{existing.title} has been announced under this id", "gathering_id"
        )
    check_days(command.days, zone_of(command.time_zone), command.slot_minutes)
    seen: set[str] = set()
    for place, room in enumerate(command.rooms):
        if room.room_id in seen:
            reason = f"the room id {room.room_id} is given twice; each room needs its own"
            raise Rejected("a-room-is-listed-twice", reason, f"rooms.{place}.room_id")
        seen.add(room.room_id)
    return GatheringAnnounced.model_validate(command.model_dump())


def release(
    gathering: Gathering | None, last: Release | None, slots: Iterable[Slot], command: ReleaseAgenda
) -> AgendaReleased:
    """Decides whether the agenda as it stands becomes the next release; raises Rejected."""
    if gathering is None:
        raise Rejected("gathering-is-unknown", "no gathering was announced under this id", "gathering_id")
    entries = tuple(slot.entry(gathering.zone) for slot in sorted(slots, key=attrgetter("starts", "room_id")))
    if last is not None and entries == last.entries:
        reason = f"the agenda is the same as in release {last.number}"
        raise Rejected(f"nothing-has-changed-since-release-{last.number}", reason)
    event = AgendaReleased(
        gathering_id=command.gathering_id,
        title=gathering.title,
        place=gathering.place,
        time_zone=gathering.time_zone,
        rooms=gathering.rooms,
        release=last.number + 1 if last else 1,
        entries=entries,
    )
    if len(event.model_dump_json().encode()) > LARGEST_RELEASE:
        reason = f"{len(entries)} slots are more than one release can carry; hold it as several gatherings"
        raise Rejected("an-agenda-is-too-long-for-a-release", reason)
    return event
