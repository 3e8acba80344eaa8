"""A desk that hands events to the real reactions on the real store, each of them twice; and one of the postman's."""

import json
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

import sqlalchemy as sa

from cityteams_chassis import Service, Stamp, Tx
from cityteams_contracts import Event, contract_for
from cityteams_notifications import tables
from cityteams_notifications.store import ATTEMPTS, BODIES, LETTERS
from cityteams_store.batch import Item, Outcome, read_item
from cityteams_store.envelope import Envelope, body_of, first_stamp
from cityteams_store.reactions import Reaction
from cityteams_store.unit import Unit
from tests.notifications.samples import NOON

STATE = (tables.letters,)


@dataclass
class Desk:
    """`hear` gives what was said; `heard` are the envelopes of the neighbours' events so far."""

    service: Service
    versions: Counter[str] = field(default_factory=Counter)
    heard: list[Envelope] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def hear(self, *events: Event) -> list[Event]:
        """Handles each event, then again, and gives what was said in order."""
        before = len(self.said())
        for event in events:
            envelope = self._envelope(event)
            self.outcomes.append(self._handle(envelope))
            if self.outcomes[-1].kind != "transient":
                assert self._handle(envelope).kind == "repeated"
        return self.said()[before:]

    def again(self) -> list[Event]:
        """The last event comes once more."""
        before = len(self.said())
        self.outcomes.append(self._handle(self.heard[-1]))
        return self.said()[before:]

    def said(self) -> list[Event]:
        """Everything in the outbox, in order."""
        return [event for event, _ in self._posted()]

    def envelopes(self) -> list[Envelope]:
        """The same as it lies on the bus."""
        return [envelope for _, envelope in self._posted()]

    def letters(self):
        return self.read(lambda tx: tx.find(LETTERS))

    def bodies(self) -> dict[str, str]:
        return {body.letter_id: body.text for body in self.read(lambda tx: tx.find(BODIES))}

    def attempts(self) -> set[str]:
        return {attempt.letter_id for attempt in self.read(lambda tx: tx.find(ATTEMPTS))}

    def read(self, work):
        """Looks at the store."""
        with self.service.store.engine.connect() as conn:
            return work(Tx(Unit(conn, self.service.books, {}, "notifications"), first_stamp("read", NOON)))

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """The rows of the state as the bytes that are stored."""
        with self.service.store.engine.connect() as conn:
            return {
                table.name: [tuple(row) for row in conn.execute(sa.text(f"SELECT * FROM {table.name} ORDER BY 1"))]
                for table in STATE
            }

    def replay(self, envelopes: list[Envelope]) -> None:
        """Folds recorded events into this store, saying nothing."""
        known = {envelope.kind: contract for envelope in envelopes if (contract := contract_for(envelope.subject))}
        items = [(read_item(envelope, known), at) for at, envelope in enumerate(envelopes, 1)]
        with self.service.store.writing() as conn:
            assert self.service.batches.absorb(conn, items) == len(items)

    def _handle(self, envelope: Envelope) -> Outcome:
        reaction = self._reaction(envelope)
        item: Item = read_item(envelope, reaction.contracts)
        with self.service.store.writing() as conn:
            (outcome,) = self.service.batches.handle(conn, reaction, [item])
        return outcome

    def _reaction(self, envelope: Envelope) -> Reaction:
        (found,) = (r for r in self.service.reactions if envelope.subject.startswith(r.filter.removesuffix(">")))
        return found

    def _envelope(self, event: Event) -> Envelope:
        self.versions[event.aggregate] += 1
        stamp = first_stamp(str(uuid4()), NOON)
        self.heard.append(Envelope(event.subject, body_of(event), stamp, self.versions[event.aggregate]))
        return self.heard[-1]

    def _posted(self) -> list[tuple[Event, Envelope]]:
        outbox = self.service.books.outbox
        with self.service.store.engine.connect() as conn:
            rows = conn.execute(sa.select(outbox).order_by(outbox.c.position)).all()
        return [(_message(row), _on_the_bus(row)) for row in rows]


def _message(row) -> Event:
    contract = contract_for(row.subject)
    assert contract is not None
    message = contract.model_validate_json(row.body)
    assert isinstance(message, Event)
    return message


def _on_the_bus(row) -> Envelope:
    headers = json.loads(row.headers)
    stamp = Stamp(row.message_id, NOON, headers.get("ce-causationid"), headers["ce-correlationid"])
    return Envelope(row.subject, row.body, stamp, row.version)
