"""Mends a released agenda with the fewest moves, and proves that fewer do not do.

Every blocking rule is broken by one session alone or by two together. So whatever mends the agenda moves, in every
broken pair, one of the two: the sessions moved are a cover of the broken pairs, and the least cover is a bound.
If exactly that many moves are to do (`spare` = 0), only sessions in a breach move, and only to places that disturb
nobody who stays. If that is impossible (proven), one more is tried (`spare` = 1): now a place may disturb one session
beside those, which then moves too; and so on. Each step is a small question of its own, solved whole, so the first
answer has the fewest moves. Among those the one that costs the least wishes is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from cityteams_events.domain.solver.checking import blocked
from cityteams_events.domain.solver.demands import Agenda, Demands, Number, Place, check_demands
from cityteams_events.domain.solver.disturbance import Disturbance
from cityteams_events.domain.solver.reasons import Refusal, place_or_say_why

EFFORT = 20.0
"""Deterministic seconds for each question."""


@dataclass(frozen=True)
class Move:
    """One session's change, the people who must come at another time or place, and how many others are touched."""

    session: Number
    before: Place
    after: Place
    people: frozenset[str]
    interested: int


@dataclass(frozen=True)
class Repair:
    """The mended agenda and its moves; `at_least` moves are needed whatever one does. No agenda: see `refusal`."""

    agenda: Agenda | None
    moves: tuple[Move, ...] = ()
    at_least: int = 0
    refusal: Refusal | None = None

    @property
    def proven(self) -> bool:
        """Whether no repair has fewer moves (or none exists at all)."""
        return len(self.moves) == self.at_least if self.agenda else bool(self.refusal and self.refusal.proven)


def repair(demands: Demands, agenda: Agenda, effort: float = EFFORT) -> Repair:
    """The fewest moves after which a released agenda keeps every blocking rule of (changed) demands."""
    check_demands(demands)
    world = Disturbance(demands, agenda)
    least, sure = world.least_moves(), True
    at_least = least
    for spare in range(len(agenda) - least + 1):
        status, mended = _Question(world, least + spare, spare).answer(effort)
        if mended is not None and not blocked(demands, mended):
            return Repair(mended, moves_between(demands, agenda, mended), at_least)
        sure = sure and status == cp_model.INFEASIBLE
        at_least += sure
        if spare == 1 and isinstance(place_or_say_why(demands, effort), Refusal):
            break
    return _at_any_price(demands, agenda, at_least, effort)


def _at_any_price(demands: Demands, agenda: Agenda, at_least: int, effort: float) -> Repair:
    """Any agenda that keeps the blocking rules, however many moves away; or why there is none."""
    answer = place_or_say_why(demands, effort)
    if isinstance(answer, Refusal):
        return Repair(None, at_least=at_least, refusal=answer)
    return Repair(answer, moves_between(demands, agenda, answer), at_least)


def moves_between(demands: Demands, before: Agenda, after: Agenda) -> tuple[Move, ...]:
    """What changed, and for whom."""
    found = []
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            interested = sum(number in wanted for wanted in demands.interests)
            found.append(Move(number, old, new, demands.sessions[number].people, interested))
    return tuple(found)


class _Question:
    """Whether there is a repair with exactly so many moves, so many of them beyond the least cover."""

    def __init__(self, world: Disturbance, moves: int, spare: int) -> None:
        self._world, self._model = world, cp_model.CpModel()
        self._places: dict[Number, tuple[Sequence[int], list[cp_model.IntVar]]] = {}
        self._moved: dict[Number, cp_model.IntVar] = {}
        self._options(spare)
        self._model.add(sum(self._moved.values()) == moves)
        for one, other in world.broken_pairs:
            self._model.add_bool_or([self._moved[one], self._moved[other]])
        self._stay_or_yield()
        self._apart()
        self._model.minimize(
            sum(world.wishes(number, at) * each for number, (places, _) in self._places.items()
                for at, each in zip(places, self._places[number][1], strict=True))
        )  # fmt: skip

    def _options(self, spare: int) -> None:
        """Places for those in a breach, then for those whom such a place disturbs, and so on while moves are left."""
        waiting, near = sorted(self._world.in_breach), set(self._world.in_breach)
        for left in range(spare, -1, -1):
            disturbed: set[Number] = set()
            for number in waiting:
                places = self._world.places(number, near, left)
                self._add(number, places)
                if left:
                    disturbed |= self._world.disturbed(number, places)
            waiting = sorted(disturbed - near)
            near |= disturbed

    def _add(self, number: Number, places: Sequence[int]) -> None:
        moved, forced = self._model.new_bool_var(""), number in self._world.must_move
        literals = [self._model.new_bool_var("") for _ in places]
        self._model.add(sum(literals) == moved)
        if forced:
            self._model.add(moved == 1)
        self._moved[number], self._places[number] = moved, (places, literals)

    def _stay_or_yield(self) -> None:
        """A place that disturbs a session may be taken only if that session moves."""
        for number, (places, literals) in self._places.items():
            for at, literal in zip(places, literals, strict=True):
                for other in self._world.disturbed(number, [at]):
                    if other in self._moved:
                        self._model.add_implication(literal, self._moved[other])
                    else:
                        self._model.add(literal == 0)

    def _apart(self) -> None:
        """Two that move must not meet where they go."""
        numbers = sorted(self._places)
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                clash = self._world.clash(one, self._places[one][0], other, self._places[other][0])
                for row in np.flatnonzero(clash.any(axis=1)):
                    against = [self._places[other][1][column].negated() for column in np.flatnonzero(clash[row])]
                    self._model.add_bool_and(against).only_enforce_if(self._places[one][1][row])

    def answer(self, effort: float) -> tuple[cp_model.CpSolverStatus, Agenda | None]:
        """The best agenda with exactly these moves; one worker, so always the same."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(self._model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return status, None
        mended = list(self._world.agenda)
        for number, (places, literals) in self._places.items():
            for at, literal in zip(places, literals, strict=True):
                if solver.value(literal):
                    mended[number] = Place(*divmod(at, self._world.rooms))
        return status, tuple(mended)
