"""Who speaks where and when: first fit, such that no room and no speaker is in two places at once.

Fixed order: days, then periods, then rooms as announced. Within a day a room that already holds the cluster's sector
comes first, so that tracks hang together. A cluster is only refused when nothing at all is free for its speaker.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, pairwise

from cityteams_contracts.events import Room, SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.values import GatheringId, PersonId, RoomId, SectorCode
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.hours import Period, periods, shown
from cityteams_events.domain.slot import Cluster, Slot, slot_id_of

Wish = tuple[Gathering, Sequence[Cluster]]
"""Clusters that would speak at a gathering, first come first served."""
_FULL = "Every room is taken during all open hours."
_BUSY = "The speaker has another slot whenever a room is free."


@dataclass(frozen=True)
class Booking:
    """A slot that stands: it keeps its room at its gathering, and its speaker everywhere."""

    gathering_id: GatheringId
    room_id: RoomId
    speaker: PersonId
    sector: SectorCode | None
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Place:
    """Where and when a cluster speaks."""

    room: Room
    period: Period


class Timetable:
    """One gathering while it is being filled. A room's taken periods are passed once, so filling is near-linear."""

    def __init__(self, gathering: Gathering, bookings: Iterable[Booking]) -> None:
        self.gathering, self._rooms = gathering, {room.room_id: room for room in gathering.rooms}
        by_day = [periods(day, gathering.zone, gathering.slot_minutes) for day in gathering.days]
        self._periods = [period for of_day in by_day for period in of_day]
        self._starts, self._ends = [each.starts for each in self._periods], [each.ends for each in self._periods]
        self._day_of = [day for day, of_day in enumerate(by_day) for _ in of_day]
        edges = list(accumulate((len(of_day) for of_day in by_day), initial=0))
        self._days = [range(*both) for both in pairwise(edges)]
        self._taken: set[tuple[RoomId, int]] = set()
        self._engaged: set[tuple[PersonId, int]] = set()
        self._tracks: dict[tuple[int, SectorCode | None], dict[RoomId, None]] = {}
        self._next = {(day, room): span.start for day, span in enumerate(self._days) for room in self._rooms}
        for booking in bookings:
            self.take(booking)

    def take(self, booking: Booking) -> None:
        """Someone speaks, here or at another gathering; every period that this touches is gone for them."""
        here = booking.gathering_id == self.gathering.gathering_id
        for at in range(bisect_right(self._ends, booking.starts), bisect_left(self._starts, booking.ends)):
            self._engaged.add((booking.speaker, at))
            if here:
                self._taken.add((booking.room_id, at))
                self._tracks.setdefault((self._day_of[at], booking.sector), {})[booking.room_id] = None

    def free_for(self, cluster: Cluster) -> Place | None:
        """The first place in the fixed order, or None."""
        return next((place for day in range(len(self._days)) for place in self._places(day, cluster)), None)

    def is_full(self) -> bool:
        """Whether no room is free at any time, whoever asks."""
        return all(self._first_free(day, room) == self._days[day].stop for day, room in self._next)

    def _places(self, day: int, cluster: Cluster) -> Iterator[Place]:
        for room in self._tracks.get((day, cluster.sector), ()):
            yield from self._fitting(day, (room,), cluster.lead)
        yield from self._fitting(day, tuple(self._rooms), cluster.lead)

    def _fitting(self, day: int, rooms: Sequence[RoomId], speaker: PersonId) -> Iterator[Place]:
        start = min(self._first_free(day, room) for room in rooms)
        for at in range(start, self._days[day].stop):
            if (speaker, at) in self._engaged:
                continue
            for room in rooms:
                if (room, at) not in self._taken:
                    yield Place(self._rooms[room], self._periods[at])

    def _first_free(self, day: int, room: RoomId) -> int:
        """The first period of the day that is free in a room; the search goes on where the last one ended."""
        at, stop = self._next[day, room], self._days[day].stop
        while at < stop and (room, at) in self._taken:
            at += 1
        self._next[day, room] = at
        return at


def seat(wishes: Iterable[Wish], bookings: Iterable[Booking]) -> list[SlotGiven | SlotRefused]:
    """Gives each cluster a slot at the gathering, in the given order; or refuses it with the reason."""
    said: list[SlotGiven | SlotRefused] = []
    standing = list(bookings)
    for gathering, clusters in wishes:
        timetable = Timetable(gathering, standing)
        for cluster in clusters:
            place = timetable.free_for(cluster)
            said.append(_given(gathering, cluster, place) if place else _refused(timetable, cluster))
            if place:
                standing.append(_booking(gathering, cluster, place))
                timetable.take(standing[-1])
    return said


def reseat(wishes: Iterable[Wish], bookings: Iterable[Booking]) -> list[SlotGiven]:
    """What became free goes to those who were refused, first come first served; the others go on waiting."""
    return [event for event in seat(wishes, bookings) if isinstance(event, SlotGiven)]


def cancel(slots: Iterable[Slot], gatherings: Iterable[Gathering]) -> list[SlotCancelled]:
    """The cluster of these slots is no more; `gatherings` are those that the slots belong to."""
    held = {gathering.gathering_id: gathering for gathering in gatherings}
    return [
        SlotCancelled(
            slot_id=slot.slot_id,
            **held[slot.gathering_id].named,
            cluster_id=slot.cluster_id,
            title=slot.title,
            speaker=slot.speaker,
        )
        for slot in slots
    ]


def _booking(gathering: Gathering, cluster: Cluster, place: Place) -> Booking:
    room, period = place.room.room_id, place.period
    return Booking(gathering.gathering_id, room, cluster.lead, cluster.sector, period.starts, period.ends)


def _given(gathering: Gathering, cluster: Cluster, place: Place) -> SlotGiven:
    return SlotGiven(
        slot_id=slot_id_of(gathering.gathering_id, cluster.cluster_id),
        **gathering.named,
        cluster_id=cluster.cluster_id,
        title=cluster.title,
        speaker=cluster.lead,
        room_id=place.room.room_id,
        room=place.room.name,
        starts=shown(place.period.starts, gathering.zone),
        ends=shown(place.period.ends, gathering.zone),
    )


def _refused(timetable: Timetable, cluster: Cluster) -> SlotRefused:
    gathering = timetable.gathering
    return SlotRefused(
        slot_id=slot_id_of(gathering.gathering_id, cluster.cluster_id),
        **gathering.named,
        cluster_id=cluster.cluster_id,
        title=cluster.title,
        speaker=cluster.lead,
        reason=_FULL if timetable.is_full() else _BUSY,
    )
