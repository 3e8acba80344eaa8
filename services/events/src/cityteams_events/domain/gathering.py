"""A gathering: what people attend. Announced once; its agenda is released in numbered versions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Self
from zoneinfo import ZoneInfo

from cityteams_contracts import Rejected
from cityteams_contracts.events import (
    AgendaEntry,
    AgendaReleased,
    Booth,
    Day,
    Deadline,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringKind,
    GatheringSlipped,
    HoldGathering,
    Pause,
    ReleaseAgenda,
    Room,
    SessionEntry,
    Track,
)
from cityteams_contracts.values import GatheringId, RoundId
from cityteams_events.domain.checked import check_plan
from cityteams_events.domain.hours import Period, moved, span
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
    link: str | None = None
    pauses: tuple[Pause, ...] = ()
    tracks: tuple[Track, ...] = ()
    booths: tuple[Booth, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    travel_supports: int = 0
    planned: bool = False
    cancelled: bool = False

    @classmethod
    def announced(cls, _state: Self | None, event: GatheringAnnounced, _stamp: object) -> Self:
        """The event says it all."""
        return cls(**{name: getattr(event, name) for name in cls.__dataclass_fields__ if name != "cancelled"})

    @classmethod
    def changed(cls, state: Self | None, event: GatheringChanged, _stamp: object) -> Self | None:
        """The event says it all, but whether it was called off."""
        names = cls.__dataclass_fields__.keys() - {"cancelled"}
        return state and replace(state, **{name: getattr(event, name) for name in names})

    @classmethod
    def slipped(cls, state: Self | None, event: GatheringSlipped, _stamp: object) -> Self | None:
        """All days moved."""
        names = ("days", "rooms", "pauses", "tracks", "deadlines")
        return state and replace(state, **{name: getattr(event, name) for name in names})

    @classmethod
    def called_off(cls, state: Self | None, _event: GatheringCancelled, _stamp: object) -> Self | None:
        """It is not held."""
        return state and replace(state, cancelled=True)

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
    def titled(self) -> dict[str, Any]:
        """What every fact about itself says of it."""
        return {
            "gathering_id": self.gathering_id,
            "title": self.title,
            "place": self.place,
            "time_zone": self.time_zone,
        }

    @property
    def gives_slots(self) -> bool:
        """Whether clusters present themselves there, each in a slot that it is given by itself."""
        return self.kind is GatheringKind.EXPO and not self.planned and not self.cancelled

    @property
    def has_sessions(self) -> bool:
        """Whether its agenda is made of sessions: at every gathering but an expo that gives slots."""
        return self.planned or self.kind is not GatheringKind.EXPO


@dataclass(frozen=True)
class Release:
    """The last released version of a gathering's agenda."""

    gathering_id: GatheringId
    number: int
    entries: tuple[AgendaEntry, ...]
    sessions: tuple[SessionEntry, ...] = ()

    @classmethod
    def made(cls, _state: Self | None, event: AgendaReleased, _stamp: object) -> Self:
        """The newest release takes the place of the one before."""
        return cls(event.gathering_id, event.release, event.entries, event.sessions)

    @classmethod
    def slipped(cls, state: Self | None, event: GatheringSlipped, _stamp: object) -> Self | None:
        """What is public moved with its gathering."""
        if state is None:
            return None
        zone, days = ZoneInfo(event.time_zone), event.by_days
        entries = tuple(moved(entry, zone, days) for entry in state.entries)
        return replace(state, entries=entries, sessions=tuple(moved(entry, zone, days) for entry in state.sessions))


def announce(existing: Gathering | None, command: HoldGathering) -> GatheringAnnounced:
    """Decides whether a gathering can be held as planned; raises Rejected."""
    if existing is not None:
        raise Rejected(
            "gathering-is-already-announced", f"{existing.title} has been announced under this id", "gathering_id"
        )
    check_plan(command)
    return GatheringAnnounced.model_validate(command.model_dump())


def release(
    gathering: Gathering | None, last: Release | None, slots: Iterable[Slot], command: ReleaseAgenda
) -> AgendaReleased:
    """Decides whether the slots as they stand become the next release; raises Rejected."""
    held = known(gathering)
    entries = tuple(slot.entry(held.zone) for slot in sorted(slots, key=attrgetter("starts", "room_id")))
    if last is not None and entries == last.entries:
        raise unchanged(last)
    return fitting(
        AgendaReleased(
            gathering_id=command.gathering_id,
            title=held.title,
            place=held.place,
            time_zone=held.time_zone,
            rooms=held.rooms,
            release=last.number + 1 if last else 1,
            entries=entries,
        )
    )


def known(gathering: Gathering | None) -> Gathering:
    """A gathering that was announced and not called off; raises Rejected for any other."""
    if gathering is None:
        raise Rejected("gathering-is-unknown", "no gathering was announced under this id", "gathering_id")
    if gathering.cancelled:
        raise Rejected("gathering-is-cancelled", f"{gathering.title} was called off", "gathering_id")
    return gathering


def unchanged(last: Release) -> Rejected:
    """There is nothing to release."""
    return Rejected(
        f"nothing-has-changed-since-release-{last.number}", f"the agenda is the same as in release {last.number}"
    )


def fitting(event: AgendaReleased) -> AgendaReleased:
    """The release, if one message can carry it; raises Rejected."""
    if len(event.model_dump_json().encode()) > LARGEST_RELEASE:
        count = len(event.entries) + len(event.sessions)
        reason = f"{count} slots are more than one release can carry; hold it as several gatherings"
        raise Rejected("an-agenda-is-too-long-for-a-release", reason)
    return event
