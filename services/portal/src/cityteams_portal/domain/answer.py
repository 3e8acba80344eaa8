"""What became of a command: the one event that answers it, found again by the id of the command."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cityteams_contracts import Event, Rejection
from cityteams_contracts.clusters import InvitationAnswered
from cityteams_contracts.events import AgendaReleased, GatheringAnnounced
from cityteams_contracts.registration import WorksheetAccepted, WorksheetSubmitted, WorksheetWithdrawn
from cityteams_portal.domain.stamps import Stamped


class Outcome(StrEnum):
    """Whether what was asked for has been done."""

    DONE = "done"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one command; `what` is the name of the event, `about` the id of the thing it is about."""

    answer_id: str
    command_id: str
    outcome: Outcome
    what: str
    about: str | None
    answered_at: datetime
    code: str | None = None
    reason: str | None = None
    field: str | None = None


Answering = (
    WorksheetSubmitted
    | WorksheetAccepted
    | WorksheetWithdrawn
    | InvitationAnswered
    | GatheringAnnounced
    | AgendaReleased
)
"""The events of which a command causes exactly one."""


def answer_id(event: Answering | Rejection) -> str:
    """A key of its own for every answering event, so that each row is written once."""
    match event:
        case InvitationAnswered():
            return f"{event.name}:{event.invitation_id}"
        case AgendaReleased():
            return f"{event.name}:{event.gathering_id}:{event.release}"
        case _:
            return f"{event.name}:{event.key}"


def done(_row: Answer | None, event: Event, stamp: Stamped) -> Answer | None:
    """The command that caused the event was obeyed; an event that no command caused answers nobody."""
    if stamp.cause is None or not isinstance(event, Answering):
        return None
    return Answer(answer_id(event), stamp.cause, Outcome.DONE, event.name, event.key, stamp.at)


def rejected(_row: Answer | None, event: Rejection, stamp: Stamped) -> Answer:
    """The command was refused: the rule, why, and the field it is about."""
    return Answer(
        answer_id=answer_id(event),
        command_id=event.command_id,
        outcome=Outcome.REJECTED,
        what=event.command,
        about=event.about,
        answered_at=stamp.at,
        code=event.code,
        reason=event.reason,
        field=event.field,
    )
