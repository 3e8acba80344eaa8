"""After a release somebody falls ill or a room is lost: the fewest moves that mend the agenda, and who is affected."""

from collections.abc import Sequence
from typing import Any

from cityteams_contracts import Rejected
from cityteams_contracts.events import (
    AdoptRepair,
    AskRepair,
    Away,
    ProposedMove,
    RepairAdopted,
    RepairAsked,
    RepairImpossible,
    RepairProposed,
    RoomLost,
    SessionPlace,
)
from cityteams_events.domain.gathering import Release
from cityteams_events.domain.planning.programme import Programme
from cityteams_events.domain.planning.question import Question
from cityteams_events.domain.planning.runs import Mending, RepairState
from cityteams_events.domain.planning.session import Session
from cityteams_events.domain.planning.solving import LONGEST_REASON, MOST_REASONS
from cityteams_events.domain.solver.answers import Move, Repair
from cityteams_events.domain.solver.demands import Agenda, Demands


def ask(programme: Programme, last: Release | None, command: AskRepair, repair_id: str) -> RepairAsked:
    """Decides whether a repair can be worked out; raises Rejected."""
    if last is None or not last.sessions:
        raise Rejected("no-agenda-is-released", "before a release, solve the agenda anew instead", "gathering_id")
    _check_hours("away", command.away)
    _check_hours("lost", command.lost)
    rooms = {room.room_id for room in programme.gathering.rooms}
    for at, lost in enumerate(command.lost):
        if lost.room_id not in rooms:
            raise Rejected("room-is-unknown", f"{lost.room_id} is no room of this gathering", f"lost.{at}.room_id")
    people = {programme.one(person) for session in programme.sessions for person in session.people}
    for at, away in enumerate(command.away):
        if programme.one(away.person_id) not in people:
            reason = "this person has no part in any session; nothing has to move"
            raise Rejected("the-person-has-no-session", reason, f"away.{at}.person_id")
    return RepairAsked(
        gathering_id=command.gathering_id,
        repair_id=repair_id,
        release=last.number,
        away=command.away,
        lost=command.lost,
    )


def _check_hours(name: str, missing: Sequence[Away | RoomLost]) -> None:
    for at, each in enumerate(missing):
        if each.ends <= each.starts:
            reason = f"from {each.starts} to {each.ends}; swap the two"
            raise Rejected("it-ends-before-it-starts", reason, f"{name}.{at}.ends")


def broken_agenda(programme: Programme, last: Release) -> tuple[Demands, Agenda, list[Session], list[Session]]:
    """The released agenda under today's demands: what is asked, who is where, and which sessions lost their place."""
    places = [
        SessionPlace(session_id=each.session_id, room_id=each.room_id, starts=each.starts, ends=each.ends)
        for each in last.sessions
    ]
    return Question(programme).about(places)


def conclude(
    programme: Programme, mending: Mending, last: Release, demands: Demands, repair: Repair
) -> RepairProposed | RepairImpossible | None:
    """What the answer to these demands means; None when they are not the demands any more."""
    about: dict[str, Any] = {"gathering_id": mending.gathering_id, "repair_id": mending.repair_id}
    if last.number != mending.release:
        reason = f"Release {last.number} came out meanwhile; ask for a repair of that."
        return RepairImpossible(**about, reasons=(reason,), proven=False)
    now, _agenda, there, off = broken_agenda(programme, last)
    if now != demands:
        return None
    lost = tuple(f"{each.content.title} is at a time or in a room that is not there any more" for each in off)
    if repair.agenda is None or lost:
        found = (*lost, *(repair.refusal.reasons if repair.refusal else ()))
        reasons = tuple(reason[:LONGEST_REASON] for reason in found[:MOST_REASONS])
        return RepairImpossible(**about, reasons=reasons, proven=repair.proven)
    question = Question(programme)
    return RepairProposed(
        gathering_id=mending.gathering_id,
        repair_id=mending.repair_id,
        release=mending.release,
        moves=tuple(_move(question, there[move.session], move) for move in repair.moves),
        at_least=repair.at_least,
        proven=repair.proven,
    )


def _move(question: Question, session: Session, move: Move) -> ProposedMove:
    interests = question.programme.interests
    return ProposedMove(
        session_id=session.session_id,
        title=session.content.title,
        before=question.place_of(session, move.before),
        after=question.place_of(session, move.after),
        people=session.people,
        interested=sum(session.session_id in wanted for wanted in interests),
    )


def adopt(mending: Mending | None, last: Release | None, command: AdoptRepair) -> RepairAdopted:
    """Decides whether the proposed moves are taken over; raises Rejected."""
    if mending is None or mending.gathering_id != command.gathering_id:
        raise Rejected("repair-is-unknown", "no repair of this gathering has this id", "repair_id")
    if mending.state is not RepairState.PROPOSED:
        raise Rejected("the-repair-is-not-proposed", f"the repair is {mending.state}", "repair_id")
    if last is None or last.number != mending.release:
        reason = f"the repair is of release {mending.release}, and another one is out; ask for a new repair"
        raise Rejected("the-release-is-another", reason, "repair_id")
    return RepairAdopted(
        gathering_id=command.gathering_id,
        repair_id=mending.repair_id,
        places=tuple(move.after for move in mending.moves),
    )
