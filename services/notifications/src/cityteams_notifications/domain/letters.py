"""A letter: what is to be said to whom, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from cityteams_contracts.notifications import (
    Channel,
    DigestLate,
    LetterFailed,
    LetterGathered,
    LetterKind,
    LetterQueued,
    LetterSent,
)
from cityteams_notifications.domain.deliveries import Consignment

Fact = str | int | bool | date | None | tuple["Fact", ...] | Mapping[str, "Fact"]
"""What a template may be given: harmless words, numbers, moments, and rows of them; nothing that is in a language."""

URGENT = frozenset({LetterKind.SIGN_IN_LINK})
"""Somebody sits and waits for these: they go out before everything else."""
FIRST = timedelta(days=1)
"""An urgent letter is due so much earlier, and what is due longest goes first."""


LATE = "the-digest-is-late"


class LetterState(StrEnum):
    """Where a letter is in its short life."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    GATHERED = "gathered"


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

    @staticmethod
    def gathered(letter: "Letter | None", event: LetterGathered, _stamp: object) -> "Letter | None":
        """It comes as a part of a digest."""
        return letter and replace(letter, state=LetterState.GATHERED, settled_at=event.gathered_at, reason=event.into)

    @staticmethod
    def late(letter: "Letter | None", _event: DigestLate, _stamp: object) -> "Letter | None":
        """The operator was told that it did not go out."""
        return letter and replace(letter, reason=LATE)

    @property
    def waits(self) -> bool:
        """Whether it is still to be sent."""
        return self.state is LetterState.QUEUED

    def requeue(self, at: datetime) -> LetterQueued:
        """Decides that it waits to be sent once more, because somebody asked for it."""
        return LetterQueued(
            letter_id=self.letter_id,
            kind=self.kind,
            person_id=self.person_id,
            about=self.about,
            subject_line=self.subject_line,
            queued_at=at,
        )

    def take(self, at: datetime) -> list[LetterSent]:
        """Decides that the letter is sent; nothing happens when its life is over already."""
        if not self.waits:
            return []
        return [LetterSent(letter_id=self.letter_id, kind=self.kind, person_id=self.person_id, sent_at=at)]

    def give_up(self, reason: str, at: datetime) -> list[LetterFailed]:
        """Decides that the letter will not be sent; nothing happens when its life is over already."""
        if not self.waits:
            return []
        end = LetterFailed(
            letter_id=self.letter_id, kind=self.kind, person_id=self.person_id, reason=reason, failed_at=at
        )
        return [end]


@dataclass(frozen=True)
class Draft:
    """What a letter will say: the facts for the template of its kind."""

    kind: LetterKind
    person_id: str
    about: str
    facts: Mapping[str, Fact]

    def queue(self, letter_id: str, subject_line: str, because: str, at: datetime) -> LetterQueued:
        """Decides that the letter waits to be sent; the ledger knows it by this line and by the type of its event."""
        return LetterQueued(
            letter_id=letter_id,
            kind=self.kind,
            person_id=self.person_id,
            about=self.about,
            subject_line=subject_line,
            queued_at=at,
            because=because,
        )


@dataclass(frozen=True)
class Written:
    """A letter in a language: what stands above it, its text, and which way it reads."""

    subject: str
    text: str
    language: str
    direction: str


@dataclass(frozen=True)
class Pending:
    """A letter that this store may send: the event that it is worded from at the moment of sending, and no word of it.

    `due_at` is when it may be tried, None once it is given up; `begun_at` is set while it may be at the mail server
    without our knowing.
    """

    letter_id: str
    person_id: str
    event_subject: str
    event_id: str
    due_at: datetime | None
    begun_at: datetime | None = None
    gathers: bool = False
    """Whether it goes together with others that are due at the same moment."""


@dataclass(frozen=True)
class Gathered:
    """A letter that goes out as a part of a digest: the event that this part is worded from."""

    letter_id: str
    digest_id: str
    kind: LetterKind
    person_id: str
    event_subject: str
    event_id: str
    queued_at: datetime


@dataclass(frozen=True)
class Waiting:
    """A letter that is due, ready for the postman; `tries` came to nothing before, `suppressed` means: do not send.

    `language` is the one that its reader chose, if they did.
    """

    letter: Letter
    pending: Pending
    tries: int = 0
    suppressed: bool = False
    language: str | None = None

    @property
    def in_doubt(self) -> bool:
        """Whether an earlier attempt has no known end."""
        return self.pending.begun_at is not None

    @property
    def consignment(self) -> Consignment:
        """What the ledger says of it."""
        letter = self.letter
        return Consignment(letter.letter_id, Channel.MAIL, letter.person_id, str(letter.kind), letter.about)
