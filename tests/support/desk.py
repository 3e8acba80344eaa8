"""A desk that hands messages to a service's real reactions on its real store, without a broker, each of them twice."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, TypeVar
from uuid import uuid4

import sqlalchemy as sa

from cityteams_chassis import Service, Tx
from cityteams_contracts import Event, Message, all_contracts
from cityteams_contracts.rights import SECRETARIAT
from cityteams_store.batch import Outcome, read_item
from cityteams_store.envelope import Envelope, body_of, first_stamp, open_envelope
from cityteams_store.unit import Unit

T = TypeVar("T")


class TwiceDesk:
    """`heard` are the events that came so far, `outcomes` how each message ended when it came first."""

    noon: ClassVar[datetime]  # when everything is said
    state: ClassVar[Sequence[sa.Table]]  # what a replay rebuilds

    def __init__(self, service: Service) -> None:
        self.service = service
        self.actor = SECRETARIAT  # who gives the commands
        self.heard: list[Envelope] = []
        self.outcomes: list[Outcome] = []
        self._versions: Counter[str] = Counter()

    def take(self, *messages: Message) -> list[Event]:
        """Handles the messages as one batch, then again, and gives what they said in order."""
        envelopes, before = [self.envelope(message) for message in messages], self.posted()
        self.outcomes += self.handle(*envelopes)
        said = self.envelopes(before)
        self.repeat(*envelopes)
        assert self.envelopes(before) == said
        return [_event(each) for each in said]

    def one_by_one(self, *messages: Message, cause: str | None = None) -> list[Outcome]:
        """Handles each message, then again, before the next; gives how each ended when it came first."""
        before = len(self.outcomes)
        for message in messages:
            envelope = self.envelope(message, cause)
            self.outcomes += self.handle(envelope)
            self.repeat(envelope)
        return self.outcomes[before:]

    def envelope(self, message: Message, cause: str | None = None) -> Envelope:
        """The message as a neighbour or a person would send it: an event is the next one of its aggregate."""
        stamp = replace(first_stamp(str(uuid4()), self.noon), cause=cause)
        if not isinstance(message, Event):
            return Envelope(message.subject, body_of(message), replace(stamp, actor=self.actor), None)
        self._versions[message.aggregate] += 1
        self.heard.append(Envelope(message.subject, body_of(message), stamp, self._versions[message.aggregate]))
        return self.heard[-1]

    def handle(self, *envelopes: Envelope) -> list[Outcome]:
        """One batch of one reaction in one transaction, as the consumer would hand it in."""
        subjects = [envelope.subject for envelope in envelopes]
        (reaction,) = (
            each
            for each in self.service.reactions
            if all(subject.startswith(each.filter.removesuffix(">")) for subject in subjects)
        )
        items = [read_item(envelope, reaction.contracts) for envelope in envelopes]
        with self.service.store.writing() as conn:
            return self.service.batches.handle(conn, reaction, items)

    def repeat(self, *envelopes: Envelope) -> None:
        """The same batch once more, which is known."""
        assert {again.kind for again in self.handle(*envelopes)} == {"repeated"}

    def posted(self) -> int:
        """How many messages lie in the outbox."""
        with self.service.store.engine.connect() as conn:
            return conn.execute(sa.select(sa.func.count()).select_from(self.service.books.outbox)).scalar_one()

    def envelopes(self, start: int = 0) -> list[Envelope]:
        """What lies in the outbox from a place on, in order, as it goes to the bus."""
        box = self.service.books.outbox
        with self.service.store.engine.connect() as conn:
            rows = conn.execute(sa.select(box).order_by(box.c.position).offset(start)).all()
        return [open_envelope(row.subject, json.loads(row.headers), row.body) for row in rows]

    def said(self, start: int = 0) -> list[Event]:
        """The events in the outbox from a place on, in order."""
        return [_event(envelope) for envelope in self.envelopes(start)]

    def read(self, work: Callable[[Tx], T]) -> T:
        """Looks at the store."""
        with self.service.store.engine.connect() as conn:
            unit = Unit(conn, self.service.books, {}, self.service.name)
            return work(Tx(unit, first_stamp("read", self.noon)))

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """The rows of the state as the bytes that are stored."""
        with self.service.store.engine.connect() as conn:
            return {
                table.name: [tuple(row) for row in conn.execute(sa.text(f"SELECT * FROM {table.name} ORDER BY 1"))]
                for table in self.state
            }

    def replay(self, envelopes: Sequence[Envelope]) -> int:
        """Folds recorded events into this store, saying nothing; every one of them has to be new."""
        items = [(read_item(envelope, all_contracts()), at) for at, envelope in enumerate(envelopes, 1)]
        with self.service.store.writing() as conn:
            new = self.service.batches.absorb(conn, items)
        assert new == len(items)
        return new


def message_in(envelope: Envelope) -> Message:
    """What an envelope says, by the contract of its subject."""
    message = read_item(envelope, all_contracts()).message
    assert message is not None
    return message


def _event(envelope: Envelope) -> Event:
    message = message_in(envelope)
    assert isinstance(message, Event)
    return message
