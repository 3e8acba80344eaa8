"""Opening, changing and calling off a seating."""

from datetime import datetime

from cityteams_contracts import Event, Rejected
from cityteams_contracts.events import (
    ChangeSeating,
    CloseSeating,
    InterestsStated,
    OpenSeating,
    SeatingChanged,
    SeatingClosed,
    SeatingOpened,
    SeatingPlan,
    StateInterests,
)
from cityteams_events.domain.attendance.seating import Seating
from cityteams_events.domain.attendance.turn import Line, Turn
from cityteams_events.domain.gathering import Gathering


def opens(
    known: Seating | None, gathering: Gathering | None, twin: Seating | None, command: OpenSeating, now: datetime
) -> SeatingOpened:
    """Decides whether people can be asked; `twin` is the seating that this gathering or session has already."""
    if known is not None:
        raise Rejected("seating-is-already-open", f"{known.title} has been opened under this id", "seating_id")
    if gathering is None:
        raise Rejected("gathering-is-unknown", "no gathering was announced under this id", "gathering_id")
    if twin is not None:
        reason = f"people are asked under the id {twin.seating_id} already; change that one"
        field = "session_id" if command.session_id else "gathering_id"
        raise Rejected("this-has-a-seating-already", reason, field)
    _check(command.plan, now)
    return SeatingOpened(**dict(command))


def changes(seating: Seating, command: ChangeSeating, line: Line, now: datetime) -> list[Event]:
    """Decides whether the plan can be this one; raised capacity is offered to those who wait."""
    _check_open(seating)
    _check(command.plan, now)
    if command.plan.capacity < seating.all_taken:
        reason = (
            f"{seating.all_taken} seats are given or held, and nobody's is taken back by this; "
            f"make it {seating.all_taken} or more, or take seats back one by one first"
        )
        raise Rejected("more-seats-are-given-than-that", reason, "plan.capacity")
    codes = {each.code for each in command.plan.classes}
    used = {code for counts in (seating.taken, seating.waiting) for code, number in counts.items() if number}
    if lost := sorted(used - codes):
        reason = f"people of the class {lost[0]} have seats or wait; keep the class"
        raise Rejected("a-class-is-in-use", reason, "plan.classes")
    turn = Turn(seating, now)
    changed = SeatingChanged(
        seating_id=seating.seating_id,
        gathering_id=seating.gathering_id,
        title=seating.title,
        plan=command.plan,
        changed_at=now,
    )
    turn.said.append(changed)
    turn.seating = seating.changed(changed, None)
    turn.promote(line)
    return turn.said


def calls_off(seating: Seating, command: CloseSeating) -> SeatingClosed:
    """Nobody comes; all seats are void."""
    _check_open(seating)
    return SeatingClosed(
        seating_id=seating.seating_id,
        gathering_id=seating.gathering_id,
        title=seating.title,
        reason=command.reason,
    )


def of(seating: Seating | None) -> Seating:
    """The seating, if there is one; raises Rejected."""
    if seating is None:
        raise Rejected("seating-is-unknown", "nobody asks under this id who comes", "seating_id")
    return seating


def _check_open(seating: Seating) -> None:
    if seating.closed:
        raise Rejected("seating-is-called-off", f"{seating.title} was called off", "seating_id")


def _check(plan: SeatingPlan, now: datetime) -> None:
    codes = [each.code for each in plan.classes]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            reason = f"the class {code} is given twice; each class once"
            raise Rejected("a-class-is-listed-twice", reason, f"plan.classes.{place}.code")
    if (kept := sum(each.kept for each in plan.classes)) > plan.capacity:
        reason = f"{kept} seats are kept and there are {plan.capacity}; keep fewer"
        raise Rejected("more-seats-are-kept-than-there-are", reason, "plan.classes")
    if plan.closes_at is not None and plan.closes_at <= now:
        reason = f"answers would have been taken until {plan.closes_at.isoformat()}, which is over; give a later moment"
        raise Rejected("it-would-be-over-already", reason, "plan.closes_at")


def states(gathering: Gathering | None, command: StateInterests, now: datetime) -> InterestsStated:
    """What a person would like to hear; raises Rejected."""
    if gathering is None:
        raise Rejected("gathering-is-unknown", "no gathering was announced under this id", "gathering_id")
    return InterestsStated(
        person_id=command.person_id,
        gathering_id=command.gathering_id,
        sessions=tuple(dict.fromkeys(command.sessions)),
        stated_at=now,
    )
