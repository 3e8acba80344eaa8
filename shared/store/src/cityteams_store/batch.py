"""A batch of messages in one transaction, with the outcome of each as if it had been alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import ValidationError

from cityteams_contracts import Command, Event, Message, Rejected, all_contracts
from cityteams_contracts.strict import ambiguity
from cityteams_contracts.values import ID_PATTERN
from cityteams_store.envelope import Envelope, body_of, derived_id
from cityteams_store.errors import Poison, Transient
from cityteams_store.reactions import Reaction
from cityteams_store.shelf import Shelf
from cityteams_store.tables import Books
from cityteams_store.unit import FoldTable, Tx, Unit

_ID, _MALFORMED, _AHEAD = re.compile(ID_PATTERN).fullmatch, "the-message-is-malformed", timedelta(minutes=2)
Kind = Literal["done", "repeated", "ignored", "rejected", "waiting", "transient", "poison"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a message ended; `code` and `reason` say why when it is not done."""

    kind: Kind
    code: str = ""
    reason: str = ""
    said: int = 0


@dataclass(slots=True)
class Item:
    """A message on its way through a batch: the envelope, and what it says once it could be read."""

    envelope: Envelope
    message: Message | None = None
    wrong: Rejected | Poison | None = None


def read_item(envelope: Envelope, contracts: Mapping[str, type[Message]], taken: datetime | None = None) -> Item:
    """Decodes one message by itself, so that a bad one harms no other. Unknown events are left unread.

    A command that claims to be sent well after the broker took it in, at `taken`, is refused.
    """
    if envelope.version is None and taken is not None and envelope.stamp.at - taken > _AHEAD:
        reason = "it is said to be sent minutes after it came in; set the clock of the sender, and send it again"
        return Item(envelope, None, Rejected("the-clock-is-wrong", reason, "ce-time"))
    contract = contracts.get(envelope.kind)
    if contract is None:
        return _unknown(envelope, contracts)
    try:
        message = contract.model_validate_json(envelope.body, extra="forbid" if envelope.version is None else None)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:100] or "body"
        more = f" (and {wrong.error_count() - 1} more)" if wrong.error_count() > 1 else ""
        return Item(envelope, None, _refusal(envelope, _MALFORMED, f"{place}: {first['msg']}{more}", place))
    if body_of(message) != envelope.body and (twofold := ambiguity(envelope.body)):
        return Item(envelope, None, _refusal(envelope, _MALFORMED, f"body: {twofold}", "body"))
    if message.subject != envelope.subject:
        reason = f"the body belongs to {message.subject}"
        return Item(envelope, None, _refusal(envelope, "the-key-does-not-match", reason, message.key_field))
    return Item(envelope, message)


def _unknown(envelope: Envelope, contracts: Mapping[str, type[Message]]) -> Item:
    name = envelope.kind.rpartition(".v")[0]
    released = sorted(kind for kind in contracts if kind.startswith(f"{name}.v"))
    if envelope.version is not None and not released:
        return Item(envelope)
    reason = f"{envelope.kind} was never released; known: {', '.join(released) or 'none of this name'}"
    return Item(envelope, None, _refusal(envelope, "the-version-is-unknown", reason, "version"))


def _refusal(envelope: Envelope, code: str, reason: str, field: str) -> Rejected | Poison:
    return Rejected(code, reason, field) if envelope.version is None else Poison(code, reason)


@dataclass(frozen=True)
class Batches:
    """How a service turns messages into state and events."""

    service: str
    books: Books
    fold: FoldTable

    def handle(self, conn: sa.Connection, reaction: Reaction, items: Sequence[Item]) -> list[Outcome]:
        """Handles a batch within the caller's transaction; raises only what spoils the whole transaction."""
        unit = Unit(conn, self.books, self.fold, self.service)
        unit.prefetch(list(self._rows(reaction, items)))
        seen = self._begin(unit, items)
        outcomes = [self._one(unit, reaction, item, seen) for item in items]
        unit.flush()
        return outcomes

    def absorb(self, conn: sa.Connection, items: Sequence[tuple[Item, int]]) -> int:
        """Replays recorded events with their stream sequences: folds only, says nothing; returns how many were new."""
        unit = Unit(conn, self.books, self.fold, self.service)
        unit.prefetch(
            [row for item, _ in items if isinstance(item.message, Event) for row in self._folded(item.message)]
        )
        seen = self._begin(unit, [item for item, _ in items])
        new = 0
        for item, sequence in items:
            kind = self._gate(unit, item, seen=set())  # versions alone: what an event caused may come before it
            if kind == "waiting":
                reason = f"{item.envelope.subject} jumps to version {item.envelope.version}"
                raise Poison("the-record-has-a-gap", reason)
            if item.wrong is not None:
                raise item.wrong
            if kind == "ready":
                self._replay(unit, item, sequence, seen)
                new += 1
        unit.flush()
        return new

    def _replay(self, unit: Unit, item: Item, sequence: int, seen: set[str]) -> None:
        envelope, message = item.envelope, item.message
        tx = Tx(unit, envelope.stamp)
        if isinstance(message, Event):
            tx.apply(message, envelope.stamp)
            if message.owner == self.service:
                tx.said.append((message, envelope.stamp, envelope.version))
                unit.sent[envelope.stamp.id] = sequence
        unit.join(tx)
        unit.note(envelope.aggregate, envelope.version or 0)
        mark = envelope.stamp.cause if message is not None and message.owner == self.service else envelope.stamp.id
        if mark and mark not in seen:
            seen.add(mark)
            unit.marks.append(mark)

    def _begin(self, unit: Unit, items: Sequence[Item]) -> set[str]:
        unit.know([item.envelope.aggregate for item in items if item.envelope.version is not None])
        ids, inbox = [item.envelope.stamp.id for item in items], self.books.inbox.c.message_id
        chunks = (ids[start : start + 900] for start in range(0, len(ids), 900))
        return {row for chunk in chunks for row in unit.conn.scalars(sa.select(inbox).where(inbox.in_(chunk)))}

    def _rows(self, reaction: Reaction, items: Sequence[Item]) -> Iterator[tuple[Shelf[Any], str]]:
        for item in items:
            if isinstance(item.message, Event):
                yield from self._folded(item.message)
            if item.message is not None:
                yield from reaction.rows(item.message)

    def _folded(self, event: Event) -> Iterator[tuple[Shelf[Any], str]]:
        for line in self.fold.get(type(event), ()):
            if not line.begins:
                yield line.loads, line.key(event)

    @staticmethod
    def _gate(unit: Unit, item: Item, seen: set[str]) -> Literal["ready", "repeated", "waiting"]:
        envelope = item.envelope
        if envelope.stamp.id in seen:
            return "repeated"
        if envelope.version is None:
            return "ready"
        known = unit.versions[envelope.aggregate]
        if envelope.version <= known:
            return "repeated"
        return "ready" if envelope.version == known + 1 else "waiting"

    def _one(self, unit: Unit, reaction: Reaction, item: Item, seen: set[str]) -> Outcome:
        gate = self._gate(unit, item, seen)
        if gate == "waiting":
            known = unit.versions[item.envelope.aggregate]
            return Outcome("waiting", "an-earlier-version-is-missing", f"has {known}, got {item.envelope.version}")
        if gate == "repeated":
            return Outcome("repeated")
        tx = Tx(unit, item.envelope.stamp)
        outcome = self._try(tx, reaction, item)
        if outcome.kind in ("transient", "poison"):
            return outcome
        unit.join(tx)
        unit.marks.append(item.envelope.stamp.id)
        seen.add(item.envelope.stamp.id)
        if item.envelope.version is not None:
            unit.note(item.envelope.aggregate, item.envelope.version)
        return outcome

    def _try(self, tx: Tx, reaction: Reaction, item: Item) -> Outcome:
        try:
            return self._react(tx, reaction, item)
        except Rejected as no:
            return self._rejected(tx, item, no)
        except Transient as later:
            return Outcome("transient", "try-again-later", str(later))
        except Poison as bad:
            return Outcome("poison", bad.code, bad.reason)
        except sa.exc.DBAPIError:
            raise  # the transaction is spoiled: the caller falls back to single messages
        except Exception as bug:  # noqa: BLE001 - one bad message must not take the batch down
            return Outcome("poison", "the-handler-failed", f"{type(bug).__name__}: {bug}")

    def _react(self, tx: Tx, reaction: Reaction, item: Item) -> Outcome:
        if item.wrong is not None:
            raise item.wrong
        if isinstance(item.message, Event):
            tx.apply(item.message, item.envelope.stamp)
        handler = reaction.handlers.get(type(item.message)) if item.message is not None else None
        if handler is not None:
            handler(item.message, tx)
        elif isinstance(item.message, Command):
            raise Rejected("the-command-is-not-obeyed", f"{self.service} does not obey {item.envelope.kind}")
        elif type(item.message) not in self.fold:
            return Outcome("ignored")
        return Outcome("done", said=len(tx.said))

    def _rejected(self, tx: Tx, item: Item, no: Rejected) -> Outcome:
        tx.staged.clear()
        tx.said.clear()
        if isinstance(item.message, Event):
            tx.apply(item.message, item.envelope.stamp)  # what happened stays, whatever the handler thinks of it
        else:
            answer: Any = all_contracts()[f"cityteams.evt.{self.service}.command.rejected.v1"]
            parts, known = item.envelope.subject.split("."), item.envelope.stamp.id
            tx.say(answer.of(known if _ID(known) else derived_id(known), parts[3], no, parts[-1]))
        return Outcome("rejected", no.code, no.reason, len(tx.said))
