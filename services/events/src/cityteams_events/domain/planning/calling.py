"""Sessions are proposed, accepted, declined, changed and taken back; each is held against the plan of the gathering."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from graphlib import CycleError, TopologicalSorter

from cityteams_contracts import Rejected
from cityteams_contracts.events import (
    AcceptSession,
    ChangeSession,
    DeadlineKind,
    DeclineSession,
    PeopleTreatedAsOne,
    PlanSession,
    ProposeSession,
    SessionAccepted,
    SessionChanged,
    SessionDeclined,
    SessionKind,
    SessionProposed,
    SessionWithdrawn,
    TreatAsOne,
)
from cityteams_contracts.values import PersonId
from cityteams_events.domain.gathering import Gathering, known
from cityteams_events.domain.hours import shown
from cityteams_events.domain.planning.grid import longest_run, nearest, slots_of
from cityteams_events.domain.planning.session import HOUSE, Session, SessionState, priority_of, saying

Others = Sequence[Session]
"""All sessions of the gathering but the one in question."""
_STANDING = frozenset({SessionState.PROPOSED, SessionState.ACCEPTED})


def propose(
    gathering: Gathering | None, existing: Session | None, others: Others, command: ProposeSession,
    by: PersonId, now: datetime,
) -> SessionProposed:  # fmt: skip
    """Decides whether a session can be proposed; raises Rejected."""
    session = _new(gathering, existing, command, by, now)
    held = known(gathering)
    closes = next((each.at for each in held.deadlines if each.what is DeadlineKind.SESSION_PROPOSALS), None)
    if closes is not None and now > closes:
        reason = f"sessions could be proposed until {shown(closes, held.zone):%Y-%m-%d %H:%M}"
        raise Rejected("the-call-is-closed", reason, "gathering_id")
    check_content(held, session, others)
    return SessionProposed(**saying(held, session), priority=session.priority)


def put_in(
    gathering: Gathering | None, existing: Session | None, others: Others, command: PlanSession,
    by: PersonId, now: datetime,
) -> SessionAccepted:  # fmt: skip
    """Decides whether the secretariat can put a session in; raises Rejected."""
    session = _new(gathering, existing, command, by, now)
    held = known(gathering)
    check_content(held, session, others)
    return SessionAccepted(**saying(held, session), priority=session.priority, proposed=False)


def _new(
    gathering: Gathering | None, existing: Session | None, command: ProposeSession | PlanSession,
    by: PersonId, now: datetime,
) -> Session:  # fmt: skip
    held = known(gathering)
    if existing is not None:
        raise Rejected("session-is-already-there", "a session has this id already; take another", "session_id")
    if not held.has_sessions:
        reason = f"{held.title} gives its clusters slots by itself; hold it as planned to have sessions"
        raise Rejected("the-gathering-has-no-sessions", reason, "gathering_id")
    content = command.content
    return Session(command.session_id, held.gathering_id, content, by, SessionState.PROPOSED, priority_of(content), now)


def accept(
    gathering: Gathering | None, session: Session | None, others: Others, _command: AcceptSession
) -> SessionAccepted:
    """Decides that a proposed session will be held; raises Rejected."""
    standing = in_state(session, SessionState.PROPOSED, SessionState.DECLINED)
    held = known(gathering)
    check_content(held, standing, others)
    return SessionAccepted(**saying(held, standing), priority=standing.priority)


def decline(gathering: Gathering | None, session: Session | None, command: DeclineSession) -> SessionDeclined:
    """Decides that a proposed session will not be held; raises Rejected."""
    standing = in_state(session, SessionState.PROPOSED)
    return SessionDeclined(**saying(known(gathering), standing), reason=command.reason)


def change(
    gathering: Gathering | None, session: Session | None, others: Others, command: ChangeSession, office: bool
) -> SessionChanged:
    """Decides whether a session is something else now; raises Rejected. Once accepted, only the secretariat may."""
    standing = in_state(session, *_STANDING)
    if standing.state is SessionState.ACCEPTED and not office:
        raise Rejected("session-is-already-accepted", "ask the secretariat to change what was accepted", "session_id")
    if command.content == standing.content:
        raise Rejected("nothing-was-changed", "the session is this already", "content")
    held = known(gathering)
    now = replace(standing, content=command.content, priority=priority_of(command.content))
    check_content(held, now, others)
    return SessionChanged(**saying(held, now), priority=now.priority)


def withdraw(gathering: Gathering, session: Session | None, reason: str) -> SessionWithdrawn:
    """Decides that a session is taken back; raises Rejected."""
    return SessionWithdrawn(**saying(gathering, in_state(session, *_STANDING)), reason=reason)


def in_state(session: Session | None, *states: SessionState) -> Session:
    """The session, if it is in one of these states; raises Rejected with the one it is in."""
    if session is None:
        raise Rejected("session-is-unknown", "no session has this id", "session_id")
    if session.state not in states:
        raise Rejected(f"session-is-already-{session.state}", f"the session is {session.state}", "session_id")
    return session


def check_content(gathering: Gathering, session: Session, others: Others) -> None:
    """Raises Rejected for the first thing of a session that the gathering cannot give."""
    content = session.content
    if content.track_id is not None and content.track_id not in {each.track_id for each in gathering.tracks}:
        raise Rejected("track-is-unknown", f"{content.track_id} is no track of this gathering", "content.track_id")
    for at, room in enumerate(content.rooms):
        if room not in {each.room_id for each in gathering.rooms}:
            raise Rejected("room-is-unknown", f"{room} is no room of this gathering", f"content.rooms.{at}")
    standing = [each for each in others if each.state in _STANDING]
    if content.kind is SessionKind.CLUSTER_TALK and content.cluster_id is not None:
        for each in standing:
            if each.content.kind is content.kind and each.content.cluster_id == content.cluster_id:
                reason = f"{each.content.title} is the talk of this cluster already"
                raise Rejected("the-cluster-has-a-talk-already", reason, "content.cluster_id")
    _check_length(gathering, session)
    _check_order(session, standing)


def _check_length(gathering: Gathering, session: Session) -> None:
    content, slots = session.content, slots_of(gathering)
    if content.kind in HOUSE and content.fixed_at is not None and not content.rooms:
        return
    most = longest_run(gathering) * gathering.slot_minutes
    if content.minutes > most:
        reason = f"{content.minutes} minutes are more than the {most} that a day has without a break; shorten it"
        raise Rejected("a-session-is-longer-than-its-day", reason, "content.minutes")
    if content.fixed_at is not None and content.fixed_at not in {each.starts for each in slots}:
        near = " or ".join(
            f"{shown(each.starts, gathering.zone):%Y-%m-%d %H:%M}" for each in nearest(slots, content.fixed_at)
        )
        raise Rejected("no-slot-begins-then", f"slots begin at {near}", "content.fixed_at")


def _check_order(session: Session, standing: Iterable[Session]) -> None:
    titles = {each.session_id: each.content.title for each in standing} | {session.session_id: session.content.title}
    for at, first in enumerate(session.content.after):
        if first not in titles:
            reason = f"{first} is no session of this gathering"
            raise Rejected("session-is-unknown", reason, f"content.after.{at}")
    after = {each.session_id: each.content.after for each in standing} | {session.session_id: session.content.after}
    if circle := _circle(after):
        names = " before ".join(titles.get(each, each) for each in circle)
        raise Rejected("sessions-are-in-a-circle", f"{names} is a circle; take one of these away", "content.after")


def _circle(after: Mapping[str, Iterable[str]]) -> list[str]:
    sorter = TopologicalSorter({session: set(first) for session, first in after.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        return [str(each) for each in error.args[1]]
    return []


def treat_as_one(known_as: Mapping[PersonId, PersonId], command: TreatAsOne) -> PeopleTreatedAsOne:
    """Decides that two ids are one person; raises Rejected when the other already stands for this one."""
    other, seen = command.same_as, set[PersonId]()
    while other in known_as and other not in seen:
        seen.add(other)
        other = known_as[other]
    if other == command.person_id:
        raise Rejected("a-person-is-the-same-already", "these two ids stand for each other already", "same_as")
    if known_as.get(command.person_id) == other:
        raise Rejected("nothing-was-changed", "these two ids are one person already", "same_as")
    return PeopleTreatedAsOne(person_id=command.person_id, same_as=other)
