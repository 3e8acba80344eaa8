"""Examples of sessions."""

from typing import Any

from cityteams_contracts.events import (
    AcceptSession,
    ChangeSession,
    DeclineSession,
    GatheringKind,
    PeopleTreatedAsOne,
    PlanSession,
    ProposeSession,
    SessionAccepted,
    SessionChanged,
    SessionContent,
    SessionDeclined,
    SessionKind,
    SessionProposed,
    SessionWithdrawn,
    TreatAsOne,
    WithdrawSession,
)
from cityteams_contracts.examples.values import (
    CLUSTER,
    EXPO,
    GATHERING,
    INVITED,
    LEAD,
    OFFICIAL,
    SESSION,
    TITLE,
    TRACK,
)
from cityteams_contracts.message import Message


def session_examples() -> tuple[Message, ...]:
    """One of each."""
    talk = SessionContent(
        kind=SessionKind.CLUSTER_TALK,
        title=TITLE,
        minutes=10,
        track_id=TRACK,
        cluster_id=CLUSTER,
        speakers=(LEAD, OFFICIAL),
        municipal_presenter=True,
    )
    about: dict[str, Any] = {
        "session_id": SESSION,
        "gathering_id": GATHERING,
        "gathering": EXPO,
        "gathering_kind": GatheringKind.EXPO,
        "content": talk,
        "proposed_by": LEAD,
    }
    asked: dict[str, Any] = {"session_id": SESSION, "gathering_id": GATHERING, "content": talk}
    reason = "The team comes to the next Expo."
    return (
        ProposeSession(**asked),
        PlanSession(**asked),
        AcceptSession(session_id=SESSION),
        DeclineSession(session_id=SESSION, reason="It was shown in June."),
        ChangeSession(session_id=SESSION, content=talk),
        WithdrawSession(session_id=SESSION, reason=reason),
        SessionProposed(**about, priority=1),
        SessionAccepted(**about, priority=1),
        SessionDeclined(**about, reason="It was shown in June."),
        SessionChanged(**about, priority=1),
        SessionWithdrawn(**about, reason=reason),
        *_people(),
    )


def _people() -> tuple[Message, ...]:
    return (TreatAsOne(person_id=INVITED, same_as=LEAD), PeopleTreatedAsOne(person_id=INVITED, same_as=LEAD))
