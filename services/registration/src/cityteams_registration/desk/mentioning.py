"""Notes whose addresses stand in a draft or part, so that erasing somebody finds what others wrote about them."""

from datetime import datetime
from typing import Any

from cityteams_chassis import Tx
from cityteams_registration.desk.rows import Mention
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.store import MENTIONS, mentions_in, mentions_of
from cityteams_registration.domain.people.mentions import mails_in

ANYBODY = "*"
"""Stands for the addresses of a text that holds too many to be noted singly: it is looked through every time."""
_SINGLY_AT_MOST = 200


def note_mentions(safe: Safe, holder: str, holder_id: str, content: Any) -> None:
    """Notes the addresses that stand in this content now; what is to be forgotten stays noted until it is gone."""
    indices = {safe.vault.index(mail) for mail in mails_in(content)}
    indices = {ANYBODY} if len(indices) > _SINGLY_AT_MOST else indices
    known = {each.mail_index: each for each in mentions_in(safe.tx, holder_id)}
    for index in indices - known.keys():
        safe.tx.keep(MENTIONS, _mention(holder, holder_id, index))
    for index in known.keys() - indices:
        if known[index].forget_at is None:
            safe.tx.forget(MENTIONS, known[index].mention_id)


def drop_mentions(tx: Tx, holder_id: str) -> None:
    """The draft or part is gone, and with it what stood in it."""
    for mention in mentions_in(tx, holder_id):
        tx.forget(MENTIONS, mention.mention_id)


def forget_mentions(tx: Tx, mail_index: str, now: datetime) -> int:
    """Somebody is erased: wherever their address stands it has to go; returns in how many drafts and parts."""
    found = [*mentions_of(tx, mail_index), *mentions_of(tx, ANYBODY)]
    for each in found:
        tx.keep(MENTIONS, _mention(each.holder, each.holder_id, mail_index, now))
    return len(found)


def _mention(holder: str, holder_id: str, mail_index: str, forget_at: datetime | None = None) -> Mention:
    return Mention(f"{holder_id}.{mail_index}", holder, holder_id, mail_index, forget_at)
