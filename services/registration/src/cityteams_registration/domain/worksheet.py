"""The life of a worksheet: submitted, then accepted, and at any time withdrawn for good."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    AcceptWorksheet,
    Project,
    SubmitWorksheet,
    WithdrawWorksheet,
    WorksheetAccepted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_registration.domain.rules import require_rules


class WorksheetState(StrEnum):
    """Where a worksheet stands."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Worksheet:
    """A worksheet as its events tell it; `decided_at` is when it took its present state, None while it waits."""

    worksheet_id: str
    round_id: str
    state: WorksheetState
    project: Project
    submitted_at: datetime
    decided_at: datetime | None = None

    @staticmethod
    def submitted(_before: "Worksheet | None", event: WorksheetSubmitted, _stamp: object) -> "Worksheet":
        """The first event of every worksheet."""
        return Worksheet(
            worksheet_id=event.worksheet_id,
            round_id=event.round_id,
            state=WorksheetState.SUBMITTED,
            project=event.project,
            submitted_at=event.submitted_at,
        )

    @staticmethod
    def accepted(before: "Worksheet | None", event: WorksheetAccepted, _stamp: object) -> "Worksheet":
        """The secretariat said yes; raises LookupError when no submission came before."""
        return replace(_after(before, event), state=WorksheetState.ACCEPTED, decided_at=event.accepted_at)

    @staticmethod
    def withdrawn(before: "Worksheet | None", event: WorksheetWithdrawn, _stamp: object) -> "Worksheet":
        """The lead took it back; the row stays so that its id never means another project. Raises LookupError."""
        return replace(_after(before, event), state=WorksheetState.WITHDRAWN, decided_at=event.withdrawn_at)


def _after(before: Worksheet | None, event: WorksheetAccepted | WorksheetWithdrawn) -> Worksheet:
    if before is None:
        raise LookupError(f"{event.name} of worksheet {event.worksheet_id}, which was never submitted")
    return before


def decide_submission(worksheet: Worksheet | None, command: SubmitWorksheet, now: datetime) -> list[WorksheetSubmitted]:
    """A new worksheet that keeps every rule is submitted; raises Rejected otherwise."""
    if worksheet is not None:
        _refuse_withdrawn(worksheet)
        raise Rejected(
            "worksheet-is-already-submitted",
            f"A worksheet with this id is {worksheet.state}. Hand in a new project under an id of its own.",
            "worksheet_id",
        )
    require_rules(command.project)
    return [
        WorksheetSubmitted(
            worksheet_id=command.worksheet_id, round_id=command.round_id, project=command.project, submitted_at=now
        )
    ]


def decide_acceptance(worksheet: Worksheet | None, command: AcceptWorksheet, now: datetime) -> list[WorksheetAccepted]:
    """A waiting worksheet is accepted; the rules are asked again, since they may be stricter than at submission."""
    known = _require(worksheet)
    if known.state is WorksheetState.ACCEPTED:
        raise Rejected(
            "worksheet-is-already-accepted",
            "This worksheet is accepted already; nothing is left to do.",
            "worksheet_id",
        )
    require_rules(known.project)
    return [
        WorksheetAccepted(
            worksheet_id=command.worksheet_id, round_id=known.round_id, project=known.project, accepted_at=now
        )
    ]


def decide_withdrawal(
    worksheet: Worksheet | None, command: WithdrawWorksheet, now: datetime
) -> list[WorksheetWithdrawn]:
    """A worksheet may be taken back before and after acceptance, once."""
    known = _require(worksheet)
    project = known.project
    return [
        WorksheetWithdrawn(worksheet_id=command.worksheet_id, title=project.title, lead=project.lead, withdrawn_at=now)
    ]


def _require(worksheet: Worksheet | None) -> Worksheet:
    if worksheet is None:
        raise Rejected(
            "worksheet-is-unknown",
            "No worksheet has this id. Check the id, or submit the worksheet first.",
            "worksheet_id",
        )
    _refuse_withdrawn(worksheet)
    return worksheet


def _refuse_withdrawn(worksheet: Worksheet) -> None:
    if worksheet.state is WorksheetState.WITHDRAWN:
        raise Rejected(
            "worksheet-was-withdrawn",
            "This worksheet was withdrawn and stays so. Submit the project again as a new worksheet, under a new id.",
            "worksheet_id",
        )
