"""Which meeting is at which table: large enough, and near where its people were before."""

from collections.abc import Mapping, Sequence

from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from cityteams_contracts.events import MeetingTable
from cityteams_contracts.values import PersonId
from cityteams_events.domain.meetings.meeting import MeetingPlan
from cityteams_events.domain.meetings.problem import Timetable

_STAYS, _NEAR, _FAR = 0, 1, 4
"""What the way from one table to the next costs a person: none, within an area, to another area."""

Whereabouts = Mapping[PersonId, MeetingTable]


def seated(plan: MeetingPlan, people: Sequence[tuple[PersonId, ...]], slots: Timetable) -> list[MeetingTable]:
    """A table for each meeting, slot by slot, such that all together walk least from where they were before.

    Raises ValueError when the tables of a slot are too few or too small, which the timetable rules out.
    """
    found: dict[int, MeetingTable] = {}
    before: dict[PersonId, MeetingTable] = {}
    for slot in sorted(set(slots)):
        numbers = [number for number, at in enumerate(slots) if at == slot]
        chosen = _least_walking(plan.tables, [people[number] for number in numbers], before)
        for number, table in zip(numbers, chosen, strict=True):
            found[number] = table
            before |= dict.fromkeys(people[number], table)
    return [found[number] for number in range(len(slots))]


def walk(people: Sequence[PersonId], table: MeetingTable, before: Whereabouts) -> int:
    """How far a table is from where these people were before."""
    return sum(_way(before[who], table) for who in people if who in before)


def _way(one: MeetingTable, other: MeetingTable) -> int:
    if one.table_id == other.table_id:
        return _STAYS
    return _NEAR if one.area == other.area else _FAR


def _least_walking(
    tables: Sequence[MeetingTable], groups: Sequence[tuple[PersonId, ...]], before: Whereabouts
) -> list[MeetingTable]:
    """The assignment that costs least; a table larger than needed costs a little, so that groups find one."""
    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = len(groups) + len(tables), len(groups) + len(tables) + 1
    arcs = {}
    for number, group in enumerate(groups):
        flow.add_arc_with_capacity_and_unit_cost(source, number, 1, 0)
        for at, table in enumerate(tables):
            if table.seats >= len(group):
                cost = 100 * walk(group, table, before) + table.seats - len(group)
                arc = flow.add_arc_with_capacity_and_unit_cost(number, len(groups) + at, 1, cost)
                arcs[arc] = (number, table)
    for at in range(len(tables)):
        flow.add_arc_with_capacity_and_unit_cost(len(groups) + at, sink, 1, 0)
    flow.set_node_supply(source, len(groups))
    flow.set_node_supply(sink, -len(groups))
    if flow.solve() != flow.OPTIMAL:
        raise ValueError(f"{len(groups)} meetings do not fit at {len(tables)} tables")
    chosen = dict(pair for arc, pair in arcs.items() if flow.flow(arc))
    return [chosen[number] for number in range(len(groups))]
