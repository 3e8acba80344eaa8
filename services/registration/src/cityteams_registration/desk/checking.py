"""The checklist of a draft: the rules of its round held against what was typed so far."""

from collections.abc import Mapping
from datetime import date

from cityteams_chassis import Tx
from cityteams_contracts.registration import CheckResult
from cityteams_registration.domain.checklist import check_draft
from cityteams_registration.domain.people.drafting import Typed, values_of
from cityteams_registration.store import ROUNDS, WORKSHEETS


def checked(tx: Tx, draft_id: str, round_id: str, fields: Mapping[str, Typed], today: date) -> tuple[CheckResult, ...]:
    """Every rule of the round, met or not; nothing while the round is unknown here."""
    kept, worksheet = tx.get(ROUNDS, round_id), tx.get(WORKSHEETS, draft_id)
    if kept is None:
        return ()
    returning = worksheet is not None and worksheet.first_round_id != round_id
    return check_draft(kept.round, values_of(fields), returning, today)
