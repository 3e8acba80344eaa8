"""The portal's copy of a worksheet: the project, how far it has come, and what the review asks. People are ids."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

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
from cityteams_contracts.values import PersonId, SectorCode
from cityteams_portal.domain.stamps import Stamped


class WorksheetState(StrEnum):
    """How far a worksheet has come."""

    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class RoundState(StrEnum):
    """How a worksheet stands in one round."""

    ENTERED = "entered"
    SUPPLEMENT_DUE = "supplement_due"
    SUPPLEMENT_GIVEN = "supplement_given"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Standing:
    """A worksheet in one round: since when, and the questions that are open until when."""

    round_id: str
    state: RoundState
    since: datetime
    questions: tuple[str, ...] = ()
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One worksheet; `seen` is its last event, `review_part` the private part with the comments of the review."""

    worksheet_id: str
    round_id: str
    title: str
    sector: SectorCode
    language: str
    state: WorksheetState
    lead: PersonId
    project: Project
    since: datetime
    seen: str
    part_id: str | None = None
    receipt_number: str | None = None
    receipt_sha256: str | None = None
    submitted_at: datetime | None = None
    decided_at: datetime | None = None
    reviewer: PersonId | None = None
    due_at: datetime | None = None
    fields: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    review_part: str | None = None
    reopened_until: datetime | None = None
    rounds: tuple[Standing, ...] = ()

    @property
    def team(self) -> frozenset[PersonId]:
        """The lead and the officials, who may read everything of it but the notes of others."""
        return frozenset({self.lead, *self.project.officials})

    def is_public(self) -> bool:
        """Whether everybody may see that it is there."""
        return self.state is WorksheetState.ACCEPTED


def entered(rounds: tuple[Standing, ...], new: Standing) -> tuple[Standing, ...]:
    """The standings with one of a round renewed; a round keeps its place."""
    if any(each.round_id == new.round_id for each in rounds):
        return tuple(new if each.round_id == new.round_id else each for each in rounds)
    return (*rounds, new)


def _moved(row: Worksheet, state: WorksheetState, at: datetime, stamp: Stamped) -> Worksheet:
    """The worksheet in another state."""
    return replace(row, state=state, since=at, seen=stamp.id)


def _renewed(row: Worksheet, project: Project, stamp: Stamped) -> Worksheet:
    """The project as it now stands."""
    return replace(
        row,
        title=project.title,
        sector=project.sector,
        language=project.language,
        lead=project.lead,
        project=project,
        seen=stamp.id,
    )


def _new(worksheet_id: str, round_id: str, project: Project, at: datetime, stamp: Stamped) -> Worksheet:
    return Worksheet(
        worksheet_id=worksheet_id,
        round_id=round_id,
        title=project.title,
        sector=project.sector,
        language=project.language,
        state=WorksheetState.SUBMITTED,
        lead=project.lead,
        project=project,
        since=at,
        seen=stamp.id,
        rounds=(Standing(round_id, RoundState.ENTERED, at),),
    )


def _with_receipt(row: Worksheet, part_id: str | None, receipt: Receipt | None) -> Worksheet:
    number, sha256 = (receipt.number, receipt.sha256) if receipt else (None, None)
    return replace(row, part_id=part_id, receipt_number=number, receipt_sha256=sha256)


def submitted(_row: Worksheet | None, event: WorksheetSubmitted, stamp: Stamped) -> Worksheet:
    """A worksheet came in."""
    row = _new(event.worksheet_id, event.round_id, event.project, event.submitted_at, stamp)
    return replace(_with_receipt(row, event.part_id, event.receipt), submitted_at=event.submitted_at)


def begun(row: Worksheet | None, event: ReviewBegun, stamp: Stamped) -> Worksheet | None:
    """A reviewer has it in hand."""
    return row and replace(_moved(row, WorksheetState.IN_REVIEW, event.begun_at, stamp), reviewer=event.reviewer)


def returned(row: Worksheet | None, event: WorksheetReturned, stamp: Stamped) -> Worksheet | None:
    """It went back to the team, with comments at fields."""
    if row is None:
        return None
    back = _moved(row, WorksheetState.RETURNED, event.returned_at, stamp)
    return replace(back, fields=event.fields, review_part=event.part_id, due_at=event.due_at)


def resubmitted(row: Worksheet | None, event: WorksheetResubmitted, stamp: Stamped) -> Worksheet:
    """The team handed it in again."""
    before = row or _new(event.worksheet_id, event.round_id, event.project, event.submitted_at, stamp)
    again = _with_receipt(_renewed(before, event.project, stamp), event.part_id, event.receipt)
    return replace(
        again,
        round_id=event.round_id,
        state=WorksheetState.RESUBMITTED,
        since=event.submitted_at,
        submitted_at=event.submitted_at,
        changed=event.changed,
        due_at=None,
        reopened_until=None,
    )


def accepted(row: Worksheet | None, event: WorksheetAccepted, stamp: Stamped) -> Worksheet:
    """The secretariat accepted it; the event carries the project as it was accepted."""
    before = row or _new(event.worksheet_id, event.round_id, event.project, event.accepted_at, stamp)
    moved = _moved(_renewed(before, event.project, stamp), WorksheetState.ACCEPTED, event.accepted_at, stamp)
    return replace(moved, decided_at=event.accepted_at, fields=(), review_part=None, due_at=None)


def declined(row: Worksheet | None, event: WorksheetDeclined, stamp: Stamped) -> Worksheet | None:
    """The secretariat said no."""
    if row is None:
        return None
    ended = _moved(row, WorksheetState.DECLINED, event.declined_at, stamp)
    return replace(ended, decided_at=event.declined_at, review_part=event.part_id, due_at=None)


def withdrawn(row: Worksheet | None, event: WorksheetWithdrawn, stamp: Stamped) -> Worksheet | None:
    """The team lead took it back."""
    if row is None:
        return None
    ended = _moved(row, WorksheetState.WITHDRAWN, event.withdrawn_at, stamp)
    return replace(ended, decided_at=event.withdrawn_at, due_at=None)


def reopened(row: Worksheet | None, event: FieldsReopened, stamp: Stamped) -> Worksheet | None:
    """The team may change some fields until a moment."""
    return row and replace(row, fields=event.fields, reopened_until=event.until, seen=stamp.id)


def asked(row: Worksheet | None, event: SupplementAsked, stamp: Stamped) -> Worksheet | None:
    """A new round has questions for it."""
    new = Standing(event.round_id, RoundState.SUPPLEMENT_DUE, stamp.at, event.questions, event.due_at)
    return row and replace(row, rounds=entered(row.rounds, new), seen=stamp.id)


def confirmed(row: Worksheet | None, event: WorksheetConfirmed, stamp: Stamped) -> Worksheet | None:
    """The cluster takes part in a round."""
    new = Standing(event.round_id, RoundState.CONFIRMED, event.confirmed_at)
    return row and replace(row, rounds=entered(row.rounds, new), seen=stamp.id)


def answered(row: Worksheet | None, event: SupplementGiven, stamp: Stamped) -> Worksheet | None:
    """The supplement of a round was answered."""
    if row is None:
        return None
    again = _with_receipt(_renewed(row, event.project, stamp), event.part_id, event.receipt)
    new = Standing(event.round_id, RoundState.SUPPLEMENT_GIVEN, event.given_at)
    return replace(again, round_id=event.round_id, changed=event.changed, rounds=entered(row.rounds, new))
