"""What became of a command: the one event that answers it, found again by the id of the command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from cityteams_contracts import Command, Event, Rejection
from cityteams_contracts import registration as said
from cityteams_contracts.clusters import AnswerInvitation, InvitationAnswered
from cityteams_contracts.events import AgendaReleased, GatheringAnnounced, HoldGathering, ReleaseAgenda
from cityteams_portal.domain.answered_by import LATER
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


ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    said.SubmitWorksheet: (said.WorksheetSubmitted, said.WorksheetResubmitted),
    said.BeginReview: (said.ReviewBegun,),
    said.ReturnWorksheet: (said.WorksheetReturned,),
    said.AcceptWorksheet: (said.WorksheetAccepted,),
    said.DeclineWorksheet: (said.WorksheetDeclined,),
    said.WithdrawWorksheet: (said.WorksheetWithdrawn,),
    said.ReopenFields: (said.FieldsReopened,),
    said.ConfirmForRound: (said.WorksheetConfirmed,),
    said.GiveSupplement: (said.SupplementGiven,),
    said.RegisterOrganisation: (said.OrganisationRegistered,),
    said.CorrectOrganisation: (said.OrganisationCorrected,),
    said.NamePerson: (said.PersonNamed,),
    said.UnnamePerson: (said.PersonUnnamed,),
    said.SetMembership: (said.MembershipSet,),
    said.AnswerDuplicate: (said.DuplicateAnswered,),
    said.OpenRound: (said.RoundOpened, said.RoundRevised),
    said.CloseRound: (said.RoundClosed,),
    said.GrantExtension: (said.ExtensionGranted,),
    said.GrantRole: (said.RoleGranted,),
    said.RevokeRole: (said.RoleRevoked,),
    said.GiveConsent: (said.ConsentGiven,),
    said.WithdrawConsent: (said.ConsentWithdrawn,),
    said.ErasePerson: (said.PersonErased,),
    AnswerInvitation: (InvitationAnswered,),
    HoldGathering: (GatheringAnnounced,),
    ReleaseAgenda: (AgendaReleased,),
    **LATER,
}
"""The event that says that a command was obeyed; whatever else it caused answers nobody."""
ANSWERING: tuple[type[Event], ...] = tuple(dict.fromkeys(event for events in ANSWERED_BY.values() for event in events))
ANSWERS_TO = {command.name: tuple(event.name for event in events) for command, events in ANSWERED_BY.items()}
"""The same by name: `registration.accept-worksheet` is answered by `registration.worksheet.accepted`."""


def answer_id(event: Event) -> str:
    """A key of its own for every answering event: the same thing may be done to a worksheet more than once."""
    if isinstance(event, Rejection):
        return f"{event.name}:{event.key}"
    return f"{event.name}:{event.key}:{sha256(event.model_dump_json().encode()).hexdigest()[:32]}"


def done(_row: Answer | None, event: Event, stamp: Stamped) -> Answer | None:
    """The command that caused the event was obeyed; an event that no command caused answers nobody."""
    if stamp.cause is None:
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
