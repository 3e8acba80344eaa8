"""Two engines for one formula. Both prove what they say; which one is quicker depends on how scarce the tables are."""

from ortools.sat.python import cp_model
from pysat.card import CardEnc, EncType
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF, IDPool

from cityteams_events.domain.meetings.answers import Answer, Verdict
from cityteams_events.domain.meetings.formula import Bound, Formula, formula_of
from cityteams_events.domain.meetings.problem import MeetingProblem


def solve_by_constraints(problem: MeetingProblem, effort: float) -> Answer:
    """CP-SAT led by unsatisfiable cores, one worker, `effort` in its deterministic seconds: the same on any machine."""
    formula, model = formula_of(problem), cp_model.CpModel()
    variables = [model.new_bool_var(f"v{number}") for number in range(formula.variables)]

    def literal(number: int) -> cp_model.LiteralT:
        return variables[number - 1] if number > 0 else ~variables[-number - 1]

    for clause in formula.clauses:
        model.add_bool_or(*(literal(each) for each in clause))
    for bound in formula.bounds:
        total = sum(variables[each - 1] for each in bound.literals)
        model.add(total == bound.number if bound.exactly else total <= bound.number)
    model.minimize(sum(variables[each - 1] for each in formula.breaks))
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers, parameters.random_seed, parameters.max_deterministic_time = 1, 1, effort
    parameters.optimize_with_core, parameters.linearization_level = True, 0
    return _told(problem, formula, solver, solver.solve(model))


def _told(problem: MeetingProblem, formula: Formula, solver: cp_model.CpSolver, status: object) -> Answer:
    at_least = max(0, round(solver.best_objective_bound))
    if status == cp_model.INFEASIBLE:
        return Answer(Verdict.INFEASIBLE, reasons=("the demands together leave no timetable",))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(Verdict.UNKNOWN, at_least=at_least)
    values = solver.response_proto.solution
    true = {number for number in formula.place.values() if values[number - 1]}
    verdict = Verdict.OPTIMAL if status == cp_model.OPTIMAL else Verdict.FEASIBLE
    timetable = formula.timetable(true, len(problem.meetings))
    return Answer(verdict, timetable, round(solver.objective_value), at_least)


def solve_by_maxsat(problem: MeetingProblem, *, seats: bool = True) -> Answer:
    """RC2 over CaDiCaL: it ends with a proof or not at all, so whoever calls it decides when to give up.

    Whether counting `seats` helps cannot be told beforehand: tic-13crafc took 13 s with and more than 60 s without,
    forum-13crafc 2 s without and more than 60 s with. Run both.
    """
    formula = formula_of(problem, seats=seats)
    with RC2(_weighted(formula), solver="cd15", adapt=True, minz=True, trim=5) as engine:
        model = engine.compute()
        if model is None:
            return Answer(Verdict.INFEASIBLE, reasons=("the demands together leave no timetable",))
        timetable = formula.timetable({each for each in model if each > 0}, len(problem.meetings))
        return Answer(Verdict.OPTIMAL, timetable, engine.cost, engine.cost)


def _weighted(formula: Formula) -> WCNF:
    written, pool = WCNF(), IDPool(start_from=formula.variables + 1)
    for clause in formula.clauses:
        written.append(list(clause))
    for bound in formula.bounds:
        written.extend(_written(bound, pool))
    for each in formula.breaks:
        written.append([-each], weight=1)
    return written


def _written(bound: Bound, pool: IDPool) -> list[list[int]]:
    literals = list(bound.literals)
    if bound.exactly and bound.number > len(literals):
        never = pool.id("never")
        return [[never], [-never]]
    if bound.number >= len(literals) and not bound.exactly:
        return []
    if bound.number == 1:  # pairs are few here, and need no further variables
        pairs = [[-one, -other] for at, one in enumerate(literals) for other in literals[at + 1 :]]
        return [literals, *pairs] if bound.exactly else pairs
    if bound.exactly and bound.number == len(literals):
        return [[each] for each in literals]
    encode = CardEnc.equals if bound.exactly else CardEnc.atmost
    return [list(each) for each in encode(literals, bound.number, vpool=pool, encoding=EncType.seqcounter).clauses]
