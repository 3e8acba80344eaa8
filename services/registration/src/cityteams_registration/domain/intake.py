"""Takes worksheets in: for the first time, after they came back, and after fields were reopened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    FIELDS,
    Audience,
    Project,
    Receipt,
    SubmitWorksheet,
    WorksheetResubmitted,
    WorksheetSubmitted,
)
from cityteams_contracts.values import WorksheetId
from cityteams_registration.domain.changes import changed_fields
from cityteams_registration.domain.checklist import Situation, require_rules
from cityteams_registration.domain.deadlines import extended_until, frozen_fields, require_changeable, require_in_time
from cityteams_registration.domain.receipt import receipt_of
from cityteams_registration.domain.refusals import not_now
from cityteams_registration.domain.rounds import KeptRound, require_open, sector_in
from cityteams_registration.domain.worksheet import Worksheet, WorksheetState

_FOR_ALL = frozenset(each.name for each in FIELDS if each.audience in (Audience.PUBLIC, Audience.PROGRAMME)) | {
    "lead",
    "officials",
}


@dataclass(frozen=True)
class GivenPart:
    """A private part as far as decisions care: whose it is, what it answers, and the digest of its salted content."""

    part_id: str
    worksheet_id: str
    answered: tuple[str, ...]
    digest: str


@dataclass(frozen=True)
class Intake:
    """What is known when something is handed in: the round, the parts, and under which message and when.

    `part` is the one that the command names, `earlier` the one that the worksheet has. `secretariat` says that the
    secretariat files it, for whom some rules are softer.
    """

    round: KeptRound | None
    message_id: str
    now: datetime
    part: GivenPart | None = None
    earlier: GivenPart | None = None
    secretariat: bool = False


def decide_submission(
    worksheet: Worksheet | None, command: SubmitWorksheet, intake: Intake
) -> WorksheetSubmitted | WorksheetResubmitted:
    """A worksheet that keeps the rules of its round is taken in; raises Rejected otherwise."""
    if worksheet is not None:
        return _again(worksheet, command, intake)
    kept = require_open(intake.round)
    project = in_round(command.project, kept)
    require_in_time(kept.round.deadlines.submissions_until, extended_until(kept, project.participants), intake.now)
    part = require_part(command.worksheet_id, command.part_id, intake.part)
    _require_agreement(project.answered, part)
    require_rules(kept.round, project, Situation(intake.now.date(), secretariat=intake.secretariat))
    return WorksheetSubmitted(
        worksheet_id=command.worksheet_id,
        round_id=command.round_id,
        project=project,
        part_id=command.part_id,
        receipt=_receipt(command.round_id, project, part, intake),
        submitted_at=intake.now,
    )


def in_round(project: Project, kept: KeptRound) -> Project:
    """The project with the code that its sector has in the round."""
    sector = sector_in(kept.round, project.sector)
    return project if sector == project.sector else project.model_copy(update={"sector": sector})


def require_part(worksheet_id: WorksheetId, part_id: str | None, part: GivenPart | None) -> GivenPart | None:
    """The part that a command names, when it was given for this worksheet; raises Rejected."""
    if part_id is not None and (part is None or part.worksheet_id != worksheet_id):
        raise Rejected(
            "the-part-is-unknown",
            "No private answers were given under this id for this worksheet. Give them again, then hand it in.",
            "part_id",
        )
    return part if part_id is not None else None


def _again(worksheet: Worksheet, command: SubmitWorksheet, intake: Intake) -> WorksheetResubmitted:
    open_ones = _open_fields(worksheet, intake.now)
    kept = _require_its_round(worksheet, command, intake)
    project = in_round(command.project, kept)
    part = require_part(command.worksheet_id, command.part_id, intake.part)
    if part is None or (open_ones is not None and _FOR_ALL.issuperset(open_ones)):
        part = intake.earlier  # whoever may not change private answers keeps them
    _require_agreement(project.answered, part)
    changed = changed_fields(worksheet.project, project)
    extension = extended_until(kept, worksheet.project.participants)
    _require_in_time_again(worksheet, extension, open_ones, intake.now)
    allowed = {*worksheet.returned_fields, *_reopened(worksheet, intake.now)}
    require_changeable(changed, open_ones, frozen_fields(kept, intake.now, extension) - allowed)
    if open_ones is not None and not changed and part == intake.earlier:
        raise Rejected("nothing-was-changed", "Nothing differs from what was handed in before.", "project")
    situation = Situation(intake.now.date(), worksheet.returning, intake.secretariat)
    require_rules(kept.round, project, situation)
    return WorksheetResubmitted(
        worksheet_id=command.worksheet_id,
        round_id=command.round_id,
        project=project,
        changed=changed,
        part_id=part.part_id if part else None,
        receipt=_receipt(command.round_id, project, part, intake),
        submitted_at=intake.now,
    )


def _open_fields(worksheet: Worksheet, now: datetime) -> tuple[str, ...] | None:
    """The only fields that may change, or None when all may; raises Rejected when nothing can be handed in now."""
    if worksheet.state is WorksheetState.RETURNED:
        return None
    reopened = _reopened(worksheet, now)
    if not reopened or worksheet.state in (WorksheetState.DECLINED, WorksheetState.WITHDRAWN):
        if worksheet.state is WorksheetState.ACCEPTED:
            raise Rejected(
                "worksheet-is-already-submitted",
                "This worksheet is accepted. Ask the secretariat to reopen the fields you want to change;"
                " a new project gets an id of its own.",
                "worksheet_id",
            )
        raise not_now(worksheet)
    return reopened


def _reopened(worksheet: Worksheet, now: datetime) -> tuple[str, ...]:
    until = worksheet.reopened_until
    return worksheet.reopened_fields if until is not None and now <= until else ()


def _require_its_round(worksheet: Worksheet, command: SubmitWorksheet, intake: Intake) -> KeptRound:
    if command.round_id != worksheet.round_id:
        raise Rejected(
            "the-round-is-another",
            f"This worksheet is in the round {worksheet.round_id}. Hand it in again for that round.",
            "round_id",
        )
    return require_open(intake.round)


def _require_in_time_again(
    worksheet: Worksheet, extension: datetime | None, open_ones: Iterable[str] | None, now: datetime
) -> None:
    if open_ones is None and not _reopened(worksheet, now):
        require_in_time(worksheet.due_at, extension, now)


def _require_agreement(answered: tuple[str, ...], part: GivenPart | None) -> None:
    given = part.answered if part else ()
    if set(answered) != set(given):
        names = ", ".join(sorted(set(answered) ^ set(given)))
        raise Rejected(
            "the-answers-do-not-agree",
            f"What is said to be answered and what was answered privately differ: {names}."
            " Give the private answers again, and hand in with them.",
            "answered",
        )


def _receipt(round_id: str, project: Project, part: GivenPart | None, intake: Intake) -> Receipt:
    return receipt_of(round_id, intake.message_id, project, part.digest if part else None)
