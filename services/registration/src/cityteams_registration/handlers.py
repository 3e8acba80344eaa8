"""Commands about worksheets: load, decide, say."""

from cityteams_chassis import Tx
from cityteams_contracts.registration import AcceptWorksheet, SubmitWorksheet, WithdrawWorksheet
from cityteams_registration.domain.worksheet import decide_acceptance, decide_submission, decide_withdrawal
from cityteams_registration.store import WORKSHEETS


def submit_worksheet(command: SubmitWorksheet, tx: Tx) -> None:
    """A team lead hands a worksheet in."""
    tx.say(*decide_submission(tx.get(WORKSHEETS, command.worksheet_id), command, tx.now))


def accept_worksheet(command: AcceptWorksheet, tx: Tx) -> None:
    """The secretariat accepts a worksheet."""
    tx.say(*decide_acceptance(tx.get(WORKSHEETS, command.worksheet_id), command, tx.now))


def withdraw_worksheet(command: WithdrawWorksheet, tx: Tx) -> None:
    """The team lead takes a worksheet back."""
    tx.say(*decide_withdrawal(tx.get(WORKSHEETS, command.worksheet_id), command, tx.now))
