"""Places every session by constraints alone, or names a smallest set of demands that contradict each other."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from ortools.sat.python import cp_model

from cityteams_events.domain.solver.answers import Refusal
from cityteams_events.domain.solver.checking import pause
from cityteams_events.domain.solver.demands import Agenda, Demands, Level, Number, Place, Rule
from cityteams_events.domain.solver.parts import parts

EFFORT = 60.0
"""Deterministic seconds for the first answer; each step of making the set of reasons smaller gets a tenth."""


def place_or_say_why(demands: Demands, effort: float = EFFORT) -> Agenda | Refusal:
    """An agenda without blocking breaches, or a smallest set of demands: without any one of them there is one."""
    for less in parts(demands):
        answer = _whole(less, effort)
        if isinstance(answer, Refusal) and answer.proven:
            return answer
    return _whole(demands, effort)


def _whole(demands: Demands, effort: float) -> Agenda | Refusal:
    asked = _Asked(demands)
    status, agenda = asked.solve(list(asked.words), effort)
    if agenda is not None:
        return agenda
    if status != cp_model.INFEASIBLE:
        return Refusal((), proven=False)
    kept = asked.core or list(asked.words)
    for demand in list(kept):
        fewer = [each for each in kept if each != demand]
        if asked.solve(fewer, effort / 10)[0] == cp_model.INFEASIBLE:
            kept = [each for each in fewer if each in asked.core] or fewer
    return Refusal(tuple(asked.words[each] for each in kept))


class _Asked:
    """The question as constraints, each demand switched on by a literal of its own."""

    def __init__(self, demands: Demands) -> None:
        self._demands, self._model = demands, cp_model.CpModel()
        self._literals: dict[str, cp_model.IntVar] = {}
        self.words: dict[int, str] = {}
        self.core: list[int] = []
        slots, rooms = range(len(demands.slots)), range(len(demands.rooms))
        self._at = [[self._model.new_bool_var("") for _ in slots] for _ in demands.sessions]
        self._in = [[self._model.new_bool_var("") for _ in rooms] for _ in demands.sessions]
        self._begins = [self._model.new_int_var(0, max(len(demands.slots) - 1, 0), "") for _ in demands.sessions]
        for number, session in enumerate(demands.sessions):
            self._model.add(self._begins[number] == sum(slot * each for slot, each in enumerate(self._at[number])))
            self._model.add_exactly_one(self._at[number])
            self._model.add_exactly_one(self._in[number])
            for slot in range(max(len(demands.slots) - session.length + 1, 0), len(demands.slots)):
                self._model.add(self._at[number][slot] == 0)
        for part in (self._own, self._people, self._rooms, self._orders):
            part()

    def _demand(self, words: str) -> cp_model.IntVar:
        if words not in self._literals:
            self._literals[words] = self._model.new_bool_var("")
            self.words[self._literals[words].index] = words
        return self._literals[words]

    def _blocks(self, rule: Rule) -> bool:
        return self._demands.level(rule) is Level.BLOCK

    def _starts(self, number: Number, slot: Number) -> list[cp_model.IntVar]:
        """The beginnings with which a session covers a slot."""
        length = self._demands.sessions[number].length
        return self._at[number][max(0, slot - length + 1) : slot + 1]

    def _never(self, words: str, literals: list[cp_model.IntVar]) -> None:
        if literals:
            self._model.add_bool_and([each.negated() for each in literals]).only_enforce_if(self._demand(words))

    def _own(self) -> None:
        for number, session in enumerate(self._demands.sessions):
            at, within = self._at[number], self._in[number]
            if session.slots is not None and self._blocks(Rule.SLOT_NOT_ASKED):
                words = f"{session.name} may begin only in {self._demands.when(session.slots)}"
                self._never(words, [each for slot, each in enumerate(at) if slot not in session.slots])
            if self._blocks(Rule.ACROSS_A_BREAK) and session.length > 1:
                pauses = self._demands.pauses
                torn = [each for slot, each in enumerate(at) if any(pauses[slot : slot + session.length - 1])]
                self._never(f"{session.name} must not run across a break", torn)
            for rule, words, fits in self._room_rules(number):
                if self._blocks(rule):
                    self._never(words, [each for room, each in enumerate(within) if not fits(room)])

    def _room_rules(self, number: Number) -> Iterator[tuple[Rule, str, Callable[[Number], bool]]]:
        session, rooms = self._demands.sessions[number], self._demands.rooms
        allowed = session.rooms
        if allowed is not None:
            names = " or ".join(rooms[at].name for at in sorted(allowed) if at < len(rooms)) or "no room"
            yield Rule.ROOM_NOT_ASKED, f"{session.name} is to be in {names}", lambda room: room in allowed
        words = f"{session.name} expects {session.audience} people"
        yield Rule.ROOM_TOO_SMALL, words, lambda room: rooms[room].capacity >= session.audience
        words = f"{session.name} needs {' and '.join(sorted(session.equipment))}"
        yield Rule.EQUIPMENT_MISSING, words, lambda room: session.equipment <= rooms[room].equipment

    def _people(self) -> None:
        sessions: dict[str, list[Number]] = defaultdict(list)
        for number, session in enumerate(self._demands.sessions):
            for who in sorted(session.people):
                sessions[who].append(number)
        for who, there in sorted(sessions.items()):
            away = sorted(slot for slot in self._demands.away.get(who, ()) if 0 <= slot < len(self._demands.slots))
            if away and self._blocks(Rule.PERSON_AWAY):
                missed = [each for number in there for slot in away for each in self._starts(number, slot)]
                self._never(f"{who} is away in {self._demands.when(away)}", missed)
            if len(there) > 1 and self._blocks(Rule.PERSON_TWICE):
                self._one_at_a_time(who, there)
        if self._blocks(Rule.EMCEE_ELSEWHERE):
            self._emcees(sessions)

    def _one_at_a_time(self, who: str, there: list[Number]) -> None:
        names = " and ".join(self._demands.sessions[number].name for number in there)
        literal = self._demand(f"{who} cannot be in two of {names} at once")
        for slot in range(len(self._demands.slots)):
            starts = [each for number in there for each in self._starts(number, slot)]
            self._model.add(sum(starts) <= 1).only_enforce_if(literal)

    def _emcees(self, sessions: dict[str, list[Number]]) -> None:
        for block in self._demands.emcees:
            literal = self._demand(f"{block.person} leads through {self._demands.rooms[block.room].name}")
            for number in sessions.get(block.person, ()):
                for slot in block.slots:
                    for start in self._starts(number, slot):
                        self._model.add_bool_or([start.negated(), self._in[number][block.room]]).only_enforce_if(
                            literal
                        )

    def _rooms(self) -> None:
        """One session at a time in each room, the closing hours, and the turn-round."""
        demands = self._demands
        need = sum(session.length for session in demands.sessions)
        world = f"{len(demands.sessions)} sessions need {need} slots; {len(demands.rooms)} rooms have"
        for at, room in enumerate(demands.rooms):
            self._one_in_a_room(at, self._demand(f"{world} {len(demands.slots)} each"), 0)
            if room.turn_round and self._blocks(Rule.TURN_ROUND):
                words = f"{room.name} needs {room.turn_round} minutes between sessions"
                self._one_in_a_room(at, self._demand(words), room.turn_round)
            if room.closed and self._blocks(Rule.ROOM_CLOSED):
                self._closed(at, self._demand(f"{room.name} is closed in {demands.when(room.closed)}"))

    def _closed(self, at: Number, literal: cp_model.IntVar) -> None:
        for number, _ in enumerate(self._demands.sessions):
            for slot in self._demands.rooms[at].closed.intersection(range(len(self._demands.slots))):
                for start in self._starts(number, slot):
                    both = [start.negated(), self._in[number][at].negated()]
                    self._model.add_bool_or(both).only_enforce_if(literal)

    def _one_in_a_room(self, at: Number, literal: cp_model.IntVar, minutes: int) -> None:
        """No two sessions overlap in a room, each stretched over the minutes after it, as long as `literal` holds."""
        line = []
        for number, _ in enumerate(self._demands.sessions):
            present = self._model.new_bool_var("")
            self._model.add_implication(present, self._in[number][at])
            self._model.add_bool_or([present, self._in[number][at].negated(), literal.negated()])
            line.append(self._stretched(number, minutes, present))
        self._model.add_no_overlap(line)

    def _stretched(self, number: Number, minutes: int, present: cp_model.IntVar) -> cp_model.IntervalVar:
        demands, model, begins = self._demands, self._model, self._begins[number]
        length, slots = demands.sessions[number].length, len(demands.slots)
        if not minutes:
            return model.new_optional_fixed_size_interval_var(begins, length, present, "")
        sizes = [length] * slots
        for slot in range(slots - length):
            after = slot + length
            while after < slots and pause(demands, slot + length, after) < minutes:
                after += 1
            sizes[slot] = after - slot
        size, ends = model.new_int_var(1, slots + length, ""), model.new_int_var(0, 2 * slots + length, "")
        model.add(size == sum(sizes[slot] * each for slot, each in enumerate(self._at[number])))
        model.add(ends == begins + size)
        return model.new_optional_interval_var(begins, size, ends, present, "")

    def _orders(self) -> None:
        if not self._blocks(Rule.ORDER):
            return
        for first, then in self._demands.before:
            one, other = self._demands.sessions[first], self._demands.sessions[then]
            begins = [self._begins[number] for number in (first, then)]
            literal = self._demand(f"{one.name} is to be before {other.name}")
            self._model.add(begins[0] + one.length <= begins[1]).only_enforce_if(literal)

    def solve(self, demands: list[int], effort: float) -> tuple[cp_model.CpSolverStatus, Agenda | None]:
        """Solves with only these demands switched on; what is infeasible leaves its core in `core`."""
        self._model.clear_assumptions()
        self._model.add_assumptions([self._model.get_bool_var_from_proto_index(each) for each in demands])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(self._model)
        if status == cp_model.INFEASIBLE:
            self.core = list(solver.sufficient_assumptions_for_infeasibility())
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return status, None
        slots = [next(slot for slot, each in enumerate(row) if solver.value(each)) for row in self._at]
        rooms = [next(room for room, each in enumerate(row) if solver.value(each)) for row in self._in]
        return status, tuple(Place(*place) for place in zip(slots, rooms, strict=True))
