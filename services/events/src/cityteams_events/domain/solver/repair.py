"""Mends a released agenda with the fewest moves, and proves that fewer do not do.

Every blocking rule is broken by one session alone or by two together. So whatever mends the agenda moves, in every
broken pair, one of the two: the sessions moved are a cover of the broken pairs, and the least cover is a bound.
If exactly that many moves are to do (`spare` = 0), only sessions in a breach move, and only to places that disturb
nobody who stays. If that is impossible (proven), one more is tried (`spare` = 1): now a place may disturb one session
beside those, which then moves too; and so on. Each step is a small question of its own, solved whole, so the first
answer has the fewest moves. Among those the one that costs the least wishes is taken.

Two sessions break a blocking rule together exactly when both take the same thing, such as a room in a slot or a person
in a slot: one constraint for each such thing says that at most one takes it.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from cityteams_events.domain.solver.answers import Move, Refusal, Repair
from cityteams_events.domain.solver.checking import blocked
from cityteams_events.domain.solver.demands import Agenda, Demands, Number, Place, check_demands
from cityteams_events.domain.solver.disturbance import Claim, Disturbance
from cityteams_events.domain.solver.reasons import place_or_say_why

EFFORT = 20.0
"""Deterministic seconds for each question."""


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
        self._places: dict[Number, list[tuple[int, cp_model.IntVar]]] = {}
        self._stay: dict[Number, cp_model.IntVar] = {}
        self._options(spare)
        self._model.add(sum(1 - each for each in self._stay.values()) == moves - len(world.must_move))
        self._apart()
        self._model.minimize(
            sum(world.wishes(number, place) * literal for number, literals in self._places.items()
                for place, literal in literals)
        )  # fmt: skip

    def _options(self, spare: int) -> None:
        """Places for those in a breach, then for those whom such a place disturbs, and so on while moves are left.

        Of those outside every breach at most `spare` move, each only because another comes to its place. So a place
        disturbs at most `spare` of them, and at most one less if the session that takes it is one of them itself.
        """
        near = self._world.in_breach
        waiting, known = sorted(near), set(near)
        for depth in range(spare + 1):
            disturbed: set[Number] = set()
            for number in waiting:
                places = self._world.places(number, near, spare - (depth > 0))
                self._add(number, places)
                disturbed |= self._world.disturbed(number, places)
            waiting = sorted(disturbed - known)
            known |= disturbed

    def _add(self, number: Number, places: Sequence[int]) -> None:
        literals = [self._model.new_bool_var("") for _ in places]
        self._places[number] = list(zip(places, literals, strict=True))
        if number in self._world.must_move:
            self._model.add_exactly_one(literals)
        else:
            self._stay[number] = self._model.new_bool_var("")
            self._model.add_exactly_one([*literals, self._stay[number]])

    def _apart(self) -> None:
        """No two take the same thing where they go or stay; whoever stays outside is left in peace."""
        takers: dict[Claim, list[cp_model.IntVar]] = {}
        for number, literals in self._places.items():
            agenda, kept = self._world.agenda[number], self._stay.get(number)
            own = [] if kept is None else [(agenda.slot * self._world.rooms + agenda.room, kept)]
            for place, literal in [*literals, *own]:
                for other in self._world.disturbed(number, [place]):
                    if other not in self._places:
                        self._model.add(literal == 0)
                for claim in self._world.claims(number, place):
                    takers.setdefault(claim, []).append(literal)
        for each in takers.values():
            if len(each) > 1:
                self._model.add_at_most_one(each)

    def answer(self, effort: float) -> tuple[cp_model.CpSolverStatus, Agenda | None]:
        """The best agenda with exactly these moves; one worker, so always the same."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(self._model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return status, None
        mended = list(self._world.agenda)
        for number, literals in self._places.items():
            for place, literal in literals:
                if solver.value(literal):
                    mended[number] = Place(*divmod(place, self._world.rooms))
        return status, tuple(mended)
