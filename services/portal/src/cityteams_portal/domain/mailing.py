"""The portal's copy of mailings: what they say, for whom, how far they are. People appear by their ids only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.notifications import (
    LeftOut,
    MailingApproved,
    MailingAudience,
    MailingCompleted,
    MailingKind,
    MailingPartQueued,
    MailingPrepared,
    MailingProofed,
    MailingStopped,
    RecipientsListed,
)


class MailingState(StrEnum):
    """How far a mailing has come."""

    PREPARED = "prepared"
    PROOFED = "proofed"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Mailing:
    """One mailing. `proofs` says by person which letter was their proof of this edition; `ended` counts its letters
    by how they ended once none waits any more.
    """

    mailing_id: str
    edition: int
    kind: MailingKind
    subject_line: str
    text: str
    audience: MailingAudience
    state: MailingState
    recipients: int
    left_out: int
    parts: int
    prepared_by: str
    prepared_at: datetime
    proofs: Mapping[str, str] = field(default_factory=dict)
    queued_parts: int = 0
    left_since: int = 0
    approved_by: str | None = None
    approved_at: datetime | None = None
    stopped_by: str | None = None
    stopped_at: datetime | None = None
    stop_reason: str | None = None
    ended: Mapping[str, int] = field(default_factory=dict)
    completed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed, tried and approved."""
        return self.state in (MailingState.PREPARED, MailingState.PROOFED)

    @property
    def moves(self) -> bool:
        """Whether letters of it are on their way, so that a look in a moment shows more."""
        return self.state in (MailingState.APPROVED, MailingState.SENDING) or (
            self.state is MailingState.STOPPED and self.completed_at is None
        )


@dataclass(frozen=True, slots=True)
class MailingPart:
    """Some of those who get an edition, and of those who do not; edition 0 are those who opted out after it."""

    part_id: str
    mailing_id: str
    edition: int
    part: int
    recipients: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of those who get it have got it, and what became of the others."""

    recipients: int
    sent: int = 0
    gathered: int = 0
    failed: int = 0
    withdrawn: int = 0
    waiting: int = 0
    left_since: int = 0

    @property
    def done(self) -> int:
        """Of how many the end is known."""
        return self.sent + self.gathered + self.failed + self.withdrawn + self.left_since


def prepared(_: Mailing | None, event: MailingPrepared, _stamp: object) -> Mailing:
    """Another edition."""
    return Mailing(
        event.mailing_id, event.edition, event.kind, event.subject_line, event.text, event.audience,
        MailingState.PREPARED, event.recipients, event.left_out, event.parts, event.prepared_by, event.prepared_at,
    )  # fmt: skip


def proofed(before: Mailing | None, event: MailingProofed, _stamp: object) -> Mailing | None:
    """Somebody is sent it to look at."""
    if before is None:
        return None
    return replace(before, state=MailingState.PROOFED, proofs={**before.proofs, event.person_id: event.letter_id})


def approved(before: Mailing | None, event: MailingApproved, _stamp: object) -> Mailing | None:
    """It may go out."""
    if before is None:
        return None
    return replace(before, state=MailingState.APPROVED, approved_by=event.approved_by, approved_at=event.approved_at)


def queued(before: Mailing | None, event: MailingPartQueued, _stamp: object) -> Mailing | None:
    """The letters of another part wait."""
    if before is None:
        return None
    since = before.left_since + len(event.left_out)
    return replace(before, state=MailingState.SENDING, queued_parts=event.part, left_since=since)


def stopped(before: Mailing | None, event: MailingStopped, _stamp: object) -> Mailing | None:
    """No more of it."""
    if before is None:
        return None
    return replace(
        before, state=MailingState.STOPPED, stopped_by=event.stopped_by, stopped_at=event.stopped_at,
        stop_reason=event.reason,
    )  # fmt: skip


def completed(before: Mailing | None, event: MailingCompleted, _stamp: object) -> Mailing | None:
    """No letter of it waits any more."""
    if before is None:
        return None
    state = before.state if before.state is MailingState.STOPPED else MailingState.SENT
    ended = event.model_dump(include={"sent", "gathered", "failed", "withdrawn"})
    return replace(before, state=state, ended=ended, completed_at=event.completed_at)


def listed_id(event: RecipientsListed) -> str:
    """The row of a part."""
    return f"{event.mailing_id}/{event.edition}/{event.part}"


def listed(_: MailingPart | None, event: RecipientsListed, _stamp: object) -> MailingPart:
    """Who gets it and who does not."""
    return MailingPart(listed_id(event), event.mailing_id, event.edition, event.part, event.recipients, event.left_out)


def since_id(event: MailingPartQueued) -> str:
    """The row of those who opted out since."""
    return f"{event.mailing_id}/0/{event.part}"


def left_since(_: MailingPart | None, event: MailingPartQueued, _stamp: object) -> MailingPart | None:
    """Who opted out between preparing and sending."""
    if not event.left_out:
        return None
    return MailingPart(since_id(event), event.mailing_id, 0, event.part, left_out=event.left_out)
