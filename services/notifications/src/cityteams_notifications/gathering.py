"""Digests: at their morning the letters that wait for it become one; and a watch over digests that do not go out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from cityteams_chassis import Service, Tx
from cityteams_contracts.notifications import DigestLate, LetterGathered, LetterKind, LetterQueued
from cityteams_notifications.domain.letters import Gathered, Letter, Pending
from cityteams_notifications.store import GATHERED, LETTERS, PENDING, going_together, late_digests, to_gather
from cityteams_timers import Due, keep_time, timer_id

AT_ONCE = 100
LATE_AFTER = timedelta(hours=2)


def find_digests(tx: Tx, until: datetime) -> Sequence[Due]:
    """Digests that are due."""
    return [
        Due(timer_id("digest", person_id, at.isoformat()), at, partial(_gather, person_id, at))
        for person_id, at in to_gather(tx, until, AT_ONCE)
    ]


def _gather(person_id: str, at: datetime, tx: Tx) -> None:
    """One letter goes as it is; several become the parts of a digest."""
    found = going_together(tx, person_id, at)
    if len(found) == 1:
        tx.keep(PENDING, replace(found[0][0], gathers=False))
        return
    digest_id = tx.new_id(person_id, "digest")
    for pending, letter in found:
        _take_in(pending, letter, digest_id, tx)
    if found:
        tx.say(_queued(digest_id, person_id, len(found), at))
        tx.keep(PENDING, Pending(digest_id, person_id, "", digest_id, due_at=at))


def _take_in(pending: Pending, letter: Letter, digest_id: str, tx: Tx) -> None:
    tx.say(
        LetterGathered(
            letter_id=letter.letter_id, kind=letter.kind, person_id=letter.person_id, into=digest_id,
            gathered_at=tx.now,
        )
    )  # fmt: skip
    part = Gathered(
        letter.letter_id, digest_id, letter.kind, letter.person_id, pending.event_subject, pending.event_id,
        letter.queued_at,
    )  # fmt: skip
    tx.keep(GATHERED, part)
    tx.forget(PENDING, pending.letter_id)


def _queued(digest_id: str, person_id: str, parts: int, at: datetime) -> LetterQueued:
    return LetterQueued(
        letter_id=digest_id, kind=LetterKind.DIGEST, person_id=person_id, about=digest_id,
        subject_line=f"{parts} messages: what happened", queued_at=at,
    )  # fmt: skip


def find_late(tx: Tx, until: datetime) -> Sequence[Due]:
    """Digests that should have gone out two hours ago."""
    return [
        Due(timer_id("digest-late", each.letter_id), each.queued_at + LATE_AFTER, partial(_tell, each.letter_id))
        for each in late_digests(tx, until - LATE_AFTER, AT_ONCE)
    ]


def _tell(letter_id: str, tx: Tx) -> None:
    letter = tx.get(LETTERS, letter_id)
    if letter is not None and letter.waits:
        tx.say(DigestLate(letter_id=letter_id, person_id=letter.person_id, queued_at=letter.queued_at))


async def gather(service: Service) -> None:
    """Makes digests when they are due, until the service stops."""
    await keep_time(service, "digests", find_digests)


async def watch(service: Service) -> None:
    """Tells of digests that do not go out, until the service stops."""
    await keep_time(service, "late digests", find_late, every=60.0)
