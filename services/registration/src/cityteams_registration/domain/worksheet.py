"""A worksheet as its events tell it: one state, one project, and what is asked of its team right now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from cityteams_contracts import Event
from cityteams_contracts.registration import (
    FieldsReopened,
    Project,
    Receipt,
    ReviewBegun,
    SupplementAsked,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetConfirmed,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetReturned,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)


class WorksheetState(StrEnum):
    """Where a worksheet stands."""

    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({WorksheetState.SUBMITTED, WorksheetState.RESUBMITTED, WorksheetState.IN_REVIEW})
"""The secretariat has it to decide."""
FINAL = frozenset({WorksheetState.DECLINED, WorksheetState.WITHDRAWN})
"""Nothing happens to it any more."""


class Said(Protocol):
    """What is known of the saying of an event: its id, when, and who asked for it (empty: the service by itself)."""

    @property
    def id(self) -> str:
        """The id of the event."""

    @property
    def at(self) -> datetime:
        """When it was said."""

    @property
    def actor(self) -> str:
        """The PersonId of who asked."""


@dataclass(frozen=True)
class Worksheet:
    """The fold of its events; `seen` is the id of the last one and `version` its number.

    `round_id` is the round against whose rules the project was held last, `first_round_id` the one it came in with.
    `since` is when it took its present state. `due_at` belongs to a return, `reopened_until` to `reopened_fields`.
    """

    worksheet_id: str
    round_id: str
    first_round_id: str
    state: WorksheetState
    project: Project
    submitted_at: datetime
    since: datetime
    seen: str
    version: int = 1
    part_id: str | None = None
    receipt: Receipt | None = None
    reviewer: str | None = None
    returned_fields: tuple[str, ...] = ()
    due_at: datetime | None = None
    reopened_fields: tuple[str, ...] = ()
    reopened_until: datetime | None = None

    @property
    def returning(self) -> bool:
        """Whether it came in for an earlier round than the one it is in now."""
        return self.round_id != self.first_round_id

    @staticmethod
    def submitted(_before: "Worksheet | None", event: WorksheetSubmitted, said: Said) -> "Worksheet":
        """The first event of every worksheet."""
        return Worksheet(
            worksheet_id=event.worksheet_id,
            round_id=event.round_id,
            first_round_id=event.round_id,
            state=WorksheetState.SUBMITTED,
            project=event.project,
            submitted_at=event.submitted_at,
            since=event.submitted_at,
            seen=said.id,
            part_id=event.part_id,
            receipt=event.receipt,
        )

    @staticmethod
    def review_begun(before: "Worksheet | None", event: ReviewBegun, said: Said) -> "Worksheet":
        """A reviewer has it in hand."""
        state, reviewer = WorksheetState.IN_REVIEW, event.reviewer
        return _next(before, event, said, state=state, since=event.begun_at, reviewer=reviewer)

    @staticmethod
    def returned(before: "Worksheet | None", event: WorksheetReturned, said: Said) -> "Worksheet":
        """The team has to answer comments at these fields until a date."""
        asked = {"returned_fields": event.fields, "due_at": event.due_at}
        return _next(before, event, said, state=WorksheetState.RETURNED, since=event.returned_at, **asked)

    @staticmethod
    def resubmitted(before: "Worksheet | None", event: WorksheetResubmitted, said: Said) -> "Worksheet":
        """The team handed it in again; what was asked of it is answered."""
        content = {"project": event.project, "part_id": event.part_id, "receipt": event.receipt}
        done = {"returned_fields": (), "due_at": None, "reopened_fields": (), "reopened_until": None}
        return _next(before, event, said, state=WorksheetState.RESUBMITTED, since=event.submitted_at, **content, **done)

    @staticmethod
    def accepted(before: "Worksheet | None", event: WorksheetAccepted, said: Said) -> "Worksheet":
        """The secretariat said yes."""
        return _next(before, event, said, state=WorksheetState.ACCEPTED, since=event.accepted_at)

    @staticmethod
    def declined(before: "Worksheet | None", event: WorksheetDeclined, said: Said) -> "Worksheet":
        """The secretariat said no."""
        return _next(before, event, said, state=WorksheetState.DECLINED, since=event.declined_at)

    @staticmethod
    def withdrawn(before: "Worksheet | None", event: WorksheetWithdrawn, said: Said) -> "Worksheet":
        """The lead took it back; the row stays so that its id never means another project."""
        return _next(before, event, said, state=WorksheetState.WITHDRAWN, since=event.withdrawn_at)

    @staticmethod
    def reopened(before: "Worksheet | None", event: FieldsReopened, said: Said) -> "Worksheet":
        """The team may change these fields until a moment; the state stays."""
        return _next(before, event, said, reopened_fields=event.fields, reopened_until=event.until)

    @staticmethod
    def asked(before: "Worksheet | None", event: SupplementAsked, said: Said) -> "Worksheet":
        """Another round has questions for it; the state stays."""
        return _next(before, event, said)

    @staticmethod
    def confirmed(before: "Worksheet | None", event: WorksheetConfirmed, said: Said) -> "Worksheet":
        """Its cluster takes part in another round; the state stays."""
        return _next(before, event, said)

    @staticmethod
    def supplemented(before: "Worksheet | None", event: SupplementGiven, said: Said) -> "Worksheet":
        """The project as it now stands, in the round that asked; the first answers stay where they were given."""
        return _next(before, event, said, round_id=event.round_id, project=event.project, receipt=event.receipt)


def _next(before: Worksheet | None, event: Event, said: Said, **changes: Any) -> Worksheet:
    """Raises LookupError when no submission came before."""
    if before is None:
        raise LookupError(f"{event.name} of worksheet {event.key}, which was never submitted")
    return replace(before, seen=said.id, version=before.version + 1, **changes)


APPLY: Mapping[type[Event], Any] = {
    WorksheetSubmitted: Worksheet.submitted,
    ReviewBegun: Worksheet.review_begun,
    WorksheetReturned: Worksheet.returned,
    WorksheetResubmitted: Worksheet.resubmitted,
    WorksheetAccepted: Worksheet.accepted,
    WorksheetDeclined: Worksheet.declined,
    WorksheetWithdrawn: Worksheet.withdrawn,
    FieldsReopened: Worksheet.reopened,
    SupplementAsked: Worksheet.asked,
    WorksheetConfirmed: Worksheet.confirmed,
    SupplementGiven: Worksheet.supplemented,
}
"""What every event of a worksheet does to it."""
