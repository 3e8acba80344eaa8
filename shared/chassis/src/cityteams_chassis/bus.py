"""FastStream carries the subscriptions; its pull loop is replaced here, and only here, by ours (decision 0002)."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from types import MethodType
from typing import Any

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from faststream.security import SASLPlaintext
from nats.aio.client import Client
from pydantic import ValidationError

from cityteams_chassis.consumer import Consumer
from cityteams_chassis.settings import ServiceSettings
from cityteams_contracts import Rejected
from cityteams_store.reactions import Answer


def make_broker(service: str, settings: ServiceSettings, failed: Any, lost: Any) -> NatsBroker:
    """A broker that waits for ever for its server; `failed` and `lost` are told of errors and lost connections."""
    return NatsBroker(
        settings.nats_url,
        security=SASLPlaintext(settings.nats_user or service, settings.nats_password.get_secret_value()),
        name=service,
        inbox_prefix=f"_INBOX_{service}".encode(),
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.2,  # type: ignore[arg-type] # nats-py takes fractions
        ping_interval=5,
        max_outstanding_pings=2,
        error_cb=failed,
        disconnected_cb=lost,
        logger=None,
    )


def client_of(broker: NatsBroker) -> Client:
    """The connection beneath the broker; fails before the first connect."""
    client = broker.config.broker_config.connection_state.connection
    assert isinstance(client, Client)  # noqa: S101 - the type is not public
    return client


def carry(broker: NatsBroker, consumer: Consumer, size: int, stopping: asyncio.Event, committed: Any) -> None:
    """Declares a durable's subscription with FastStream and lets our puller feed it."""
    reaction = consumer.reaction
    subscription = broker.subscriber(
        reaction.filter,
        durable=reaction.durable,
        stream=JStream(reaction.stream, declare=False),
        pull_sub=PullSub(batch_size=size, batch=True),
        ack_policy=AckPolicy.MANUAL,
        decoder=_undecoded,
        title=reaction.durable,
        description="; ".join(contract.__name__ for contract in reaction.contracts.values()),
    )

    async def take(batch: NatsMessage) -> None:
        await consumer.take(client_of(broker), batch.raw_message)  # type: ignore[arg-type]
        committed()

    async def attach(subscriber: Any) -> None:
        subscriber.add_task(consumer.run, (client_of(broker), size, stopping, subscriber.consume))

    subscription(take)
    subscription._create_subscription = MethodType(attach, subscription)  # type: ignore[method-assign] # noqa: SLF001


async def _undecoded(_: NatsMessage) -> None:
    """Messages are decoded one by one from their bytes, in Consumer."""


def refusal(no: Rejected) -> bytes:
    """The answer to a private request that was refused."""
    return json.dumps({"error": {"code": no.code, "reason": no.reason, "field": no.field}}).encode()


def answering(answer: Answer, service: Any) -> Callable[[NatsMessage], Awaitable[bytes]]:
    """Wraps the handler of a private request: bytes in, bytes out, a refusal that names the field."""

    async def reply(message: NatsMessage) -> bytes:
        try:
            response = await answer.handler(answer.request.model_validate_json(message.body), service)
            return bytes(response.model_dump_json().encode())
        except ValidationError as wrong:
            first = wrong.errors(include_url=False, include_input=False)[0]
            return refusal(Rejected("the-request-is-malformed", first["msg"], ".".join(map(str, first["loc"]))))
        except Rejected as no:
            return refusal(no)
        except Exception as bug:  # the asker is told to try later, the log tells the operator
            service.log.error("request.failed", subject=answer.subject, reason=f"{type(bug).__name__}: {bug}"[:300])
            raise

    return reply
