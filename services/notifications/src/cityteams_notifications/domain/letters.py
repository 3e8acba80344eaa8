"""A letter: what is to be said to whom, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from cityteams_contracts.notifications import LetterFailed, LetterKind, LetterQueued, LetterSent
from cityteams_notifications.domain.text import HOME

Fact = str | int | bool | tuple["Fact", ...] | Mapping[str, "Fact"]
"""What a template may be given: harmless words, numbers, and rows of them."""


class LetterState(StrEnum):
    """Where a letter is in its short life."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True)
class Letter:
    """One letter to one person; written only by its own events."""

    letter_id: str
    kind: LetterKind
    person_id: str
    about: str
    subject_line: str
    state: LetterState
    queued_at: datetime
    settled_at: datetime | None = None
    reason: str | None = None

    @staticmethod
    def queued(_: "Letter | None", event: LetterQueued, _stamp: object) -> "Letter":
        """A letter begins."""
        return Letter(
            letter_id=event.letter_id,
            kind=event.kind,
            person_id=event.person_id,
            about=event.about,
            subject_line=event.subject_line,
            state=LetterState.QUEUED,
            queued_at=event.queued_at,
        )

    @staticmethod
    def sent(letter: "Letter | None", event: LetterSent, _stamp: object) -> "Letter | None":
        """The mail server has it."""
        return letter and replace(letter, state=LetterState.SENT, settled_at=event.sent_at)

    @staticmethod
    def failed(letter: "Letter | None", event: LetterFailed, _stamp: object) -> "Letter | None":
        """It will never be sent."""
        return letter and replace(letter, state=LetterState.FAILED, settled_at=event.failed_at, reason=event.reason)

    def take(self, at: datetime) -> list[LetterSent]:
        """Decides that the letter is sent; nothing happens when its life is over already."""
        if self.state is not LetterState.QUEUED:
            return []
        return [LetterSent(letter_id=self.letter_id, kind=self.kind, person_id=self.person_id, sent_at=at)]

    def give_up(self, reason: str, at: datetime) -> list[LetterFailed]:
        """Decides that the letter will not be sent; nothing happens when its life is over already."""
        if self.state is not LetterState.QUEUED:
            return []
        end = LetterFailed(
            letter_id=self.letter_id, kind=self.kind, person_id=self.person_id, reason=reason, failed_at=at
        )
        return [end]


@dataclass(frozen=True)
class Draft:
    """What a letter will say: the line above it and the facts for the template of its kind."""

    kind: LetterKind
    person_id: str
    about: str
    subject_line: str
    facts: Mapping[str, Fact]

    def queue(self, letter_id: str, at: datetime) -> LetterQueued:
        """Decides that the letter waits to be sent."""
        return LetterQueued(
            letter_id=letter_id,
            kind=self.kind,
            person_id=self.person_id,
            about=self.about,
            subject_line=self.subject_line,
            queued_at=at,
        )


@dataclass(frozen=True)
class Body:
    """The text of a letter that waits; private, gone once the letter is settled."""

    letter_id: str
    text: str


@dataclass(frozen=True)
class Attempt:
    """A letter that may be at the mail server already: its dialogue began and no answer is noted yet."""

    letter_id: str
    begun_at: datetime


@dataclass(frozen=True)
class Waiting:
    """A letter with its text, ready for the postman; `in_doubt` when an earlier attempt has no known end."""

    letter: Letter
    text: str
    in_doubt: bool

    @classmethod
    def of(cls, letter: Letter, text: str, begun_at: datetime | None) -> Self:
        """Joins what the tables know."""
        return cls(letter, text, begun_at is not None)

    def told_where(self, portal: str) -> "Waiting":
        """The same letter with the portal's address wherever the text speaks of it."""
        return replace(self, text=self.text.replace(HOME, portal))
