"""How long what is kept, as a table, and the purge that keeps to it, a bounded number of rows at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from cityteams_chassis import Service, Tx
from cityteams_contracts.registration import InactivityWarned, PersonErased
from cityteams_registration.desk.forgetting import forget_person
from cityteams_registration.desk.mentioning import drop_mentions
from cityteams_registration.desk.rows import Part, SealedContact
from cityteams_registration.desk.sealed_drafts import drop_draft
from cityteams_registration.desk.store import (
    CONTACTS,
    PARTS,
    SIGN_INS,
    drafts_before,
    drafts_of_ended,
    inactive,
    left_of_erased,
    parts_of_ended,
    parts_of_nothing,
    sign_ins_before,
    unneeded,
)

WARNING = timedelta(days=31)
"""How long before they are forgotten people are told."""
AT_ONCE = 100
"""Rows that one transaction purges."""
Purge = Callable[[Tx, datetime], int]
"""Purges a few rows that were due at this moment; returns how many there were to look at."""


@dataclass(frozen=True)
class Period:
    """What is kept, for how long, and what ends it."""

    what: str
    days: int
    purge: Purge


def _people_who_never_came(tx: Tx, before: datetime) -> int:
    """Who never confirmed the address and is needed by nobody is forgotten, and everybody is told."""
    return _forget(tx, unneeded(tx, before, AT_ONCE))


def _people_to_warn(tx: Tx, before: datetime) -> int:
    """Who has not signed in for so long and is needed by nobody is told, once, that they will be forgotten."""
    due = inactive(tx, before, AT_ONCE)
    for each in due:
        tx.keep(CONTACTS, replace(each, warned_at=tx.now))
        tx.say(InactivityWarned(person_id=each.person_id, forgotten_from=tx.now + WARNING))
    return len(due)


def _people_who_stayed_away(tx: Tx, before: datetime) -> int:
    """Who did not sign in after the warning either is forgotten, and everybody is told."""
    return _forget(tx, inactive(tx, before, AT_ONCE, warned_before=tx.now - WARNING))


def _forget(tx: Tx, due: list[SealedContact]) -> int:
    for each in due:
        forget_person(tx, each.person_id)
        tx.say(PersonErased(person_id=each.person_id, erased_at=tx.now))
    return len(due)


def _sign_ins(tx: Tx, before: datetime) -> int:
    due = sign_ins_before(tx, before, AT_ONCE)
    for each in due:
        tx.forget(SIGN_INS, each.sign_in_id)
    return len(due)


def _untouched_drafts(tx: Tx, before: datetime) -> int:
    due = drafts_before(tx, before, AT_ONCE)
    for each in due:
        drop_draft(tx, each.draft_id)
    return len(due)


def _drafts_of_ended(tx: Tx, _before: datetime) -> int:
    due = drafts_of_ended(tx, AT_ONCE)
    for each in due:
        drop_draft(tx, each.draft_id)
    return len(due)


def _parts_of_ended(tx: Tx, before: datetime) -> int:
    return _drop_parts(tx, parts_of_ended(tx, before, AT_ONCE))


def _parts_of_nothing(tx: Tx, before: datetime) -> int:
    return _drop_parts(tx, parts_of_nothing(tx, before, AT_ONCE))


def _drop_parts(tx: Tx, due: list[Part]) -> int:
    for each in due:
        drop_mentions(tx, each.part_id)
        tx.forget(PARTS, each.part_id)
    return len(due)


def _left_of_erased(tx: Tx, _before: datetime) -> int:
    due = left_of_erased(tx, AT_ONCE)
    for each in due:
        forget_person(tx, each.person_id)
    return len(due)


RETENTION = (
    Period(
        "contacts of people who never confirmed their address and are needed by no worksheet", 7, _people_who_never_came
    ),
    Period("silence of people who have no worksheet, draft or role, until they are warned", 730, _people_to_warn),
    Period("contacts of people who have no worksheet, draft or role and did not sign in", 761, _people_who_stayed_away),
    Period("requests for a sign-in link", 1, _sign_ins),
    Period("drafts that nobody touched", 400, _untouched_drafts),
    Period("drafts of worksheets that were withdrawn or declined", 0, _drafts_of_ended),
    Period("private answers of worksheets that were withdrawn or declined", 400, _parts_of_ended),
    Period("private answers that were never handed in", 7, _parts_of_nothing),
    Period("what a restored backup brings back of people who were erased", 0, _left_of_erased),
)


async def purge(service: Service, now: datetime) -> dict[str, int]:
    """Ends everything whose time is over; safe to be done by several processes at once. Returns how much, by what."""
    purged = {}
    for period in RETENTION:
        before, total = now - timedelta(days=period.days), 0
        while found := await service.act(f"purge-{uuid4()}", now, lambda tx: period.purge(tx, before)):  # noqa: B023
            total += found
        if total:
            purged[period.what] = total
            service.log.info("retention.purged", what=period.what, rows=total)
    return purged
