"""What the secretariat and the team decide about a worksheet; nobody overwrites anybody."""

from datetime import datetime

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    AcceptWorksheet,
    BeginReview,
    DeclineWorksheet,
    FieldsReopened,
    ReopenFields,
    ReturnWorksheet,
    ReviewBegun,
    Round,
    WithdrawWorksheet,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetReturned,
    WorksheetWithdrawn,
    field_of,
)
from cityteams_contracts.values import PersonId
from cityteams_registration.domain.checklist import Situation, require_rules
from cityteams_registration.domain.intake import GivenPart, require_part
from cityteams_registration.domain.refusals import not_now, require_known, require_seen
from cityteams_registration.domain.rounds import KeptRound, require_open
from cityteams_registration.domain.worksheet import FINAL, WAITING, Worksheet, WorksheetState


def decide_review(worksheet: Worksheet | None, command: BeginReview, reviewer: PersonId, now: datetime) -> ReviewBegun:
    """One reviewer takes a waiting worksheet up. Raises Rejected."""
    known = require_known(worksheet)
    require_seen(known, command.seen)
    if known.state not in WAITING or known.state is WorksheetState.IN_REVIEW:
        raise not_now(known)
    return ReviewBegun(worksheet_id=known.worksheet_id, reviewer=reviewer, begun_at=now)


def decide_return(
    worksheet: Worksheet | None, command: ReturnWorksheet, kept: KeptRound | None, part: GivenPart | None, now: datetime
) -> WorksheetReturned:
    """A waiting worksheet goes back with comments at some fields, until a date that lies ahead. Raises Rejected."""
    known = _waiting(worksheet, command.seen)
    require_part(known.worksheet_id, command.part_id, part)
    _require_fields(command.fields, kept)
    _require_ahead(command.due_at, now, "due_at")
    return WorksheetReturned(
        worksheet_id=known.worksheet_id,
        title=known.project.title,
        lead=known.project.lead,
        fields=command.fields,
        part_id=command.part_id,
        due_at=command.due_at,
        returned_at=now,
    )


def decide_acceptance(
    worksheet: Worksheet | None, command: AcceptWorksheet, kept: KeptRound | None, now: datetime
) -> WorksheetAccepted:
    """A waiting worksheet is accepted; the rules are asked again, since they may be stricter than at submission."""
    known = _waiting(worksheet, command.seen)
    _hold_against(known, kept, now)
    return WorksheetAccepted(
        worksheet_id=known.worksheet_id, round_id=known.round_id, project=known.project, accepted_at=now
    )


def decide_refusal(
    worksheet: Worksheet | None, command: DeclineWorksheet, part: GivenPart | None, now: datetime
) -> WorksheetDeclined:
    """A worksheet that waits, or that its team never handed in again, is declined for good. Raises Rejected."""
    known = require_known(worksheet)
    require_seen(known, command.seen)
    if known.state not in WAITING | {WorksheetState.RETURNED}:
        raise not_now(known)
    require_part(known.worksheet_id, command.part_id, part)
    return WorksheetDeclined(
        worksheet_id=known.worksheet_id,
        title=known.project.title,
        lead=known.project.lead,
        part_id=command.part_id,
        declined_at=now,
    )


def decide_withdrawal(worksheet: Worksheet | None, command: WithdrawWorksheet, now: datetime) -> WorksheetWithdrawn:
    """A worksheet may be taken back at any time before and after acceptance, once. Raises Rejected."""
    known = _alive(worksheet)
    project = known.project
    return WorksheetWithdrawn(
        worksheet_id=command.worksheet_id, title=project.title, lead=project.lead, withdrawn_at=now
    )


def decide_reopening(
    worksheet: Worksheet | None, command: ReopenFields, kept: KeptRound | None, now: datetime
) -> FieldsReopened:
    """A team may change some fields until a moment that lies ahead. Raises Rejected."""
    known = _alive(worksheet)
    require_seen(known, command.seen)
    _require_fields(command.fields, kept)
    _require_ahead(command.until, now, "until")
    return FieldsReopened(
        worksheet_id=known.worksheet_id,
        title=known.project.title,
        lead=known.project.lead,
        fields=command.fields,
        until=command.until,
    )


def _waiting(worksheet: Worksheet | None, seen: str | None) -> Worksheet:
    known = require_known(worksheet)
    require_seen(known, seen)
    if known.state not in WAITING:
        raise not_now(known)
    return known


def _alive(worksheet: Worksheet | None) -> Worksheet:
    known = require_known(worksheet)
    if known.state in FINAL:
        raise not_now(known)
    return known


def _hold_against(known: Worksheet, kept: KeptRound | None, now: datetime) -> None:
    """The rules as they are for the secretariat; those of a closed round still hold."""
    rules: Round = (kept or require_open(kept)).round
    require_rules(rules, known.project, Situation(now.date(), known.returning, secretariat=True))


def _require_fields(fields: tuple[str, ...], kept: KeptRound | None) -> None:
    if not fields:
        raise Rejected("a-field-has-to-be-named", "Name at least one field that the team has to look at.", "fields")
    codes = {question.code for question in kept.round.questions} if kept else set[str]()
    for name in fields:
        if field_of(name) is None and name not in codes:
            raise Rejected(
                "the-field-is-unknown", f"{name} is no field of the worksheet and no question of its round.", "fields"
            )


def _require_ahead(moment: datetime, now: datetime, field: str) -> None:
    if moment <= now:
        raise Rejected("the-moment-has-passed", "This moment lies behind us. Choose a later one.", field)
