"""A session is put somewhere by hand, and taken off again; each is held against the rules at once."""

from collections.abc import Sequence

from cityteams_contracts import Rejected
from cityteams_contracts.events import PlaceSession, RulesSet, SessionPlace, SessionPlaced, SessionUnplaced, SetRules
from cityteams_events.domain.gathering import Gathering
from cityteams_events.domain.hours import shown
from cityteams_events.domain.planning.grid import nearest
from cityteams_events.domain.planning.judging import Broken, judge
from cityteams_events.domain.planning.plan import Plan, with_places
from cityteams_events.domain.planning.programme import Programme
from cityteams_events.domain.planning.question import Question
from cityteams_events.domain.planning.session import Session
from cityteams_events.domain.solver.demands import Place


def place(programme: Programme, command: PlaceSession) -> SessionPlaced:
    """Decides whether a session can be held there; raises Rejected with what it would break."""
    session = _accepted(programme, command.session_id)
    question = Question(programme)
    there = _asked_place(question, session, command)
    now = with_places(programme.plan.places, (there,))
    broken = [each for each in judge(programme, now) if session.session_id in each.sessions]
    if stopping := [each for each in broken if each.blocks]:
        raise Rejected("the-place-breaks-a-blocking-rule", in_words(stopping), "starts")
    warnings = tuple(each.words for each in broken)[:100]
    return SessionPlaced(gathering_id=command.gathering_id, place=there, warnings=warnings)


def _accepted(programme: Programme, session_id: str) -> Session:
    for session in programme.sessions:
        if session.session_id == session_id:
            return session
    raise Rejected("session-is-not-accepted", "no accepted session of this gathering has this id", "session_id")


def _asked_place(question: Question, session: Session, command: PlaceSession) -> SessionPlace:
    if session.in_house:
        raise Rejected("the-time-is-fixed", f"{session.content.title} has a fixed time; change the session", "starts")
    if command.room_id not in question.rooms:
        raise Rejected("room-is-unknown", f"{command.room_id} is no room of this gathering", "room_id")
    zone = question.programme.gathering.zone
    wanted = SessionPlace(
        session_id=session.session_id, room_id=command.room_id, starts=command.starts, ends=command.starts
    )
    found = question.number_of(wanted)
    if found is None:
        near = " or ".join(
            f"{shown(each.starts, zone):%Y-%m-%d %H:%M}" for each in nearest(question.periods, command.starts)
        )
        raise Rejected("no-slot-begins-then", f"slots begin at {near}", "starts")
    if found.slot + question.length(session) > len(question.periods):
        raise Rejected("the-session-does-not-fit", "the gathering ends before it would", "starts")
    return question.place_of(session, Place(found.slot, found.room))


def unplace(plan: Plan | None, gathering: Gathering, session_id: str) -> SessionUnplaced:
    """Decides that a session is nowhere; raises Rejected when it is nowhere already."""
    if plan is None or all(each.session_id != session_id for each in plan.places):
        raise Rejected("session-has-no-place", "this session is not on the agenda in progress", "session_id")
    return SessionUnplaced(gathering_id=gathering.gathering_id, session_id=session_id)


def set_rules(plan: Plan | None, command: SetRules) -> RulesSet:
    """Decides how strictly rules are meant; raises Rejected."""
    check_rules(command.rules)
    if plan is not None and plan.rules == command.rules:
        raise Rejected("nothing-was-changed", "the rules are meant like this already")
    return RulesSet(gathering_id=command.gathering_id, rules=command.rules)


def check_rules(rules: Sequence[object]) -> None:
    """Raises Rejected when a rule is given twice."""
    names = [getattr(setting, "rule", None) for setting in rules]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise Rejected("a-rule-is-listed-twice", f"{name} has two levels; give it one", f"rules.{at}.rule")


def in_words(broken: Sequence[Broken]) -> str:
    """What is broken, as one text; of many the first few."""
    more = f"; and {len(broken) - 8} more" if len(broken) > 8 else ""
    return "; ".join(each.words for each in broken[:8]) + more
