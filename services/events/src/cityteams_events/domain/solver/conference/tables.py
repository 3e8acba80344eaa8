"""A conference as arrays of whole numbers, and the working state of a search, for compiled loops."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cityteams_events.domain.solver.conference.problem import (
    Conference,
    attendee_clash,
    chair_clash,
    presenter_clash,
)

Ints = NDArray[np.int64]


class Plan(NamedTuple):
    """What stays the same. Cells are session x room, then one waiting cell per track, which belongs to no session."""

    capacity: Ints
    session: Ints
    room: Ints
    length: Ints
    track: Ints
    order: Ints
    ordered: Ints
    talk_cost: Ints
    track_cost: Ints
    pair: Ints
    first: Ints
    other: Ints
    by_session: Ints
    by_slot: Ints
    members: Ints
    member_count: Ints
    weights: Ints
    """Rooms per track, parallel, consecutive, order; then whether slots matter inside a session."""


class State(NamedTuple):
    """What a search changes. `log` rows are (in or out, talk, cell, place); `scalars` are log length, dirty tracks."""

    talks: Ints
    size: Ints
    used: Ints
    owner: Ints
    where: Ints
    start: Ints
    in_session: Ints
    in_room: Ints
    track_total: Ints
    dirty: Ints
    log: Ints
    scalars: Ints


def plan_of(conference: Conference, waiting: int) -> Plan:
    """The arrays of a conference; a slot of a talk that waits without a place costs `waiting`."""
    tracks, rooms = len(conference.tracks), conference.rooms
    cells = len(conference.sessions) * rooms
    numbers = np.arange(cells + tracks)
    session = np.where(numbers < cells, numbers // rooms, -1 - numbers)
    length = np.array([talk.length for talk in conference.talks], np.int64)
    track = np.array([talk.track for talk in conference.talks], np.int64)
    order = np.array([talk.order for talk in conference.talks], np.int64)
    members = [np.flatnonzero(track == each) for each in range(tracks)]
    listed = np.full((tracks, max([len(each) for each in members] + [1])), -1, np.int64)
    for at, each in enumerate(members):
        listed[at, : len(each)] = each
    weights = conference.weights
    timed = int(bool(weights.presenters_by_slot or weights.attendees_by_slot))
    first, other, by_session, by_slot = _neighbours(conference)
    slots = [*np.repeat(conference.sessions, rooms), *[int(length.sum()) + 1] * tracks]
    return Plan(
        np.array(slots, np.int64), session.astype(np.int64), (numbers % rooms).astype(np.int64), length, track, order,
        np.array([bool(weights.talk_order and order[each].any()) for each in members], np.int64),
        _talk_costs(conference, waiting), _track_costs(conference), _pairs(conference),
        first, other, by_session, by_slot, listed, np.array([len(each) for each in members], np.int64),
        np.array([weights.rooms_per_track, weights.parallel_tracks, weights.consecutive_tracks, weights.talk_order,
                  timed], np.int64),
    )  # fmt: skip


def _talk_costs(conference: Conference, waiting: int) -> Ints:
    weights, rooms = conference.weights, conference.rooms
    cells, tracks = len(conference.sessions) * rooms, len(conference.tracks)
    found = np.zeros((len(conference.talks), cells + tracks), np.int64)
    for number, talk in enumerate(conference.talks):
        by_session = weights.talk_sessions * np.array(talk.sessions) + weights.talk_hours * np.array(talk.hours)
        table = by_session[:, None] + weights.talk_rooms * np.array(talk.rooms)[None, :]
        found[number, :cells] = table.ravel() * talk.length
        found[number, cells:] = waiting * talk.length
    return found


def _track_costs(conference: Conference) -> Ints:
    weights, found = conference.weights, []
    places = weights.session_rooms * np.array(conference.session_rooms)
    for track in conference.tracks:
        sessions, rooms = np.array(track.sessions), np.array(track.rooms)
        found.append(
            (weights.track_sessions * sessions[:, None] + weights.track_rooms * rooms[None, :] + places).ravel()
        )
    table = np.zeros((len(found), len(found[0]) + len(found)), np.int64)
    table[:, : len(found[0])] = found
    return table


def _pairs(conference: Conference) -> Ints:
    weights, tracks = conference.weights, conference.tracks
    found = np.zeros((len(tracks), len(tracks)), np.int64)
    for one in range(len(tracks)):
        for other in range(one + 1, len(tracks)):
            found[one, other] = found[other, one] = weights.similar_tracks * conference.alike(
                one, other
            ) + weights.chairs * chair_clash(tracks[one], tracks[other])
    return found


def _neighbours(conference: Conference) -> tuple[Ints, Ints, Ints, Ints]:
    """For each talk the talks it clashes with, and what that costs in one session and in one slot."""
    weights, talks = conference.weights, conference.talks
    rows: list[list[tuple[int, int, int]]] = [[] for _ in talks]
    for one, talk in enumerate(talks):
        for other in range(one + 1, len(talks)):
            presented = presenter_clash(conference, talk, talks[other])
            heard = attendee_clash(conference, talk, talks[other])
            session = weights.presenters * presented + weights.attendees * heard
            slot = weights.presenters_by_slot * presented + weights.attendees_by_slot * heard
            if session or slot:
                rows[one].append((other, session, slot))
                rows[other].append((one, session, slot))
    first = np.cumsum([0] + [len(row) for row in rows]).astype(np.int64)
    flat = np.array([each for row in rows for each in row], np.int64).reshape(-1, 3)
    return first, flat[:, 0].copy(), flat[:, 1].copy(), flat[:, 2].copy()


def empty_state(plan: Plan) -> State:
    """Nothing placed yet."""
    cells, talks, tracks = len(plan.capacity), len(plan.length), len(plan.members)
    sessions, rooms = int(plan.session.max()) + 1, int(plan.room.max()) + 1
    wide = max(plan.members.shape[1], int(plan.capacity[: cells - tracks].max()))
    zeros = np.zeros
    return State(
        np.full((cells, wide), -1, np.int64), zeros(cells, np.int64), zeros(cells, np.int64),
        np.full(cells, -1, np.int64), np.full(talks, -1, np.int64), zeros(talks, np.int64),
        zeros((tracks, sessions), np.int64), zeros((tracks, rooms), np.int64), zeros(tracks, np.int64),
        zeros(tracks + 1, np.int64), zeros((8 * talks + 64, 4), np.int64), zeros(4, np.int64),
    )  # fmt: skip
