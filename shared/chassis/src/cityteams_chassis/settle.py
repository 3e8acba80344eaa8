"""What an outcome means for the broker. The only code that acks, naks and parks."""

import re
from collections.abc import Sequence

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from cityteams_store.batch import Outcome

DELAYS: tuple[float, ...] = (1, 5, 30, 120, 600)
"""Seconds until a message that could not be handled comes again; after the last it is parked."""
_KEPT, _ROOM = re.compile(r"ce-[a-z]{1,20}|traceparent"), 16_384  # what is parked fits with its headers


async def settle(client: Client, dead: str, message: Msg, outcome: Outcome, delays: Sequence[float] = DELAYS) -> str:
    """Acks, naks with a growing delay, or parks under `dead` (also what has waited in vain); returns which."""
    if outcome.kind in ("done", "repeated", "ignored", "rejected"):
        await client.publish(message.reply, b"+ACK")
        return "acked"
    tries = message.metadata.num_delivered
    if outcome.kind in ("poison", "waiting") or tries > len(delays):
        return await _park(client, dead, message, outcome)
    await _later(client, message, delays[tries - 1])
    return "delayed"


async def _later(client: Client, message: Msg, seconds: float) -> None:
    await client.publish(message.reply, b'-NAK {"delay": %d}' % int(seconds * 1e9))


async def _park(client: Client, dead: str, message: Msg, outcome: Outcome) -> str:
    place, given = message.metadata, message.headers or {}
    headers = {key: _line(given[key]) for key in list(filter(_KEPT.fullmatch, given))[:30]}
    headers |= {
        "Nats-Msg-Id": f"{dead}/{place.stream}/{place.sequence.stream}/{place.timestamp.timestamp()}",
        "Dead-Code": outcome.code,
        "Dead-Reason": _line(outcome.reason),
        "Dead-Subject": message.subject,
        "Dead-Deliveries": str(place.num_delivered),
        "Dead-Bytes": str(len(message.data)),
    }
    try:
        body = message.data[: client.max_payload - _ROOM]
        await client.jetstream(timeout=5).publish(dead, body, headers=headers)
    except (NatsError, TimeoutError):  # not parked yet, so not given up
        await _later(client, message, DELAYS[0])
        return "delayed"
    await client.publish(message.reply, b"+TERM")
    return "parked"


def _line(text: str) -> str:
    return "".join(char if " " <= char <= "~" else "?" for char in text)[:300]
