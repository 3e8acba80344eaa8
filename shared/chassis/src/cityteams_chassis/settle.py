"""What an outcome means for the broker. The only code that acks, naks and parks."""

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from cityteams_store.batch import Outcome

DELAYS = (1, 5, 30, 120, 600)
"""Seconds until a message that could not be handled comes again; after the last it is parked."""


async def settle(client: Client, dead: str, message: Msg, outcome: Outcome) -> str:
    """Acks, naks with a growing delay, or parks under `dead`; returns which."""
    if outcome.kind in ("done", "repeated", "ignored", "rejected"):
        await client.publish(message.reply, b"+ACK")
        return "acked"
    tries = int(message.reply.split(".")[-5])
    if outcome.kind == "poison" or tries > len(DELAYS):
        return await _park(client, dead, message, outcome)
    await _later(client, message, DELAYS[tries - 1])
    return "delayed"


async def _later(client: Client, message: Msg, seconds: float) -> None:
    await client.publish(message.reply, b'-NAK {"delay": %d}' % int(seconds * 1e9))


async def _park(client: Client, dead: str, message: Msg, outcome: Outcome) -> str:
    place = message.reply.split(".")
    headers = {key: value for key, value in (message.headers or {}).items() if key.startswith(("ce-", "trace"))}
    headers |= {
        "Nats-Msg-Id": f"{dead}/{place[-7]}/{place[-4]}",
        "Dead-Code": outcome.code,
        "Dead-Reason": " ".join(outcome.reason.split())[:500].encode("ascii", "replace").decode(),
        "Dead-Subject": message.subject,
        "Dead-Deliveries": place[-5],
    }
    try:
        await client.jetstream(timeout=5).publish(dead, message.data, headers=headers)
    except (NatsError, TimeoutError):  # not parked yet, so not given up
        await _later(client, message, DELAYS[0])
        return "delayed"
    await client.publish(message.reply, b"+TERM")
    return "parked"
