"""Who may read what: decided here, from what registration knows itself, and refused in the same words every time."""

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_registration.desk.rows import SealedDraft
from cityteams_registration.desk.store import DRAFTS, editors_of
from cityteams_registration.store import WORKSHEETS


def not_yours(field: str) -> Rejected:
    """The one answer for what is somebody else's and for what is not there, so that ids cannot be tried out."""
    return Rejected(
        "not-yours-or-not-there",
        "There is nothing here that you may see. Check the address, or ask whoever shared it to invite you.",
        field,
    )


def writers(tx: Tx, draft_id: str) -> tuple[SealedDraft | None, tuple[str, ...]]:
    """A draft and those who may write in it: its owner, then the invited; the same two looks whether it is there."""
    draft, invited = tx.get(DRAFTS, draft_id), editors_of(tx, draft_id)
    return draft, ((draft.owner, *(each.person_id for each in invited)) if draft else ())


def team_of(tx: Tx, worksheet_id: str) -> frozenset[str]:
    """Who works on a worksheet: lead, officials, and the writers of its draft."""
    worksheet, (_, may_write) = tx.get(WORKSHEETS, worksheet_id), writers(tx, worksheet_id)
    named = (worksheet.project.lead, *worksheet.project.officials) if worksheet else ()
    return frozenset((*named, *may_write))
