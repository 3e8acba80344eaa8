"""The floor: the same work hand-written with raw nats-py and sqlite3 or psycopg, in bulk, nothing in between."""

import asyncio
import json
import sqlite3
import time
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

import nats
import psycopg

from cityteams_contracts.registration import WorksheetSubmitted
from cityteams_contracts.values import utc_text
from tests.bench.work import DURABLE, INPUT, letter_for

BATCH = 500
_OVER = "on conflict({}) do update set"
_TABLES = """
create table inbox(message_id varchar(64) primary key);
create table versions(aggregate varchar(200) primary key, version bigint);
create table tallies(worksheet_id varchar(64) primary key, count int, last text);
create table outbox(position {serial}, message_id varchar(64) unique, stream varchar(64), subject varchar(300),
  headers text, body {bytes}, aggregate varchar(200), version bigint, sent bigint, unique(aggregate, version));
create index unsent on outbox(position) where sent is null;
"""


class Database:
    """One connection, one writer; the two drivers differ in their placeholders only."""

    def __init__(self, url: str) -> None:
        self.sqlite = url.startswith("sqlite")
        if self.sqlite:
            self.conn: Any = sqlite3.connect(
                url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False
            )
            self.conn.execute("pragma journal_mode=wal")
            self.conn.execute("pragma synchronous=full")
        else:
            self.conn = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        serial, kind = ("integer primary key", "blob") if self.sqlite else ("bigserial primary key", "bytea")
        for statement in _TABLES.format(serial=serial, bytes=kind).split(";"):
            if statement.strip():
                self.conn.execute(statement)

    def many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """executemany."""
        self.conn.cursor().executemany(self._sql(sql), rows)

    def select(self, sql: str, column: str, keys: list[str]) -> list[tuple[Any, ...]]:
        """Rows whose column is among the keys."""
        if self.sqlite:
            marks = ",".join("?" * len(keys))
            return list(self.conn.execute(f"{sql} where {column} in ({marks})", keys))
        return list(self.conn.execute(f"{sql} where {column} = any(%s)", (keys,)))

    def _sql(self, sql: str) -> str:
        return sql if self.sqlite else sql.replace("?", "%s")


def handle(db: Database, messages: list[Any]) -> None:
    """One transaction: inbox, versions, tallies, outbox."""
    events = [(m.headers, WorksheetSubmitted.model_validate_json(m.data)) for m in messages]
    db.conn.execute("begin immediate" if db.sqlite else "begin")
    seen = {row[0] for row in db.select("select message_id from inbox", "message_id", [h["ce-id"] for h, _ in events])}
    names = sorted({name for _, e in events for name in (e.aggregate, f"notifications.letter.{e.key}")})
    versions = dict(db.select("select aggregate, version from versions", "aggregate", names))
    keys = sorted({event.key for _, event in events})
    tallies = dict(db.select("select worksheet_id, count from tallies", "worksheet_id", keys))
    marks, out, last = [], [], {}
    for headers, event in events:
        version = int(headers["ce-sequence"])
        if headers["ce-id"] in seen or version != versions.get(event.aggregate, 0) + 1:
            continue
        versions[event.aggregate] = version
        tallies[event.key] = tallies.get(event.key, 0) + 1
        last[event.key] = headers["ce-time"]
        letter = letter_for(event.key, tallies[event.key] - 1, event.submitted_at)
        mine = versions[letter.aggregate] = versions.get(letter.aggregate, 0) + 1
        said = str(uuid5(NAMESPACE_OID, headers["ce-id"] + "/0"))
        marks.append((headers["ce-id"],))
        out.append((said, "EVT_NOTIFICATIONS", letter.subject, json.dumps(_headers(said, headers, letter, mine)),
                    letter.model_dump_json().encode(), letter.aggregate, mine))  # fmt: skip
    db.many("insert into inbox values(?)", marks)
    moved = [(name, versions[name]) for name in names if name in versions]
    over = _OVER.format("aggregate")
    db.many(f"insert into versions values(?,?) {over} version=excluded.version", moved)
    counted, over = [(key, tallies[key], at) for key, at in last.items()], _OVER.format("worksheet_id")
    db.many(f"insert into tallies values(?,?,?) {over} count=excluded.count, last=excluded.last", counted)
    db.many("insert into outbox(message_id,stream,subject,headers,body,aggregate,version) values(?,?,?,?,?,?,?)", out)
    db.conn.execute("commit")


def _headers(said: str, cause: Any, letter: Any, version: int) -> dict[str, str]:
    return {
        "ce-specversion": "1.0", "ce-id": said, "ce-type": letter.type(), "ce-source": "/cityteams/notifications",
        "ce-subject": letter.key, "ce-time": utc_text(letter.queued_at), "ce-datacontenttype": "application/json",
        "ce-correlationid": cause["ce-correlationid"], "ce-causationid": cause["ce-id"], "Nats-Msg-Id": said,
        "traceparent": cause.get("traceparent", ""), "ce-sequence": f"{version:020d}",
    }  # fmt: skip


async def relay(db: Database, client: Any, lock: asyncio.Lock, state: dict[str, int], count: int) -> None:
    """Unsent rows as atomic batches, marked with their sequence."""
    query = "select position, subject, headers, body from outbox where sent is null order by position limit 500"
    while state["out"] < count:
        async with lock:
            rows = await asyncio.to_thread(lambda: list(db.conn.execute(query)))
        if not rows:
            await asyncio.sleep(0.005)
            continue
        batch, sent = uuid4().hex, dict[str, str]()
        for number, (_, subject, headers, body) in enumerate(rows, 1):
            sent = json.loads(headers) | {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
            if number < len(rows):
                await client.publish(subject, bytes(body), headers=sent)
        sent["Nats-Batch-Commit"] = "1"
        answer = json.loads((await client.request(subject, bytes(body), headers=sent, timeout=30)).data)
        shift = answer["seq"] - rows[-1][0]
        mark = f"update outbox set sent = position + {shift} where position between {rows[0][0]} and {rows[-1][0]}"
        async with lock:
            await asyncio.to_thread(db.conn.execute, mark)
        state["out"] += len(rows)


async def run(url: str, store_url: str, count: int) -> float:
    """Everything from the durable to the output stream; returns when it was done."""
    db, client, lock, state = Database(store_url), await nats.connect(url), asyncio.Lock(), {"out": 0}
    sending = asyncio.create_task(relay(db, client, lock, state, count))
    buffer: list[Any] = []
    news, inbox, asked, done = asyncio.Event(), client.new_inbox(), 0, 0

    async def arrived(message: Any) -> None:
        if message.reply:
            buffer.append(message)
            news.set()

    await client.subscribe(inbox, cb=arrived, pending_msgs_limit=0, pending_bytes_limit=0)
    while done < count:
        if asked - done <= BATCH:
            body = json.dumps({"batch": 2 * BATCH, "expires": 30_000_000_000}).encode()
            await client.publish(f"$JS.API.CONSUMER.MSG.NEXT.{INPUT}.{DURABLE}", body, reply=inbox)
            asked += 2 * BATCH
        if not buffer:
            news.clear()
            await news.wait()
        if len(buffer) < BATCH:
            await asyncio.sleep(0.003)
        part, buffer[:] = buffer[:BATCH], buffer[BATCH:]
        async with lock:
            await asyncio.to_thread(handle, db, part)
        for message in part:
            await client.publish(message.reply, b"+ACK")
        done += len(part)
    await sending
    finished = time.perf_counter()
    await client.close()
    db.conn.close()
    return finished
