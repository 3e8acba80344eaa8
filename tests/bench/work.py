"""The work that is measured: a worksheet event arrives, its tally is loaded and saved, a letter event is said.

1,000 worksheets take turns, so that each event finds the state of the one before. All contenders promise the same:
every message once (inbox), state and outbox in one transaction, then the ack. Chassis and floor also keep the events of
one worksheet in order (versions).
"""

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_OID, uuid5

import nats
import sqlalchemy as sa

from cityteams_chassis import Instant, Service, ServiceSettings, Shelf, Stamp, Tx, chassis_tables, folds, hear
from cityteams_chassis.provision import provision, streams
from cityteams_contracts.notifications import LetterKind, LetterQueued
from cityteams_contracts.registration import Project, WorksheetSubmitted
from cityteams_contracts.values import OrganisationKind, Participant, Sector
from cityteams_store.batch import read_item
from cityteams_store.envelope import body_of, first_stamp, headers_of, open_envelope

DURABLE = "notifications-follow-worksheets"
INPUT, OUTPUT = "EVT_REGISTRATION", "EVT_NOTIFICATIONS"
KEYS = 1000
START = datetime(2018, 2, 6, 14, tzinfo=UTC)
PROJECT = Project(
    title="Advanced flood warning and environmental awareness",
    sector=Sector.PUBLIC_SAFETY,
    description="Sensors along the creek warn residents before the water comes; the data are open.",
    participants=(
        Participant(
            organisation_id="org-1",
            name="City of Rohnert Park",
            kind=OrganisationKind.MUNICIPALITY,
            country="US",
            deploys=True,
        ),
        Participant(
            organisation_id="org-2", name="Sonoma State University", kind=OrganisationKind.ACADEMIA, country="US"
        ),
    ),
    lead="person-1",
    officials=("person-2",),
)


def letter_for(worksheet_id: str, count: int, now: datetime) -> LetterQueued:
    """The decision: the n-th event of a worksheet gives its n-th letter."""
    return LetterQueued(
        letter_id=worksheet_id,
        kind=LetterKind.WORKSHEET_RECEIVED,
        person_id="person-1",
        about=worksheet_id,
        subject_line=f"We have your worksheet ({count})",
        queued_at=now,
    )


@dataclass(frozen=True)
class Tally:
    """How often a worksheet was handed in, and when last."""

    worksheet_id: str
    count: int
    last: datetime


def counted(tally: Tally | None, event: WorksheetSubmitted, stamp: Stamp) -> Tally:
    """One more."""
    return Tally(event.worksheet_id, (tally.count if tally else 0) + 1, stamp.at)


def chassis_service(nats_url: str, store_url: str) -> Service:
    """The work as a service of cityteams would do it."""
    metadata = sa.MetaData()
    chassis_tables(metadata)
    table = sa.Table(
        "tallies",
        metadata,
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("last", Instant(), nullable=False),
    )
    tallies = Shelf(table, Tally)

    def write_letter(event: WorksheetSubmitted, tx: Tx) -> None:
        before = tx.get(tallies, event.worksheet_id)
        tx.say(letter_for(event.worksheet_id, before.count if before else 0, tx.now))

    return Service(
        "notifications",
        ServiceSettings(nats_url=nats_url, store_url=store_url, log_format="json", log_level="info"),
        metadata=metadata,
        reactions=[hear(DURABLE, "registration", "worksheet", {WorksheetSubmitted: write_letter})],
        fold=[folds(WorksheetSubmitted, tallies, by="worksheet_id", apply=counted)],
        migrations=None,
    )


def recorded(count: int, begin: int = 0) -> list[tuple[str, dict[str, str], bytes]]:
    """Events of 1,000 worksheets in turn, from the given one on: subject, headers, body."""
    rows = []
    for number in range(begin, begin + count):
        event = WorksheetSubmitted(
            worksheet_id=f"worksheet-{number % KEYS}", round_id="sc3-2018", project=PROJECT, submitted_at=START
        )
        stamp = first_stamp(str(uuid5(NAMESPACE_OID, str(number))), START)
        rows.append((event.subject, headers_of(event, stamp, "registration", number // KEYS + 1), body_of(event)))
    return rows


async def fill(url: str, rows: list[tuple[str, dict[str, str], bytes]]) -> None:
    """Fresh streams with the input in them, written as fast as the server takes it."""
    client = await nats.connect(url)
    js = client.jetstream()
    for config in streams():
        if config.name in (INPUT, OUTPUT):
            with suppress(nats.js.errors.NotFoundError):
                await js.delete_stream(str(config.name))
    reactions = chassis_service(url, "sqlite:///:memory:").reactions
    await provision(js, reactions)
    for start in range(0, len(rows), 500):
        chunk, batch = rows[start : start + 500], f"fill-{start}"
        for number, (subject, headers, body) in enumerate(chunk, 1):
            extra = {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
            if number < len(chunk):
                await client.publish(subject, body, headers=headers | extra)
            else:
                reply = await client.request(
                    subject, body, headers=headers | extra | {"Nats-Batch-Commit": "1"}, timeout=30
                )
                assert "error" not in json.loads(reply.data), reply.data
    await client.close()


async def until_stored(url: str, count: int) -> None:
    """Returns once the output stream holds `count` events."""
    client = await nats.connect(url, inbox_prefix=b"_INBOX_watch")
    js = client.jetstream()
    while (await js.stream_info(OUTPUT)).state.messages < count:  # noqa: ASYNC110 - nothing announces it
        await asyncio.sleep(0.02)
    await client.close()


def replay_tenths(store_url: str, count: int) -> list[float]:
    """Rebuilds a store from `count` recorded events; the seconds of each tenth."""
    service = chassis_service("nats://127.0.0.1:4222", store_url)
    service.store.migrate()
    contracts = service.reactions[0].contracts
    tenths, sequence = [], 0
    for tenth in range(10):
        part = recorded(count // 10, tenth * count // 10)
        started = time.perf_counter()
        for start in range(0, len(part), 1000):
            items = [read_item(open_envelope(*row), contracts) for row in part[start : start + 1000]]
            with service.store.writing() as conn:
                service.batches.absorb(conn, [(item, sequence + n) for n, item in enumerate(items, 1)])
            sequence += len(items)
        tenths.append(time.perf_counter() - started)
    service.store.close()
    return tenths
