"""The portal's copy of a worksheet: what it says in public and how far it has come. People stay outside."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.registration import (
    Project,
    WorksheetAccepted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
    kinds_of,
)
from cityteams_contracts.values import Resource, SectorCode


class WorksheetState(StrEnum):
    """How far a worksheet has come."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One worksheet as the public may see it."""

    worksheet_id: str
    round_id: str
    title: str
    sector: SectorCode
    state: WorksheetState
    description: str
    needs: tuple[Resource, ...]
    offers: tuple[Resource, ...]
    submitted_at: datetime | None
    decided_at: datetime | None


def _copy(worksheet_id: str, round_id: str, project: Project) -> Worksheet:
    return Worksheet(
        worksheet_id=worksheet_id,
        round_id=round_id,
        title=project.title,
        sector=project.sector,
        state=WorksheetState.SUBMITTED,
        description=project.description,
        needs=kinds_of(project.needs),
        offers=kinds_of(project.offers),
        submitted_at=None,
        decided_at=None,
    )


def submitted(_row: Worksheet | None, event: WorksheetSubmitted, _stamp: object) -> Worksheet:
    """A worksheet came in."""
    return replace(_copy(event.worksheet_id, event.round_id, event.project), submitted_at=event.submitted_at)


def accepted(row: Worksheet | None, event: WorksheetAccepted, _stamp: object) -> Worksheet:
    """The secretariat accepted it; the event carries the project as it was accepted."""
    copy = _copy(event.worksheet_id, event.round_id, event.project)
    since = row.submitted_at if row else None
    return replace(copy, state=WorksheetState.ACCEPTED, submitted_at=since, decided_at=event.accepted_at)


def withdrawn(row: Worksheet | None, event: WorksheetWithdrawn, _stamp: object) -> Worksheet | None:
    """The team lead took it back."""
    return row and replace(row, state=WorksheetState.WITHDRAWN, decided_at=event.withdrawn_at)
