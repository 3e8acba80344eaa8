"""A timetable of meetings as clauses, so that a constraint solver and a MaxSAT solver read the very same question.

Variables are the positive integers, a negative literal is the negation. Beside clauses there are bounds on how many of
some literals hold, which each engine writes in its own way, and soft literals that cost 1 each when they hold: a break.
"""

from dataclasses import dataclass, field

from cityteams_events.domain.meetings.problem import MeetingNumber, MeetingProblem, Slot, Timetable

Literal = int


@dataclass(frozen=True)
class Bound:
    """At most, or exactly, so many of these literals hold."""

    literals: tuple[Literal, ...]
    number: int
    exactly: bool = False


@dataclass
class Formula:
    """What both engines solve; `place` names the variable that says that a meeting is in a slot."""

    clauses: list[tuple[Literal, ...]] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    breaks: list[Literal] = field(default_factory=list)
    place: dict[tuple[MeetingNumber, Slot], Literal] = field(default_factory=dict)
    variables: int = 0

    def new(self) -> Literal:
        """A variable that stands for nothing yet."""
        self.variables += 1
        return self.variables

    def say(self, *literals: Literal) -> None:
        """At least one of these holds."""
        self.clauses.append(literals)

    def timetable(self, true: set[Literal], meetings: int) -> Timetable:
        """The slot of each meeting in a solution."""
        slots = {number: slot for (number, slot), variable in self.place.items() if variable in true}
        return tuple(slots[number] for number in range(meetings))


def formula_of(problem: MeetingProblem, *, seats: bool = True) -> Formula:
    """Writes a problem down; meetings and people in fixed order, so that the same problem is the same formula.

    `seats` adds what follows from the tables about people: a help where days are full, a burden where they are not.
    """
    formula = Formula()
    for number in range(len(problem.meetings)):
        slots = problem.open_slots(number)
        formula.place |= {(number, slot): formula.new() for slot in slots}
        formula.bounds.append(Bound(tuple(formula.place[number, slot] for slot in slots), 1, exactly=True))
    _tables(problem, formula)
    _order(problem, formula)
    busy = {who: _busy(problem, formula, who) for who in problem.people}
    holes = [_holes(formula, busy[who]) for who in problem.people]
    if seats:
        _seats(problem, formula, list(busy.values()))
    _fairness(problem, formula, holes)
    formula.breaks.extend(hole for each in holes for hole in each)
    return formula


def _tables(problem: MeetingProblem, formula: Formula) -> None:
    for slot in range(1, problem.slots + 1):
        here = tuple(variable for (_, at), variable in formula.place.items() if at == slot)
        if len(here) > problem.tables:
            formula.bounds.append(Bound(here, problem.tables))
        for tables, numbers in problem.crowds:
            large = tuple(formula.place[each, slot] for each in numbers if (each, slot) in formula.place)
            if len(large) > tables:
                formula.bounds.append(Bound(large, tables))


def _order(problem: MeetingProblem, formula: Formula) -> None:
    for first, then in problem.before:
        for slot in problem.open_slots(then):
            earlier = (formula.place[first, at] for at in problem.open_slots(first) if at < slot)
            formula.say(-formula.place[then, slot], *earlier)


def _busy(problem: MeetingProblem, formula: Formula, who: str) -> list[Literal]:
    """One variable per slot that says whether somebody meets then; the number of such slots is known, which helps."""
    busy = []
    for slot in range(1, problem.slots + 1):
        mine = [formula.place[each, slot] for each in problem.meetings_of[who] if (each, slot) in formula.place]
        here = formula.new()
        formula.bounds.append(Bound(tuple(mine), 1))
        for variable in mine:
            formula.say(-variable, here)
        formula.say(-here, *mine)
        busy.append(here)
    formula.bounds.append(Bound(tuple(busy), len(problem.meetings_of[who]), exactly=True))
    return busy


def _holes(formula: Formula, busy: list[Literal]) -> list[Literal]:
    """Variables that hold where a run of idle slots ends: idle now, has met before, meets next."""
    holes, met = [], busy[0] if busy else 0
    for at in range(1, len(busy) - 1):
        hole, since = formula.new(), formula.new()
        formula.say(busy[at], -met, -busy[at + 1], hole)
        for literal in (-busy[at], met, busy[at + 1]):
            formula.say(-hole, literal)
        formula.say(-met, since)
        formula.say(-busy[at], since)
        formula.say(met, busy[at], -since)
        holes.append(hole)
        met = since
    return holes


def _seats(problem: MeetingProblem, formula: Formula, busy: list[list[Literal]]) -> None:
    """Two at a table: so many people are busy at once. It follows from the tables."""
    if any(len(meeting.people) != 2 for meeting in problem.meetings):
        return
    for slot in range(problem.slots):
        here = tuple(each[slot] for each in busy)
        if len(here) > 2 * problem.tables:
            formula.bounds.append(Bound(here, 2 * problem.tables))


def _fairness(problem: MeetingProblem, formula: Formula, holes: list[list[Literal]]) -> None:
    if problem.fairness is None:
        return
    if problem.least_is_none:
        formula.bounds.extend(Bound(tuple(each), problem.fairness) for each in holes if len(each) > problem.fairness)
        return
    counts = [_count(formula, each) for each in holes]
    for floor in range(1, max(map(len, counts), default=0) + 1):
        everybody = formula.new()  # everybody has at least `floor` breaks
        for count in counts:
            formula.say(-everybody, *count[floor - 1 : floor])
            above = floor - 1 + problem.fairness
            for more in count[above : above + 1]:
                formula.say(-more, everybody)


def _count(formula: Formula, literals: list[Literal]) -> list[Literal]:
    """Variables of which the n-th holds exactly when at least n of the literals do (a sequential counter)."""
    outputs: list[Literal] = []
    for literal in literals:
        before = outputs
        outputs = [formula.new() for _ in range(len(before) + 1)]
        for at, output in enumerate(outputs):
            held = before[at : at + 1]  # already so many before this literal
            for variable in held:
                formula.say(-variable, output)
            below = before[at - 1 : at] if at else []
            formula.say(-literal, *(-variable for variable in below), output)
            formula.say(-output, literal, *held)
            for variable in below:
                formula.say(-output, *held, variable)
    return outputs
