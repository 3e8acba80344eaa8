"""A desk that hands messages to the real reactions on the real store, each of them twice."""

import json
from collections import Counter
from uuid import uuid4

import sqlalchemy as sa

from cityteams_chassis import Service, Stamp, Tx
from cityteams_contracts import Event, all_contracts
from cityteams_contracts.clusters import ClusterDissolved, ClusterListed
from cityteams_events import tables
from cityteams_events.store import SLOTS
from cityteams_store.batch import read_item
from cityteams_store.envelope import Envelope, body_of, first_stamp
from cityteams_store.unit import Unit
from tests.events.samples import NOON


def listed(cluster):
    """The fact that a neighbour says of such a cluster."""
    return ClusterListed(
        cluster_id=cluster.cluster_id,
        worksheet_id=f"w-{cluster.cluster_id}",
        round_id=cluster.round_id,
        sector=cluster.sector,
        title=cluster.title,
        lead=cluster.lead,
        members=(),
        listed_at=cluster.listed_at,
    )


def dissolved(cluster):
    """The fact that it is no more."""
    name = cluster.cluster_id
    return ClusterDissolved(cluster_id=name, worksheet_id=f"w-{name}", lead=cluster.lead, title=cluster.title)


class Desk:
    """`take` gives what was said; `heard` are the envelopes of the neighbour's events so far."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.heard: list[Envelope] = []
        self._versions: Counter[str] = Counter()

    def take(self, *messages):
        """Handles the messages as one batch, then again, and gives what they said in order."""
        envelopes = [self._envelope(message) for message in messages]
        before = len(self.envelopes())
        self.outcomes = self._handle(envelopes)
        said = self.envelopes()[before:]
        assert {again.kind for again in self._handle(envelopes)} == {"repeated"}
        assert self.envelopes()[before:] == said
        return [self._item(each).message for each in said]

    def slots(self):
        """Every slot in the store, in the order of time and room."""
        found = self.read(lambda tx: tx.find(SLOTS))
        return sorted(found, key=lambda slot: (slot.starts or NOON, slot.room_id or ""))

    def read(self, work):
        """Looks at the store."""
        with self.service.store.engine.connect() as conn:
            return work(Tx(Unit(conn, self.service.books, {}, "events"), first_stamp("read", NOON)))

    def dump(self):
        """The rows of the state as the bytes that are stored."""
        own = (tables.clusters, tables.gatherings, tables.releases, tables.slots)
        with self.service.store.engine.connect() as conn:
            return {table.name: conn.execute(sa.text(f"SELECT * FROM {table} ORDER BY 1")).all() for table in own}

    def envelopes(self):
        """What lies in the outbox, as it goes to the bus."""
        outbox = self.service.books.outbox
        with self.service.store.engine.connect() as conn:
            return [_on_the_bus(row) for row in conn.execute(sa.select(outbox).order_by(outbox.c.position))]

    def replay(self, envelopes):
        """Folds recorded events into this store, saying nothing."""
        items = [(self._item(envelope), at) for at, envelope in enumerate(envelopes, 1)]
        with self.service.store.writing() as conn:
            return self.service.batches.absorb(conn, items)

    def _handle(self, envelopes):
        reaction = self._reaction(envelopes[0])
        with self.service.store.writing() as conn:
            return self.service.batches.handle(conn, reaction, [self._item(envelope) for envelope in envelopes])

    def _reaction(self, envelope):
        fitting = (
            each for each in self.service.reactions if envelope.subject.startswith(each.filter.removesuffix(">"))
        )
        return next(fitting)

    @staticmethod
    def _item(envelope):
        return read_item(envelope, all_contracts())

    def _envelope(self, message):
        version = None
        if isinstance(message, Event):
            self._versions[message.aggregate] += 1
            version = self._versions[message.aggregate]
        envelope = Envelope(message.subject, body_of(message), first_stamp(str(uuid4()), NOON), version)
        if version is not None:
            self.heard.append(envelope)
        return envelope


def _on_the_bus(row):
    headers = json.loads(row.headers)
    stamp = Stamp(row.message_id, NOON, headers.get("ce-causationid"), headers["ce-correlationid"])
    return Envelope(row.subject, row.body, stamp, row.version)
