"""The portal's copy of letters: what about and whether they went out. To whom and what they say stays outside."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.notifications import LetterFailed, LetterKind, LetterQueued, LetterSent


class LetterState(StrEnum):
    """How far a letter has come."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person."""

    letter_id: str
    kind: LetterKind
    state: LetterState
    about: str
    queued_at: datetime
    settled_at: datetime | None = None
    reason: str | None = None


def queued(_row: Letter | None, event: LetterQueued, _stamp: object) -> Letter:
    """A letter waits to be sent."""
    return Letter(event.letter_id, event.kind, LetterState.QUEUED, event.about, event.queued_at)


def sent(row: Letter | None, event: LetterSent, _stamp: object) -> Letter | None:
    """The mail server took it over."""
    return row and replace(row, state=LetterState.SENT, settled_at=event.sent_at)


def failed(row: Letter | None, event: LetterFailed, _stamp: object) -> Letter | None:
    """It will not be sent."""
    return row and replace(row, state=LetterState.FAILED, settled_at=event.failed_at, reason=event.reason)
