"""Reads of commands that were sent here, and of what became of them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Tx
from cityteams_portal import tables
from cityteams_portal.domain.answer import ANSWERS_TO, Answer, Outcome
from cityteams_portal.store.shelves import ANSWERS

AlreadySent = sa.exc.IntegrityError
"""Two browsers, or one twice, sent a command under the same id at the same moment."""


def answers(tx: Tx, command_ids: Sequence[str]) -> dict[str, Answer]:
    """The answers that have arrived to these commands; what a command caused beside is no answer to it."""
    found = tx.find(ANSWERS, tables.answers.c.command_id.in_(command_ids))
    asked = _names(tx, command_ids)
    return {each.command_id: each for each in found if _answers(each, asked.get(each.command_id))}


def _answers(answer: Answer, command: str | None) -> bool:
    return answer.outcome is Outcome.REJECTED or command is None or answer.what in ANSWERS_TO.get(command, ())


def _names(tx: Tx, command_ids: Sequence[str]) -> dict[str, str]:
    """The names of the commands that were sent from here, such as `registration.submit-worksheet`."""
    at = tables.books.outbox.c
    rows: Sequence[Any] = tx.rows(sa.select(at.message_id, at.subject).where(at.message_id.in_(command_ids)))
    return {row.message_id: ".".join(row.subject.split(".")[2:4]) for row in rows}


def sent_here(tx: Tx, command_id: str) -> bytes | None:
    """The body of a command that this portal sent, answered or not."""
    at = tables.books.outbox.c
    found = tx.rows(sa.select(at.body).where(at.message_id == command_id))
    return bytes(found[0].body) if found else None
