"""A timetable of meetings is judged by itself, and what cannot be is said in words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_events.domain.meetings.answers import Verdict, counted_out
from cityteams_events.domain.meetings.engines import solve_by_constraints, solve_by_maxsat
from cityteams_events.domain.meetings.problem import Meeting, MeetingProblem, breaks_of, impossible, violations

ANA_BEN, ANA_CHEN, BEN_CHEN = Meeting(("ana", "ben")), Meeting(("ana", "chen")), Meeting(("ben", "chen"))


def of(*meetings, slots=4, tables=2, **rest):
    return MeetingProblem(tuple(meetings), slots, tables, **rest)


def test_a_run_of_idle_slots_between_two_meetings_is_one_break():
    assert breaks_of(of(ANA_BEN, ANA_CHEN), (1, 4)) == {"ana": 1, "ben": 0, "chen": 0}


def test_nobody_is_in_two_places():
    assert violations(of(ANA_BEN, ANA_CHEN), (2, 2)) == ["ana has 2 meetings in slot 2"]


def test_no_more_meetings_than_tables():
    apart = Meeting(("dora", "emil"))
    assert violations(of(ANA_BEN, apart, tables=1), (3, 3)) == ["slot 3 has 2 meetings and 1 tables"]


def test_whoever_is_absent_meets_nobody():
    away = of(ANA_BEN, absent={"ben": frozenset({1})})
    assert violations(away, (1,)) == ["meeting 0 is in slot 1, where it may not be"]


def test_a_meeting_that_comes_first_comes_first():
    ordered = of(ANA_BEN, ANA_CHEN, before=((1, 0),))
    assert violations(ordered, (1, 2)) == ["meeting 1 is not before meeting 0"]
    assert violations(ordered, (2, 1)) == []


def test_breaks_are_shared_fairly():
    meetings = [Meeting(("ana", f"guest {number}")) for number in range(4)]
    timetable = (1, 3, 5, 7)
    assert violations(of(*meetings, slots=7), timetable) == ["ana has 3 breaks, and somebody has 0"]


def test_somebody_with_more_meetings_than_slots_is_named():
    crowded = of(*(Meeting(("ana", f"guest {number}")) for number in range(5)), slots=4)
    assert impossible(crowded) == ["ana has 5 meetings and is there in 4 slots"]
    answer = counted_out(crowded)
    assert answer
    assert answer.verdict is Verdict.INFEASIBLE


def test_a_meeting_without_a_slot_is_named():
    never = of(ANA_BEN, absent={"ana": frozenset({1, 2}), "ben": frozenset({3, 4})})
    assert impossible(never) == ["meeting 0 of ana and ben has no slot left"]


def test_a_circle_of_precedences_is_infeasible():
    circle = of(ANA_BEN, ANA_CHEN, BEN_CHEN, before=((0, 1), (1, 2), (2, 0)))
    assert solve_by_constraints(circle, 5).verdict is Verdict.INFEASIBLE
    assert solve_by_maxsat(circle).verdict is Verdict.INFEASIBLE


def test_three_may_meet_at_one_table():
    group = of(Meeting(("ana", "ben", "chen")), ANA_BEN, BEN_CHEN, tables=1)
    answer = solve_by_constraints(group, 5)
    assert (answer.verdict, answer.breaks) == (Verdict.OPTIMAL, 0)
    assert violations(group, answer.timetable) == []


@st.composite
def problems(draw):
    people, slots = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    pairs = draw(st.lists(st.tuples(st.integers(0, people - 1), st.integers(0, people - 1)), min_size=1, max_size=7))
    meetings = tuple(Meeting((f"p{a}", f"p{b}")) for a, b in pairs if a != b)
    absent = draw(
        st.dictionaries(
            st.sampled_from([f"p{n}" for n in range(people)]), st.frozensets(st.integers(1, slots), max_size=2)
        )
    )
    fairness = draw(st.sampled_from([None, 0, 1, 2]))
    return MeetingProblem(meetings, slots, draw(st.integers(1, 3)), absent, fairness=fairness)


def brute_force(problem):
    """The least number of breaks, by trying everything."""
    found: list[tuple[int, ...]] = [()]
    best = None
    for number in range(len(problem.meetings)):
        found = [(*start, slot) for start in found for slot in problem.open_slots(number)]
    for timetable in found:
        if not violations(problem, timetable):
            breaks = sum(breaks_of(problem, timetable).values())
            best = breaks if best is None else min(best, breaks)
    return best


@settings(max_examples=60, deadline=None)
@given(problems().filter(lambda problem: 0 < len(problem.meetings) <= 5))
def test_both_engines_find_what_trying_everything_finds(problem):
    least = brute_force(problem)
    for answer in (solve_by_constraints(problem, 20), solve_by_maxsat(problem)):
        assert answer.breaks == least
        assert answer.verdict is (Verdict.INFEASIBLE if least is None else Verdict.OPTIMAL)
        assert answer.timetable == () or violations(problem, answer.timetable) == []
