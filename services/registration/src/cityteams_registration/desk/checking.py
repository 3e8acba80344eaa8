"""The checklist of a draft: the rules of its round held against what was typed so far."""

from collections.abc import Mapping
from datetime import date

from cityteams_chassis import Tx
from cityteams_contracts.registration import CheckResult
from cityteams_registration.domain.people.drafting import Typed


def checked(tx: Tx, draft_id: str, round_id: str, fields: Mapping[str, Typed], today: date) -> tuple[CheckResult, ...]:
    """Every rule of the round; nothing while the round is unknown here."""
    return ()
