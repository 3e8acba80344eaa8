"""What a search may try: talks change cells, cells change places, tracks change rooms; compiled."""

from cityteams_events.domain.solver.compiling import below, compiled
from cityteams_events.domain.solver.conference.cells import put, take
from cityteams_events.domain.solver.conference.tables import Ints, Plan, State


@compiled
def _put(plan: Plan, state: State, talk: int, cell: int, place: int) -> int:
    row = state.scalars[0]
    state.log[row, 0], state.log[row, 1], state.log[row, 2], state.log[row, 3] = 1, talk, cell, place
    state.scalars[0] += 1
    return put(plan, state, talk, cell, place)


@compiled
def _take(plan: Plan, state: State, cell: int, place: int) -> int:
    row = state.scalars[0]
    state.log[row, 0], state.log[row, 1], state.log[row, 2], state.log[row, 3] = (
        0,
        state.talks[cell, place],
        cell,
        place,
    )
    state.scalars[0] += 1
    return take(plan, state, cell, place)


@compiled
def undo(plan: Plan, state: State) -> None:
    """Takes back what is in the log, last step first."""
    for row in range(state.scalars[0] - 1, -1, -1):
        if state.log[row, 0] == 1:
            take(plan, state, state.log[row, 2], state.log[row, 3])
        else:
            put(plan, state, state.log[row, 1], state.log[row, 2], state.log[row, 3])
    state.scalars[0] = 0


@compiled
def _place(state: State, talk: int) -> int:
    cell = state.where[talk]
    for at in range(state.size[cell]):
        if state.talks[cell, at] == talk:
            return at
    return -1


@compiled
def relocate(plan: Plan, state: State, chance: Ints) -> int:
    """A talk goes to another cell of its track, or to an empty one."""
    talk = below(chance, len(plan.length))
    track, cells = plan.track[talk], len(plan.capacity) - len(plan.members)
    if below(chance, 3):
        mate = plan.members[track, below(chance, plan.member_count[track])]
        cell = state.where[mate]
    else:
        cell = below(chance, cells)
    here = state.where[talk]
    if cell == here or cell >= cells or state.owner[cell] not in (-1, track):
        return 0
    if state.used[cell] + plan.length[talk] > plan.capacity[cell]:
        return 0
    change = _take(plan, state, here, _place(state, talk))
    return change + _put(plan, state, talk, cell, below(chance, state.size[cell] + 1))


@compiled
def exchange(plan: Plan, state: State, chance: Ints) -> int:
    """Two talks of a track change places."""
    talk = below(chance, len(plan.length))
    track = plan.track[talk]
    mate = plan.members[track, below(chance, plan.member_count[track])]
    here, there = state.where[talk], state.where[mate]
    if talk == mate or (here == there and not plan.weights[4]):
        return 0
    more = plan.length[mate] - plan.length[talk]
    if here != there and (
        state.used[here] + more > plan.capacity[here] or state.used[there] - more > plan.capacity[there]
    ):
        return 0
    one, two = _place(state, talk), _place(state, mate)
    if here == there and one > two:
        one, two, talk, mate = two, one, mate, talk
    change = _take(plan, state, there, two) + _take(plan, state, here, one)
    return change + _put(plan, state, mate, here, one) + _put(plan, state, talk, there, two)


@compiled
def swap(plan: Plan, state: State, one: int, other: int) -> int:
    """Two cells change all their talks, if they fit; nothing if not."""
    if state.used[one] > plan.capacity[other] or state.used[other] > plan.capacity[one]:
        return 0
    base, change = state.scalars[0], 0
    while state.size[one] > 0:
        change += _take(plan, state, one, state.size[one] - 1)
    middle = state.scalars[0]
    while state.size[other] > 0:
        change += _take(plan, state, other, state.size[other] - 1)
    end = state.scalars[0]
    for row in range(middle - 1, base - 1, -1):
        change += _put(plan, state, state.log[row, 1], other, state.size[other])
    for row in range(end - 1, middle - 1, -1):
        change += _put(plan, state, state.log[row, 1], one, state.size[one])
    return change


@compiled
def trade(plan: Plan, state: State, chance: Ints) -> int:
    """A cell in use and any other (of its session, of its room, or anywhere) change places."""
    here = state.where[below(chance, len(plan.length))]
    rooms, cells = state.in_room.shape[1], len(plan.capacity) - len(plan.members)
    kind = below(chance, 3)
    if here >= cells:
        return 0
    if kind == 0:
        there = plan.session[here] * rooms + below(chance, rooms)
    elif kind == 1:
        there = below(chance, cells // rooms) * rooms + plan.room[here]
    else:
        there = below(chance, cells)
    return 0 if there == here else swap(plan, state, here, there)


@compiled
def change_room(plan: Plan, state: State, chance: Ints) -> int:
    """A track goes to another room in some or all of its sessions, and who is there takes its room."""
    talk = below(chance, len(plan.length))
    track, rooms = plan.track[talk], state.in_room.shape[1]
    cell = state.where[talk]
    if cell >= len(plan.capacity) - len(plan.members):
        return 0
    target, everywhere, change = below(chance, rooms), below(chance, 2), 0
    for session in range(state.in_session.shape[1]):
        if state.in_session[track, session] == 0 or state.owner[session * rooms + target] == track:
            continue
        for room in range(rooms):
            if state.owner[session * rooms + room] == track and (everywhere or room == plan.room[cell]):
                change += swap(plan, state, session * rooms + room, session * rooms + target)
                break
    return change


@compiled
def change_sessions(plan: Plan, state: State, chance: Ints) -> int:
    """Two sessions change everything, if it fits."""
    sessions, rooms = state.in_session.shape[1], state.in_room.shape[1]
    one, other = below(chance, sessions), below(chance, sessions)
    if one == other:
        return 0
    change = 0
    for room in range(rooms):
        change += swap(plan, state, one * rooms + room, other * rooms + room)
    return change
