"""What a worksheet said each time it was handed in, and what two of those times differ in, field by field."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cityteams_contracts.registration import (
    FIELDS,
    Project,
    SupplementGiven,
    WorksheetResubmitted,
    WorksheetSubmitted,
)
from cityteams_portal.domain.stamps import Stamped

HandedIn = WorksheetSubmitted | WorksheetResubmitted | SupplementGiven


@dataclass(frozen=True, slots=True)
class Version:
    """A worksheet as it was handed in once; `version_id` follows from which and when."""

    version_id: str
    worksheet_id: str
    round_id: str
    at: datetime
    by: str
    project: Project
    changed: tuple[str, ...]
    part_id: str | None
    receipt_number: str | None
    receipt_sha256: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two versions say differently."""

    field: str
    before: Any
    after: Any


def version_id(event: HandedIn) -> str:
    """The same handing in has the same id, whenever it is heard."""
    return sha256(f"{event.name}:{event.key}:{_moment(event).isoformat()}".encode()).hexdigest()[:32]


def _moment(event: HandedIn) -> datetime:
    return event.given_at if isinstance(event, SupplementGiven) else event.submitted_at


def handed_in(_row: Version | None, event: HandedIn, stamp: Stamped) -> Version:
    """A worksheet, or the supplement to one, was handed in."""
    return Version(
        version_id=version_id(event),
        worksheet_id=event.worksheet_id,
        round_id=event.round_id,
        at=_moment(event),
        by=stamp.actor,
        project=event.project,
        changed=() if isinstance(event, WorksheetSubmitted) else event.changed,
        part_id=event.part_id,
        receipt_number=event.receipt.number if event.receipt else None,
        receipt_sha256=event.receipt.sha256 if event.receipt else None,
    )


def differences(before: Project, after: Project) -> tuple[Difference, ...]:
    """The fields that differ, in the order of the sheet; private ones are not among them, see `changed`."""
    names = [field.name for field in FIELDS if field.name in Project.model_fields]
    pairs = [Difference(name, getattr(before, name), getattr(after, name)) for name in names]
    return tuple(pair for pair in pairs if pair.before != pair.after)
