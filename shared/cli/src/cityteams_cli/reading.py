"""Reads streams fast and leaves no trace: batched direct gets, no consumer, no acknowledgement."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.errors import NotFoundError

from cityteams_cli.records import Record, kept, sortable
from cityteams_contracts import EVENT_STREAMS
from cityteams_store.errors import Refused

BATCH = 500
_TAKES_AT_MOST = 10.0


async def last_sequences(client: Client, streams: Sequence[str]) -> dict[str, int]:
    """How far each stream goes now. Raises Refused for one that is not there."""
    found = {}
    for stream in streams:
        try:
            found[stream] = (await client.jetstream(timeout=5).stream_info(stream)).state.last_seq
        except NotFoundError:
            raise Refused(
                f"there is no stream {stream}; streams of events: {', '.join(EVENT_STREAMS.values())}"
            ) from None
    return found


async def read_stream(client: Client, stream: str, last: int, first: int = 1) -> AsyncIterator[Record]:
    """The messages from `first` to `last` in order; the next batch is on its way while one is being used."""
    coming = asyncio.create_task(_batch(client, stream, first))
    try:
        while batch := await coming:
            coming = asyncio.create_task(_batch(client, stream, batch[-1].sequence + 1))
            for record in batch:
                if record.sequence > last:
                    return
                yield record
            if batch[-1].sequence >= last:
                return
    finally:
        coming.cancel()


async def _batch(client: Client, stream: str, first: int) -> list[Record]:
    found: list[Record] = []
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def take(message: Msg) -> None:
        headers = message.headers or {}
        if "Nats-Sequence" in headers:
            found.append(_record(headers, message.data))
        elif not done.done():
            done.set_result(None)

    inbox = client.new_inbox()
    subscription = await client.subscribe(inbox, cb=take)
    asked = json.dumps({"seq": first, "batch": BATCH}).encode()
    await client.publish(f"$JS.API.DIRECT.GET.{stream}", asked, reply=inbox)
    try:
        async with asyncio.timeout(_TAKES_AT_MOST):
            await done
    except TimeoutError:
        raise Refused(f"{stream} does not answer within {_TAKES_AT_MOST:g} s; look at the broker") from None
    finally:
        await subscription.unsubscribe()
    return found


def _record(headers: dict[str, str], body: bytes) -> Record:
    return Record(
        headers["Nats-Stream"],
        int(headers["Nats-Sequence"]),
        sortable(headers["Nats-Time-Stamp"]),
        headers["Nats-Subject"],
        kept(headers),
        body,
    )


async def merged(streams: Sequence[AsyncIterator[Record]]) -> AsyncIterator[Record]:
    """All streams as one, by time, then by the stream's name; each stays in its own order."""
    heads = {at: head for at, stream in enumerate(streams) if (head := await anext(stream, None)) is not None}
    while heads:
        at = min(heads, key=lambda each: (heads[each].time, heads[each].stream))
        yield heads[at]
        following = await anext(streams[at], None)
        if following is None:
            del heads[at]
        else:
            heads[at] = following


async def read_all(client: Client, streams: Sequence[str], lasts: dict[str, int]) -> AsyncIterator[Record]:
    """Streams merged, up to their present ends."""
    async for record in merged([read_stream(client, name, lasts[name]) for name in streams if lasts[name]]):
        yield record
