"""A desk that hands messages to the real reactions on the real store, each of them twice."""

import json
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

import sqlalchemy as sa

from cityteams_chassis import Service, Stamp, Tx
from cityteams_clusters import tables
from cityteams_clusters.domain.project import Project
from cityteams_clusters.store import CLUSTERS
from cityteams_contracts import Command, Event, contract_for
from cityteams_contracts.clusters import AnswerInvitation, MemberInvited
from cityteams_contracts.registration import Project as Worksheet
from cityteams_contracts.registration import WorksheetAccepted, WorksheetWithdrawn
from cityteams_store.batch import Batches, Item, Outcome, read_item
from cityteams_store.envelope import Envelope, body_of, first_stamp
from cityteams_store.reactions import Reaction
from cityteams_store.unit import Unit
from tests.clusters.samples import NOON

OWN_TABLES = (tables.projects, tables.clusters, tables.super_clusters)


def accepted(project: Project) -> WorksheetAccepted:
    """The fact that a neighbour says of such a project."""
    worksheet = Worksheet(
        title=project.title,
        sector=project.sector,
        participants=project.participants,
        lead=project.lead,
        officials=project.officials,
        needs=project.needs,
        offers=project.offers,
    )
    return WorksheetAccepted(
        worksheet_id=project.worksheet_id, round_id=project.round_id, project=worksheet, accepted_at=NOON
    )


def withdrawn(project: Project) -> WorksheetWithdrawn:
    """The fact that its lead took it back."""
    return WorksheetWithdrawn(
        worksheet_id=project.worksheet_id, title=project.title, lead=project.lead, withdrawn_at=NOON
    )


def answer(invited: MemberInvited, accepts: bool) -> AnswerInvitation:
    """The command of the invited person."""
    return AnswerInvitation(cluster_id=invited.cluster_id, invitation_id=invited.invitation_id, accepts=accepts)


@dataclass
class Desk:
    """`take` gives what was said; `heard` and `out` are what came and what was said so far."""

    service: Service
    versions: Counter[str] = field(default_factory=Counter)
    heard: list[Envelope] = field(default_factory=list)
    outcome: Outcome | None = None
    out: list[tuple[Event, Envelope]] = field(default_factory=list)
    position: int = 0

    @property
    def batches(self) -> Batches:
        return self.service.batches

    def take(self, *messages: Event | Command) -> list[Event]:
        """Handles the messages as one batch, then again, and gives what they said in order."""
        envelopes = [self._envelope(message) for message in messages]
        items = [read_item(envelope, self._reaction(envelope).contracts) for envelope in envelopes]
        before = len(self.out)
        self.outcome = self._handle(items)[-1]
        self._collect()
        after = len(self.out)
        assert {again.kind for again in self._handle(items)} == {"repeated"}
        self._collect()
        assert len(self.out) == after
        return self.said()[before:]

    def said(self) -> list[Event]:
        """Everything in the outbox, in order."""
        return [message for message, _ in self.out]

    def envelopes(self) -> list[Envelope]:
        """The same as it lies on the bus, with the versions of the aggregates."""
        return [envelope for _, envelope in self.out]

    def clusters(self):
        """Every cluster in the store."""
        return self.read(lambda tx: tx.find(CLUSTERS))

    def read(self, work):
        """Looks at the store."""
        with self.service.store.engine.connect() as conn:
            return work(Tx(Unit(conn, self.service.books, {}, "clusters"), first_stamp("read", NOON)))

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """The rows of the state as the bytes that are stored."""
        with self.service.store.engine.connect() as conn:
            return {
                table.name: [tuple(row) for row in conn.execute(sa.text(f"SELECT * FROM {table.name} ORDER BY 1"))]
                for table in OWN_TABLES
            }

    def replay(self, envelopes: list[Envelope]) -> None:
        """Folds recorded events into this store, saying nothing."""
        contracts = {envelope.kind: contract_for(envelope.subject) for envelope in envelopes}
        known = {kind: contract for kind, contract in contracts.items() if contract}
        items = [(read_item(envelope, known), at) for at, envelope in enumerate(envelopes, 1)]
        with self.service.store.writing() as conn:
            assert self.batches.absorb(conn, items) == len(items)

    def _handle(self, items: list[Item]) -> list[Outcome]:
        with self.service.store.writing() as conn:
            return self.batches.handle(conn, self._reaction(items[0].envelope), items)

    def _reaction(self, envelope: Envelope) -> Reaction:
        (found,) = (r for r in self.service.reactions if envelope.subject.startswith(r.filter.removesuffix(">")))
        return found

    def _envelope(self, message: Event | Command) -> Envelope:
        version = None
        if isinstance(message, Event):
            self.versions[message.aggregate] += 1
            version = self.versions[message.aggregate]
        envelope = Envelope(message.subject, body_of(message), first_stamp(str(uuid4()), NOON), version)
        if version is not None:
            self.heard.append(envelope)
        return envelope

    def _collect(self) -> None:
        outbox = self.service.books.outbox
        with self.service.store.engine.connect() as conn:
            rows = conn.execute(sa.select(outbox).order_by(outbox.c.position).where(outbox.c.position > self.position))
            for row in rows:
                self.out.append((_message(row), _on_the_bus(row)))
                self.position = row.position


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
