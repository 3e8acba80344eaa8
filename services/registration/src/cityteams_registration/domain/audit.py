"""The audit trail of worksheets: one entry per event, with who, when, what, from where to where."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cityteams_registration.domain.worksheet import APPLY, Said, Worksheet, WorksheetState


@dataclass(frozen=True)
class Entry:
    """One change of a worksheet: its `number` counts from 1; `actor` is empty when the service acted by itself.

    `fields` are those that changed, came back or were reopened; `round_id` is the round it was about.
    """

    event_id: str
    worksheet_id: str
    number: int
    actor: str
    at: datetime
    what: str
    from_state: WorksheetState | None
    to_state: WorksheetState
    round_id: str
    fields: tuple[str, ...] = ()

    @staticmethod
    def of(before: Worksheet | None, event: Any, said: Said) -> "Entry":
        """The entry of an event that finds the worksheet as it was before."""
        after: Worksheet = APPLY[type(event)](before, event, said)
        fields = getattr(event, "fields", ()) or getattr(event, "changed", ()) or getattr(event, "questions", ())
        return Entry(
            event_id=said.id,
            worksheet_id=after.worksheet_id,
            number=after.version,
            actor=said.actor,
            at=said.at,
            what=event.name.rpartition(".")[2],
            from_state=before.state if before else None,
            to_state=after.state,
            round_id=getattr(event, "round_id", after.round_id),
            fields=tuple(fields),
        )
