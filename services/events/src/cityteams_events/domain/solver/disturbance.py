"""Around a released agenda: which sessions are in a breach, and whom a place disturbs."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from cityteams_events.domain.solver.demands import Agenda, Demands, Level, Number, Rule
from cityteams_events.domain.solver.tables import HARD, Ints, Tables, tables_of

Flags = NDArray[np.bool_]
Claim = tuple[str, int, int]
Places = Sequence[int] | NDArray[np.signedinteger[Any]]


class Disturbance:
    """Blocking breaches only. A place is slot * rooms + room."""

    def __init__(self, demands: Demands, agenda: Agenda) -> None:
        self.demands, self.agenda, self.rooms = demands, agenda, len(demands.rooms)
        self._tables: Tables = tables_of(demands)
        self._slots, self._length = len(demands.slots), self._tables.length
        self._at = np.array([place.slot * self.rooms + place.room for place in agenda], np.int64)
        self._never: Flags = self._tables.own >= HARD
        self._together: Flags = self._tables.pair >= HARD
        self._before: Flags = np.zeros((len(agenda), len(agenda)), np.bool_)
        if demands.level(Rule.ORDER) is Level.BLOCK:
            for first, then in demands.before:
                self._before[first, then] = True
        self._reach = self._reaches()
        self._groups = _groups(demands)
        self._disturbs: dict[Number, Flags] = {}

    def _reaches(self) -> Ints:
        """`[end, room]`: the first slot in which a session may begin in a room after one that ended before `end`."""
        found = np.repeat(np.arange(self._slots + 1)[:, None], self.rooms, axis=1)
        if self.demands.level(Rule.TURN_ROUND) is Level.BLOCK:
            for at, room in enumerate(self.demands.rooms):
                for ends in range(1, self._slots):
                    done = self.demands.slots[ends - 1].ends
                    while (
                        found[ends, at] < self._slots
                        and (self.demands.slots[found[ends, at]].starts - done).total_seconds() < 60 * room.turn_round
                    ):
                        found[ends, at] += 1
        return found

    def clash(self, one: Number, places: Places, other: Number, there: Places) -> Flags:
        """For each place of one and each of the other, whether the two would break a blocking rule."""
        slot, room = (each[:, None] for each in np.divmod(np.asarray(places, np.int64), self.rooms))
        then, beside = (each[None, :] for each in np.divmod(np.asarray(there, np.int64), self.rooms))
        ends, until = slot + self._length[one], then + self._length[other]
        free = np.minimum(ends, self._slots), np.minimum(until, self._slots)
        in_one_room = (room == beside) & (then < self._reach[free[0], room]) & (slot < self._reach[free[1], beside])
        found = in_one_room | (self._together[one, other] & (slot < until) & (then < ends))
        found |= self._before[one, other] & (ends > then)
        found |= self._before[other, one] & (until > slot)
        return np.asarray(found, np.bool_)

    def claims(self, number: Number, place: int) -> Iterator[Claim]:
        """What a session takes at a place: two sessions that take the same thing would break a blocking rule there."""
        slot, room = divmod(place, self.rooms)
        ends = slot + int(self._length[number])
        for at in range(slot, int(self._reach[min(ends, self._slots), room])):
            yield "room", room, at
        for group in self._groups[number]:
            for at in range(slot, ends):
                yield "group", group, at
        for then in np.flatnonzero(self._before[number]):
            for at in range(ends):
                yield "before", number * len(self.agenda) + int(then), at
        for first in np.flatnonzero(self._before[:, number]):
            for at in range(slot, self._slots):
                yield "before", int(first) * len(self.agenda) + number, at

    def _disturbed_by(self, number: Number) -> Flags:
        """`[place, session]`: whom a session disturbs at each place, if all others stay."""
        if number not in self._disturbs:
            everywhere = np.arange(self._slots * self.rooms)
            table = np.zeros((len(everywhere), len(self.agenda)), np.bool_)
            for other in range(len(self.agenda)):
                if other != number:
                    table[:, other] = self.clash(number, everywhere, other, self._at[other : other + 1])[:, 0]
            self._disturbs[number] = table
        return self._disturbs[number]

    @cached_property
    def must_move(self) -> frozenset[Number]:
        """Sessions that cannot stay whoever else moves."""
        return frozenset(number for number, at in enumerate(self._at) if self._never[number, at])

    @cached_property
    def broken_pairs(self) -> tuple[tuple[Number, Number], ...]:
        """Pairs of which neither must move, and both cannot stay."""
        stay = [number for number in range(len(self.agenda)) if number not in self.must_move]
        return tuple(
            (one, other)
            for at, one in enumerate(stay)
            for other in stay[at + 1 :]
            if self.clash(one, self._at[one : one + 1], other, self._at[other : other + 1])[0, 0]
        )

    @cached_property
    def in_breach(self) -> frozenset[Number]:
        """Everybody in a breach."""
        return self.must_move | {each for pair in self.broken_pairs for each in pair}

    def least_moves(self) -> int:
        """The fewest sessions with one of every broken pair, and all that must move: fewer moves mend nothing."""
        if not self.broken_pairs:
            return len(self.must_move)
        model = cp_model.CpModel()
        chosen = {each: model.new_bool_var("") for pair in self.broken_pairs for each in pair}
        for one, other in self.broken_pairs:
            model.add_bool_or([chosen[one], chosen[other]])
        model.minimize(sum(chosen.values()))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.solve(model)
        return len(self.must_move) + round(solver.best_objective_bound)

    def places(self, number: Number, near: Collection[Number], spare: int) -> list[int]:
        """Where a session could go so that at most `spare` sessions beside those `near` have to move for it."""
        table = self._disturbed_by(number).copy()
        table[:, sorted(near)] = False
        allowed = ~self._never[number] & (table.sum(axis=1) <= spare)
        allowed[self._at[number]] = False
        return [int(each) for each in np.flatnonzero(allowed)]

    def disturbed(self, number: Number, places: Iterable[int]) -> set[Number]:
        """Everybody whom a session disturbs at any of these places."""
        rows = self._disturbed_by(number)[list(places)]
        return {int(each) for each in np.flatnonzero(rows.any(axis=0))} if len(rows) else set()

    @cached_property
    def _beside(self) -> Ints:
        """`[slot, session]`: what a session costs in a slot in lost interests beside all others where they are."""
        there = np.zeros((self._slots, len(self.agenda)), np.int64)
        for number, at in enumerate(self._at):
            there[at // self.rooms : at // self.rooms + self._length[number], number] = 1
        return np.asarray(there @ (self._tables.pair % HARD), np.int64)

    def wishes(self, number: Number, place: int) -> int:
        """What a place costs in warnings and lost interests beside all others where they are."""
        slot = place // self.rooms
        beside = self._beside[slot : slot + int(self._length[number]), number]
        return int(self._tables.own[number, place] % HARD) + int(beside.sum())


def _groups(demands: Demands) -> list[list[int]]:
    """For each session the groups of sessions of which no two may be at once: those of one person, and the popular."""
    groups: dict[str, list[Number]] = {}
    for number, session in enumerate(demands.sessions):
        if demands.level(Rule.PERSON_TWICE) is Level.BLOCK:
            for who in session.people:
                groups.setdefault(f"person {who}", []).append(number)
        if session.popular and demands.level(Rule.POPULAR_TOGETHER) is Level.BLOCK:
            groups.setdefault("popular", []).append(number)
    found: list[list[int]] = [[] for _ in demands.sessions]
    for at, name in enumerate(sorted(groups)):
        for number in groups[name]:
            found[number].append(at)
    return found
