"""Why a worksheet is not in the state that a command needs, in words that say what to do instead."""

from cityteams_contracts import Rejected
from cityteams_registration.domain.worksheet import Worksheet, WorksheetState

_WHY = {
    WorksheetState.SUBMITTED: (
        "worksheet-is-already-submitted",
        "This worksheet is with the secretariat. Wait for its answer, or ask it to reopen the fields you want to mend.",
    ),
    WorksheetState.IN_REVIEW: (
        "worksheet-is-in-review",
        "This worksheet is being reviewed. Wait for the answer, or ask the secretariat to reopen the fields.",
    ),
    WorksheetState.RETURNED: (
        "worksheet-is-with-the-team",
        "This worksheet went back to its team. Wait until they hand it in again.",
    ),
    WorksheetState.ACCEPTED: (
        "worksheet-is-already-accepted",
        "This worksheet is accepted already. To change it, reopen the fields; the team then hands it in again.",
    ),
    WorksheetState.DECLINED: (
        "worksheet-was-declined",
        "This worksheet was declined and stays so. A new project is handed in as a new worksheet, under a new id.",
    ),
    WorksheetState.WITHDRAWN: (
        "worksheet-was-withdrawn",
        "This worksheet was withdrawn and stays so. Submit the project again as a new worksheet, under a new id.",
    ),
}
_WHY[WorksheetState.RESUBMITTED] = _WHY[WorksheetState.SUBMITTED]


def not_now(worksheet: Worksheet) -> Rejected:
    """The refusal of what cannot be done in the state that the worksheet has."""
    return Rejected(*_WHY[worksheet.state], "worksheet_id")


def require_known(worksheet: Worksheet | None) -> Worksheet:
    """The worksheet, or Rejected when there is none."""
    if worksheet is None:
        raise Rejected(
            "worksheet-is-unknown",
            "No worksheet has this id. Check the id, or submit the worksheet first.",
            "worksheet_id",
        )
    return worksheet


def require_seen(worksheet: Worksheet, seen: str | None) -> None:
    """Raises Rejected when something happened to the worksheet since the asker read it."""
    if seen is not None and seen != worksheet.seen:
        raise Rejected(
            "another-was-quicker",
            f"The worksheet has changed since you read it: it is {worksheet.state.replace('_', ' ')} now."
            " Read it again, then decide; what you wrote is not lost.",
            "seen",
        )
