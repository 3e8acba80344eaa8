"""What was called off makes room: meetings that wait are placed with the least disturbance of those that stand.

First come, first served. A meeting that waits is placed where all of its people and a table are free, which disturbs
nobody; else one other meeting is moved to make room for it; else it goes on waiting.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cityteams_contracts import Event
from cityteams_contracts.events import MeetingId, MeetingRefilled, MeetingTable
from cityteams_events.domain.meetings.meeting import Meeting, MeetingPlan, MeetingState
from cityteams_events.domain.meetings.question import Busy, absent_in, moved, placed_at
from cityteams_events.domain.meetings.tables import walk

Place = tuple[int, MeetingTable]


@dataclass
class Hall:
    """The meetings that stand: who is where in which slot."""

    plan: MeetingPlan
    busy: Busy
    standing: dict[MeetingId, tuple[Meeting, int, MeetingTable]]

    def free_places(self, meeting: Meeting) -> Iterator[Place]:
        """Slots and tables at which a meeting could be."""
        others = list(self.standing.values())
        taken = {(slot, table.table_id) for _, slot, table in others}
        engaged = {(who, slot) for other, slot, _ in others for who in other.people}
        away = {slot for who in meeting.people for slot in absent_in(self.plan, self.busy.get(who, ()))}
        for slot in range(1, len(self.plan.periods) + 1):
            if slot in away or any((who, slot) in engaged for who in meeting.people):
                continue
            for table in self.plan.tables:
                if (slot, table.table_id) not in taken and table.seats >= len(meeting.people):
                    yield slot, table

    def cost(self, meeting: Meeting, place: Place) -> tuple[int, int, int]:
        """How much a place is worth, the less the better: breaks that its people then have, the way, how late."""
        slot, table = place
        breaks = way = 0
        for who in meeting.people:
            mine = [(at, where) for other, at, where in self.standing.values() if who in other.people]
            slots = sorted({*(at for at, _ in mine), slot})
            breaks += sum(later - earlier > 1 for earlier, later in pairwise(slots))
            before = max(((at, where) for at, where in mine if at < slot), key=lambda each: each[0], default=None)
            way += walk((who,), table, {who: before[1]}) if before else 0
        return breaks, way, slot

    def put(self, meeting: Meeting, place: Place) -> None:
        """It stands there."""
        slot, table = place
        period = self.plan.periods[slot - 1]
        placed = replace(
            meeting,
            state=MeetingState.PLACED,
            starts=period.starts,
            ends=period.ends,
            table_id=table.table_id,
        )
        self.standing[meeting.meeting_id] = (placed, slot, table)


def hall_of(plan: MeetingPlan, meetings: Sequence[Meeting], busy: Busy) -> Hall:
    """What stands now."""
    slots = {period.starts: number for number, period in enumerate(plan.periods, 1)}
    tables = {table.table_id: table for table in plan.tables}
    return Hall(
        plan,
        busy,
        {
            each.meeting_id: (each, slots[each.starts], tables[each.table_id])
            for each in meetings
            if each.state is MeetingState.PLACED and each.starts in slots and each.table_id in tables
        },
    )


def refills(hall: Hall, waiting: Sequence[Meeting], in_place_of: MeetingId | None) -> list[Event]:
    """Places those who wait, in the order in which they asked."""
    said: list[Event] = []
    for meeting in sorted(waiting, key=lambda each: (each.requested_at, each.meeting_id)):
        said += _placed(hall, meeting, in_place_of)
    return said


def _placed(hall: Hall, meeting: Meeting, in_place_of: MeetingId | None) -> list[Event]:
    if places := list(hall.free_places(meeting)):
        return [_refilled(hall, meeting, _best(hall, meeting, places), in_place_of)]
    for key, (other, *_) in list(hall.standing.items()):
        taken = hall.standing.pop(key)
        found = _with_one_moved(hall, meeting, other)
        if found is not None:
            mine, theirs = found
            hall.put(other, theirs)
            move = moved(hall.plan, other, placed_at(hall.plan, other, *theirs))
            return [move, _refilled(hall, meeting, mine, in_place_of)]
        hall.standing[key] = taken
    return []


def _with_one_moved(hall: Hall, meeting: Meeting, other: Meeting) -> tuple[Place, Place] | None:
    """Places for a meeting and for the one that makes room for it, which is set aside."""
    for mine in sorted(hall.free_places(meeting), key=lambda place: hall.cost(meeting, place)):
        hall.put(meeting, mine)
        theirs = list(hall.free_places(other))
        hall.standing.pop(meeting.meeting_id)
        if theirs:
            return mine, _best(hall, other, theirs)
    return None


def _best(hall: Hall, meeting: Meeting, places: Sequence[Place]) -> Place:
    return min(places, key=lambda place: (*hall.cost(meeting, place), place[1].table_id))


def _refilled(hall: Hall, meeting: Meeting, place: Place, in_place_of: MeetingId | None) -> MeetingRefilled:
    hall.put(meeting, place)
    return MeetingRefilled(**placed_at(hall.plan, meeting, *place), in_place_of=in_place_of)


def waiting_of(meetings: Sequence[Meeting], but: MeetingId = "") -> list[Meeting]:
    """Those that are agreed and have no place."""
    return [each for each in meetings if each.state is MeetingState.AGREED and each.meeting_id != but]
