"""A talk into a cell and out again, with the exact change of cost; compiled."""

from cityteams_events.domain.solver.compiling import compiled
from cityteams_events.domain.solver.conference.tables import Plan, State


@compiled
def put(plan: Plan, state: State, talk: int, cell: int, place: int) -> int:
    """Inserts a talk at a place of a cell, and says what that costs (tracks apart, see `settle`)."""
    change, session = plan.talk_cost[talk, cell], plan.session[cell]
    if state.size[cell] == 0:
        change += _own(plan, state, cell, plan.track[talk], 1)
    if plan.weights[4]:
        change -= _slots_from(plan, state, cell, place)
    for at in range(state.size[cell], place, -1):
        state.talks[cell, at] = state.talks[cell, at - 1]
    state.talks[cell, place] = talk
    state.size[cell] += 1
    state.used[cell] += plan.length[talk]
    state.where[talk] = cell
    if session >= 0:
        change += _clashes(plan, state, talk, cell, session)
    if plan.weights[4]:
        change += _laid(plan, state, cell, place)
    _touch(state, plan.track[talk])
    return change


@compiled
def take(plan: Plan, state: State, cell: int, place: int) -> int:
    """Takes out the talk at a place of a cell, and says what that costs (tracks apart)."""
    talk, session = state.talks[cell, place], plan.session[cell]
    change = -plan.talk_cost[talk, cell]
    if session >= 0:
        change -= _clashes(plan, state, talk, cell, session)
    if plan.weights[4]:
        change -= _slots_from(plan, state, cell, place)
    state.size[cell] -= 1
    for at in range(place, state.size[cell]):
        state.talks[cell, at] = state.talks[cell, at + 1]
    state.used[cell] -= plan.length[talk]
    state.where[talk] = -1
    if plan.weights[4]:
        change += _laid(plan, state, cell, place)
    if state.size[cell] == 0:
        change += _own(plan, state, cell, plan.track[talk], -1)
    _touch(state, plan.track[talk])
    return change


@compiled
def _own(plan: Plan, state: State, cell: int, track: int, sign: int) -> int:
    """A cell becomes a track's, or nobody's again."""
    session, room = plan.session[cell], plan.room[cell]
    state.owner[cell] = track if sign > 0 else -1
    if session < 0:
        return 0
    change, rooms = plan.track_cost[track, cell], state.in_room.shape[1]
    for beside in range(session * rooms, session * rooms + rooms):
        if beside != cell and state.owner[beside] >= 0:
            change += plan.pair[track, state.owner[beside]]
    state.in_session[track, session] += sign
    state.in_room[track, room] += sign
    return sign * change


@compiled
def _clashes(plan: Plan, state: State, talk: int, cell: int, session: int) -> int:
    found = 0
    for at in range(plan.first[talk], plan.first[talk + 1]):
        there = state.where[plan.other[at]]
        if there >= 0 and there != cell and plan.session[there] == session:
            found += plan.by_session[at]
    return found


@compiled
def _slots_from(plan: Plan, state: State, cell: int, place: int) -> int:
    """What the talks of a cell from a place on cost because others are held in the same slots."""
    found, session = 0, plan.session[cell]
    if session < 0:
        return 0
    for at in range(place, state.size[cell]):
        talk = state.talks[cell, at]
        begins = state.start[talk]
        for near in range(plan.first[talk], plan.first[talk + 1]):
            other = plan.other[near]
            there = state.where[other]
            if plan.by_slot[near] and there >= 0 and there != cell and plan.session[there] == session:
                ends = min(begins + plan.length[talk], state.start[other] + plan.length[other])
                found += plan.by_slot[near] * max(0, ends - max(begins, state.start[other]))
    return found


@compiled
def _laid(plan: Plan, state: State, cell: int, place: int) -> int:
    """Gives the talks of a cell from a place on their first slots anew, and says what they cost there."""
    begins = 0
    if place > 0:
        before = state.talks[cell, place - 1]
        begins = state.start[before] + plan.length[before]
    for at in range(place, state.size[cell]):
        state.start[state.talks[cell, at]] = begins
        begins += plan.length[state.talks[cell, at]]
    return _slots_from(plan, state, cell, place)


@compiled
def _touch(state: State, track: int) -> None:
    for at in range(state.scalars[1]):
        if state.dirty[at] == track:
            return
    state.dirty[state.scalars[1]] = track
    state.scalars[1] += 1


@compiled
def settle(plan: Plan, state: State) -> int:
    """What the touched tracks cost now, less what they cost before."""
    change = 0
    for at in range(state.scalars[1]):
        track = state.dirty[at]
        total = _track(plan, state, track)
        change += total - state.track_total[track]
        state.track_total[track] = total
    state.scalars[1] = 0
    return change


@compiled
def _track(plan: Plan, state: State, track: int) -> int:
    """Its rooms, sessions side by side, gaps between sessions, and talks out of order."""
    rooms, first, last, sessions, beside = 0, -1, -1, 0, 0
    for room in range(state.in_room.shape[1]):
        if state.in_room[track, room] > 0:
            rooms += 1
    for session in range(state.in_session.shape[1]):
        cells = state.in_session[track, session]
        if cells > 0:
            if first < 0:
                first = session
            last = session
            sessions += 1
            beside += cells - 1
    found = plan.weights[0] * max(0, rooms - 1) + plan.weights[1] * beside
    if sessions > 0 and last - first + 1 != sessions:
        found += plan.weights[2]
    if plan.ordered[track]:
        found += plan.weights[3] * _disorder(plan, state, track)
    return found


@compiled
def _disorder(plan: Plan, state: State, track: int) -> int:
    found, rank, rooms = 0, 0, state.in_room.shape[1]
    for session in range(state.in_session.shape[1]):
        left, seen = state.in_session[track, session], False
        for cell in range(session * rooms, session * rooms + rooms):
            if left == 0:
                break
            if state.owner[cell] == track:
                found += _out_of_place(plan, state, cell, rank, seen)
                rank += state.size[cell]
                left -= 1
                seen = True
    return found


@compiled
def _out_of_place(plan: Plan, state: State, cell: int, rank: int, beside: bool) -> int:
    """Ordered talks that cannot be (or, where slots matter, are not) at their place; all if another room has some."""
    found = 0
    for at in range(state.size[cell]):
        order = plan.order[state.talks[cell, at]]
        if order == 0:
            continue
        if beside:
            found += 1
        if plan.weights[4]:
            found += order != rank + at + 1
            continue
        wrong = not rank < order <= rank + state.size[cell]
        for earlier in range(at):
            wrong = wrong or plan.order[state.talks[cell, earlier]] == order
        found += wrong
    return found
