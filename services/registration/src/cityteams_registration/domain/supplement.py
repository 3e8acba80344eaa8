"""What returning clusters do in a later round: they are asked, they confirm, they answer what is new or expired."""

from datetime import datetime

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    ConfirmForRound,
    GiveSupplement,
    Project,
    Round,
    SupplementAsked,
    SupplementGiven,
    WorksheetConfirmed,
)
from cityteams_registration.domain.changes import changed_fields
from cityteams_registration.domain.checklist import Situation, require_rules
from cityteams_registration.domain.deadlines import extended_until, frozen_fields, require_changeable, require_in_time
from cityteams_registration.domain.flaws import asked_of_returning
from cityteams_registration.domain.intake import GivenPart, Intake, in_round, require_part
from cityteams_registration.domain.participation import Participation, Stage
from cityteams_registration.domain.receipt import receipt_of
from cityteams_registration.domain.refusals import not_now, require_known
from cityteams_registration.domain.rounds import KeptRound, require_open
from cityteams_registration.domain.worksheet import FINAL, Worksheet, WorksheetState


def questions_for(round_: Round, project: Project) -> tuple[str, ...]:
    """What a returning cluster has to answer: what it never answered, and what has to be answered anew."""
    expired = expiring(round_)
    return tuple(code for code in asked_of_returning(round_) if code in expired or code not in project.answered)


def expiring(round_: Round) -> frozenset[str]:
    """The questions whose earlier answers hold no longer."""
    return frozenset(question.code for question in round_.questions if question.ask_again)


def decide_asking(worksheet: Worksheet, kept: KeptRound) -> SupplementAsked:
    """An accepted worksheet of an earlier round is asked what is new; perhaps only whether it takes part."""
    return SupplementAsked(
        worksheet_id=worksheet.worksheet_id,
        round_id=kept.round_id,
        title=worksheet.project.title,
        lead=worksheet.project.lead,
        questions=questions_for(kept.round, worksheet.project),
        due_at=kept.round.deadlines.supplements_until,
    )


def decide_confirmation(
    worksheet: Worksheet | None, before: Participation | None, command: ConfirmForRound, intake: Intake
) -> WorksheetConfirmed:
    """The cluster takes part in another round. Raises Rejected."""
    known, kept = _returning(worksheet, command.round_id, intake)
    if before is not None and before.stage is not Stage.DUE:
        raise Rejected(
            "worksheet-is-already-confirmed", "This cluster takes part already; nothing is left to do.", "round_id"
        )
    _require_in_time(kept, known.project, intake.now)
    return WorksheetConfirmed(
        worksheet_id=known.worksheet_id,
        round_id=command.round_id,
        title=known.project.title,
        lead=known.project.lead,
        confirmed_at=intake.now,
    )


def decide_supplement(
    worksheet: Worksheet | None, before: Participation | None, command: GiveSupplement, intake: Intake
) -> SupplementGiven:
    """A returning cluster answers; what it answered in earlier rounds is carried over. Raises Rejected."""
    known, kept = _returning(worksheet, command.round_id, intake)
    if before is not None and before.stage is Stage.GIVEN:
        raise Rejected(
            "the-supplement-is-already-given",
            "The questions of this round are answered. Ask the secretariat to reopen the fields you want to change.",
            "round_id",
        )
    part = require_part(command.worksheet_id, command.part_id, intake.part)
    written = _written(command.project, known.project, part, kept)
    project = _carried_over(command.project, known.project, part, kept)
    changed = changed_fields(in_round(known.project, kept), project)
    _require_in_time(kept, known.project, intake.now)
    extension = extended_until(kept, known.project.participants)
    require_changeable(changed, None, frozen_fields(kept, intake.now, extension))
    _hold_against(kept, project, written, intake)
    return SupplementGiven(
        worksheet_id=known.worksheet_id,
        round_id=command.round_id,
        project=project,
        changed=changed,
        answers=len({*changed, *written}),
        part_id=command.part_id,
        receipt=receipt_of(command.round_id, intake.message_id, project, part.digest if part else None),
        given_at=intake.now,
    )


def _returning(worksheet: Worksheet | None, round_id: str, intake: Intake) -> tuple[Worksheet, KeptRound]:
    known = require_known(worksheet)
    kept = require_open(intake.round)
    if round_id == known.first_round_id:
        raise Rejected(
            "worksheet-is-in-this-round-already",
            "This worksheet came in with this round and needs no supplement for it.",
            "round_id",
        )
    if known.state in FINAL:
        raise not_now(known)
    if known.state is not WorksheetState.ACCEPTED:
        raise Rejected(
            "worksheet-is-not-accepted",
            f"Only an accepted worksheet goes on to another round; this one is {known.state.replace('_', ' ')}.",
            "worksheet_id",
        )
    return known, kept


def _require_in_time(kept: KeptRound, project: Project, now: datetime) -> None:
    require_in_time(kept.round.deadlines.supplements_until, extended_until(kept, project.participants), now)


def _written(given: Project, earlier: Project, part: GivenPart | None, kept: KeptRound) -> frozenset[str]:
    """The private answers that the team wrote now: those in the part. Raises Rejected when the project says others."""
    now = frozenset(part.answered) if part else frozenset[str]()
    claimed = frozenset(given.answered)
    if not now <= claimed or not claimed - now <= frozenset(earlier.answered):
        names = ", ".join(sorted((now - claimed) | (claimed - now - frozenset(earlier.answered))))
        raise Rejected(
            "the-answers-do-not-agree",
            f"What is said to be answered and what was answered privately differ: {names}."
            f" Give the private answers for {kept.round.title} again, and hand in with them.",
            "answered",
        )
    return now


def _carried_over(given: Project, earlier: Project, part: GivenPart | None, kept: KeptRound) -> Project:
    new = part.answered if part else ()
    return in_round(given, kept).model_copy(update={"answered": tuple(dict.fromkeys((*earlier.answered, *new)))[:60]})


def _hold_against(kept: KeptRound, project: Project, written: frozenset[str], intake: Intake) -> None:
    """The rules of the round; an answer that has expired counts only when it was written anew."""
    stale = expiring(kept.round) - written
    fresh = project.model_copy(update={"answered": tuple(name for name in project.answered if name not in stale)})
    require_rules(kept.round, fresh, Situation(intake.now.date(), returning=True, secretariat=intake.secretariat))
