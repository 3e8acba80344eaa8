"""Commands about worksheets: load, decide, say."""

from cityteams_chassis import Tx
from cityteams_contracts.registration import (
    AcceptWorksheet,
    BeginReview,
    ConfirmForRound,
    DeclineWorksheet,
    GiveSupplement,
    ReopenFields,
    ReturnWorksheet,
    SubmitWorksheet,
    WithdrawWorksheet,
)
from cityteams_contracts.values import PersonId
from cityteams_registration.desk.store import DRAFTS, PARTS
from cityteams_registration.domain.intake import GivenPart, Intake, decide_submission
from cityteams_registration.domain.participation import participation_id
from cityteams_registration.domain.review import (
    decide_acceptance,
    decide_refusal,
    decide_reopening,
    decide_return,
    decide_review,
    decide_withdrawal,
)
from cityteams_registration.domain.rounds import KeptRound
from cityteams_registration.domain.supplement import decide_confirmation, decide_supplement
from cityteams_registration.domain.worksheet import Worksheet
from cityteams_registration.handlers.organisations import with_known_organisations
from cityteams_registration.rights import allow, is_office
from cityteams_registration.store import PARTICIPATIONS, ROUNDS, WORKSHEETS


def submit_worksheet(command: SubmitWorksheet, tx: Tx) -> None:
    """A team hands a worksheet in, for the first time or again."""
    worksheet = tx.get(WORKSHEETS, command.worksheet_id)
    lead = worksheet.project.lead if worksheet else command.project.lead
    allow(command, tx, lead=(lead,), owner=(_owner(command.worksheet_id, tx),))
    project = with_known_organisations(tx, command.project, worksheet.project if worksheet else None)
    told = command.model_copy(update={"project": project})
    tx.say(decide_submission(worksheet, told, _intake(command, worksheet, tx)))


def begin_review(command: BeginReview, tx: Tx) -> None:
    """A reviewer takes a worksheet up."""
    allow(command, tx)
    tx.say(decide_review(tx.get(WORKSHEETS, command.worksheet_id), command, tx.actor, tx.now))


def return_worksheet(command: ReturnWorksheet, tx: Tx) -> None:
    """A reviewer gives a worksheet back to its team."""
    allow(command, tx)
    worksheet = tx.get(WORKSHEETS, command.worksheet_id)
    tx.say(decide_return(worksheet, command, _round_of(worksheet, tx), _part(command.part_id, tx), tx.now))


def accept_worksheet(command: AcceptWorksheet, tx: Tx) -> None:
    """The secretariat accepts a worksheet."""
    allow(command, tx)
    worksheet = tx.get(WORKSHEETS, command.worksheet_id)
    tx.say(decide_acceptance(worksheet, command, _round_of(worksheet, tx), tx.now))


def decline_worksheet(command: DeclineWorksheet, tx: Tx) -> None:
    """The secretariat declines a worksheet."""
    allow(command, tx)
    worksheet = tx.get(WORKSHEETS, command.worksheet_id)
    tx.say(decide_refusal(worksheet, command, _part(command.part_id, tx), tx.now))


def withdraw_worksheet(command: WithdrawWorksheet, tx: Tx) -> None:
    """The team lead takes a worksheet back."""
    worksheet = tx.get(WORKSHEETS, command.worksheet_id)
    allow(command, tx, lead=(_lead(worksheet),))
    tx.say(decide_withdrawal(worksheet, command, tx.now))


def reopen_fields(command: ReopenFields, tx: Tx) -> None:
    """The secretariat lets a team change some fields."""
    allow(command, tx)
    worksheet = tx.get(WORKSHEETS, command.worksheet_id)
    tx.say(decide_reopening(worksheet, command, _round_of(worksheet, tx), tx.now))


def confirm_for_round(command: ConfirmForRound, tx: Tx) -> None:
    """A cluster takes part in another round."""
    worksheet = tx.get(WORKSHEETS, command.worksheet_id)
    allow(command, tx, lead=(_lead(worksheet),))
    before = tx.get(PARTICIPATIONS, participation_id(command.worksheet_id, command.round_id))
    tx.say(decide_confirmation(worksheet, before, command, _intake(command, worksheet, tx)))


def give_supplement(command: GiveSupplement, tx: Tx) -> None:
    """A returning cluster answers what is new."""
    worksheet = tx.get(WORKSHEETS, command.worksheet_id)
    allow(command, tx, lead=(_lead(worksheet),), owner=(_owner(command.worksheet_id, tx),))
    before = tx.get(PARTICIPATIONS, participation_id(command.worksheet_id, command.round_id))
    project = with_known_organisations(tx, command.project, worksheet.project if worksheet else None)
    told = command.model_copy(update={"project": project})
    tx.say(decide_supplement(worksheet, before, told, _intake(command, worksheet, tx)))


def _intake(command: SubmitWorksheet | ConfirmForRound | GiveSupplement, worksheet: Worksheet | None, tx: Tx) -> Intake:
    return Intake(
        round=tx.get(ROUNDS, command.round_id),
        message_id=tx.message_id,
        now=tx.now,
        part=_part(getattr(command, "part_id", None), tx),
        earlier=_part(worksheet.part_id if worksheet else None, tx),
        secretariat=is_office(tx, tx.actor),
    )


def _part(part_id: str | None, tx: Tx) -> GivenPart | None:
    part = tx.get(PARTS, part_id) if part_id else None
    return GivenPart(part.part_id, part.worksheet_id, part.answered, part.digest) if part else None


def _round_of(worksheet: Worksheet | None, tx: Tx) -> KeptRound | None:
    return tx.get(ROUNDS, worksheet.round_id) if worksheet else None


def _lead(worksheet: Worksheet | None) -> PersonId | None:
    return worksheet.project.lead if worksheet else None


def _owner(worksheet_id: str, tx: Tx) -> PersonId | None:
    draft = tx.get(DRAFTS, worksheet_id)
    return draft.owner if draft else None
