"""What a newcomer writes: FastStream's defaults, one message one transaction, an outbox that is sent row by row."""

import asyncio
import json
import time
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import sqlalchemy as sa
from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub

from cityteams_chassis.bus import client_of
from cityteams_contracts.registration import WorksheetSubmitted
from tests.bench.work import DURABLE, INPUT, OUTPUT, chassis_service, letter_for


async def run(url: str, store_url: str, count: int) -> float:
    """Handles and relays `count` events; returns when it was done."""
    service = chassis_service(url, store_url)
    service.store.migrate()
    engine, tables = service.store.engine, service.store.metadata.tables
    inbox, tallies, outbox = tables["inbox"], tables["tallies"], tables["outbox"]
    broker = NatsBroker(url, logger=None)
    stream = JStream(INPUT, declare=False)

    @broker.subscriber("cityteams.evt.registration.worksheet.>", durable=DURABLE, stream=stream,
                       pull_sub=PullSub(batch_size=100), ack_policy=AckPolicy.NACK_ON_ERROR)  # fmt: skip
    async def take(event: WorksheetSubmitted, message: NatsMessage) -> None:
        said = str(uuid5(NAMESPACE_OID, message.headers["ce-id"] + "/0"))
        with engine.connect().execution_options(writes=True) as conn, conn.begin():
            if conn.scalar(sa.select(inbox).where(inbox.c.message_id == message.headers["ce-id"])):
                return
            conn.execute(sa.insert(inbox).values(message_id=message.headers["ce-id"]))
            row: Any = conn.execute(sa.select(tallies).where(tallies.c.worksheet_id == event.key)).first()
            if row is None:
                conn.execute(sa.insert(tallies).values(worksheet_id=event.key, count=1, last=event.submitted_at))
            else:
                conn.execute(sa.update(tallies).where(tallies.c.worksheet_id == event.key).values(count=row.count + 1))
            letter = letter_for(event.key, row.count if row else 0, event.submitted_at)
            conn.execute(sa.insert(outbox).values(message_id=said, stream=OUTPUT, subject=letter.subject, headers="{}",
                                                  body=letter.model_dump_json().encode()))  # fmt: skip

    async with broker:
        await broker.start()
        await _send_all(broker, engine, outbox, count)
        finished = time.perf_counter()
    service.store.close()
    return finished


async def _send_all(broker: NatsBroker, engine: sa.Engine, outbox: sa.Table, count: int) -> None:
    sent, js = 0, client_of(broker).jetstream()
    query = sa.select(outbox).where(outbox.c.sent_sequence.is_(None)).order_by(outbox.c.position).limit(100)
    while sent < count:
        with engine.connect() as conn:
            rows = conn.execute(query).all()
        for row in rows:
            headers = {**json.loads(row.headers), "Nats-Msg-Id": row.message_id}
            ack = await js.publish(row.subject, row.body, headers=headers)
            mark = sa.update(outbox).where(outbox.c.position == row.position).values(sent_sequence=ack.seq)
            with engine.connect().execution_options(writes=True) as conn, conn.begin():
                conn.execute(mark)
        sent += len(rows)
        await asyncio.sleep(0 if rows else 0.01)
