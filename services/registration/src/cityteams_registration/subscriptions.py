"""What registration listens to: its commands. It hears nobody's events."""

from cityteams_chassis import obey
from cityteams_contracts.registration import AcceptWorksheet, SubmitWorksheet, WithdrawWorksheet
from cityteams_registration.handlers import accept_worksheet, submit_worksheet, withdraw_worksheet
from cityteams_registration.store import WORKSHEETS

REACTIONS = (
    obey(
        "registration-obey-commands",
        "registration",
        {
            SubmitWorksheet: submit_worksheet,
            AcceptWorksheet: accept_worksheet,
            WithdrawWorksheet: withdraw_worksheet,
        },
        loads={
            SubmitWorksheet: ((WORKSHEETS, "worksheet_id"),),
            AcceptWorksheet: ((WORKSHEETS, "worksheet_id"),),
            WithdrawWorksheet: ((WORKSHEETS, "worksheet_id"),),
        },
    ),
)
