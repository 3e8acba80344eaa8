"""A mailing's life: prepared, proofed, approved, sending, sent; or stopped. Written only by its own events."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from cityteams_contracts.notifications import (
    MailingApproved,
    MailingCompleted,
    MailingKind,
    MailingPartQueued,
    MailingPrepared,
    MailingProofed,
    MailingStopped,
    RecipientsListed,
)

STOPPED = "the-mailing-was-stopped"
"""Why a letter of it that waited does not go out."""


class MailingState(StrEnum):
    """How far a mailing has come."""

    PREPARED = "prepared"
    PROOFED = "proofed"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"


OPEN = frozenset({MailingState.PREPARED, MailingState.PROOFED})
"""It can still be changed, tried and approved."""
GOING_OUT = frozenset({MailingState.APPROVED, MailingState.SENDING})


@dataclass(frozen=True)
class Mailing:
    """One mailing; `event_id` is the event that holds its text, `proofs` the letters by whom they went to."""

    mailing_id: str
    kind: MailingKind
    subject_line: str
    event_id: str
    edition: int
    state: MailingState
    recipients: int
    left_out: int
    parts: int
    queued_parts: int = 0
    proofs: Mapping[str, str] = field(default_factory=dict)
    completed_at: datetime | None = None

    @staticmethod
    def prepared(_: "Mailing | None", event: MailingPrepared, stamp: Any) -> "Mailing":
        """Another edition; what was tried before does not count for it."""
        return Mailing(
            event.mailing_id, event.kind, event.subject_line, stamp.id, event.edition, MailingState.PREPARED,
            event.recipients, event.left_out, event.parts,
        )  # fmt: skip

    @staticmethod
    def proofed(before: "Mailing | None", event: MailingProofed, _stamp: object) -> "Mailing | None":
        """Somebody is sent it to look at."""
        if before is None:
            return None
        return replace(before, state=MailingState.PROOFED, proofs={**before.proofs, event.person_id: event.letter_id})

    @staticmethod
    def approved(before: "Mailing | None", _event: MailingApproved, _stamp: object) -> "Mailing | None":
        """It may go out."""
        return before and replace(before, state=MailingState.APPROVED)

    @staticmethod
    def queued(before: "Mailing | None", event: MailingPartQueued, _stamp: object) -> "Mailing | None":
        """The letters of another part wait."""
        return before and replace(before, state=MailingState.SENDING, queued_parts=event.part)

    @staticmethod
    def stopped(before: "Mailing | None", _event: MailingStopped, _stamp: object) -> "Mailing | None":
        """No more of it."""
        return before and replace(before, state=MailingState.STOPPED)

    @staticmethod
    def completed(before: "Mailing | None", event: MailingCompleted, _stamp: object) -> "Mailing | None":
        """Nothing of it waits any more."""
        if before is None:
            return None
        state = before.state if before.state is MailingState.STOPPED else MailingState.SENT
        return replace(before, state=state, completed_at=event.completed_at)

    @property
    def event_subject(self) -> str:
        """Where the event that holds its text lies."""
        return f"{MailingPrepared.listen().removesuffix('*')}{self.mailing_id}"

    @property
    def next_part(self) -> int | None:
        """The part whose letters come next, or None."""
        goes_on = self.state in GOING_OUT and self.queued_parts < self.parts
        return self.queued_parts + 1 if goes_on else None


@dataclass(frozen=True)
class Part:
    """Some of those who get an edition."""

    part_id: str
    mailing_id: str
    edition: int
    part: int
    recipients: tuple[str, ...] = ()

    @staticmethod
    def listed(_: "Part | None", event: RecipientsListed, _stamp: object) -> "Part":
        """As it was told."""
        return Part(listed_id(event), event.mailing_id, event.edition, event.part, event.recipients)


def listed_id(event: RecipientsListed) -> str:
    """The row of a part."""
    return part_id(event.mailing_id, event.edition, event.part)


def part_id(mailing_id: str, edition: int, part: int) -> str:
    """The row of a part."""
    return f"{mailing_id}/{edition}/{part}"
