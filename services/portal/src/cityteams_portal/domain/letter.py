"""The portal's copy of letters: to whom by id, what about, because of what, and whether they went out.

What a letter says, and the line above it, stay outside.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.notifications import LetterFailed, LetterGathered, LetterKind, LetterQueued, LetterSent
from cityteams_contracts.values import PersonId


class LetterState(StrEnum):
    """How far a letter has come; one that was gathered comes as a part of a digest."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    GATHERED = "gathered"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person; `because` is the type of the event that it tells of, `into` the digest it comes in."""

    letter_id: str
    kind: LetterKind
    state: LetterState
    about: str
    queued_at: datetime
    settled_at: datetime | None = None
    reason: str | None = None
    person_id: PersonId | None = None
    because: str | None = None
    into: str | None = None


def queued(row: Letter | None, event: LetterQueued, _stamp: object) -> Letter:
    """A letter waits to be sent; one that waits once more does so because of the same event."""
    because = event.because or (row.because if row else None)
    return Letter(
        event.letter_id, event.kind, LetterState.QUEUED, event.about, event.queued_at,
        person_id=event.person_id, because=because,
    )  # fmt: skip


def sent(row: Letter | None, event: LetterSent, _stamp: object) -> Letter | None:
    """The mail server took it over."""
    return row and replace(row, state=LetterState.SENT, settled_at=event.sent_at)


def failed(row: Letter | None, event: LetterFailed, _stamp: object) -> Letter | None:
    """It will not be sent."""
    return row and replace(row, state=LetterState.FAILED, settled_at=event.failed_at, reason=event.reason)


def gathered(row: Letter | None, event: LetterGathered, _stamp: object) -> Letter | None:
    """It comes as a part of a digest."""
    return row and replace(row, state=LetterState.GATHERED, settled_at=event.gathered_at, into=event.into)
