"""Creates streams from the contract registry and consumers from the subscription tables. Nothing else declares them."""

from collections.abc import Iterable

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DiscardPolicy, RetentionPolicy, StreamConfig
from nats.js.errors import NotFoundError

from cityteams_contracts import COMMAND_STREAMS, DEAD_STREAM, EVENT_STREAMS
from cityteams_store.reactions import Reaction

_DAY = 86400.0


def streams(max_bytes: int = 1 << 30) -> list[StreamConfig]:
    """The streams of the design; `max_bytes` bounds each, and a full one refuses instead of forgetting."""
    events = [
        StreamConfig(name=name, subjects=[f"cityteams.evt.{owner}.>"], deny_delete=True, deny_purge=True)
        for owner, name in EVENT_STREAMS.items()
    ]
    commands = [
        StreamConfig(name=name, subjects=[f"cityteams.cmd.{owner}.>"], retention=RetentionPolicy.WORK_QUEUE)
        for owner, name in COMMAND_STREAMS.items()
    ]
    dead = StreamConfig(name=DEAD_STREAM, subjects=["cityteams.dead.>"], max_age=90 * _DAY)
    for each in (*events, *commands, dead):
        each.allow_atomic, each.allow_direct = each is not dead, True
        each.max_bytes, each.discard, each.duplicate_window = max_bytes, DiscardPolicy.NEW, _DAY
    return [*events, *commands, dead]


def consumer(reaction: Reaction) -> ConsumerConfig:
    """The durable of a reaction: explicit acks, redelivered for ever because we park by ourselves."""
    return ConsumerConfig(
        durable_name=reaction.durable,
        filter_subject=reaction.filter,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=30,
        max_deliver=-1,
        max_ack_pending=5000,
    )


async def provision(js: JetStreamContext, reactions: Iterable[Reaction], max_bytes: int = 1 << 30) -> None:
    """Brings the broker to what the code says; running it again changes nothing."""
    for config in streams(max_bytes):
        try:
            await js.stream_info(str(config.name))
            await js.update_stream(config)
        except NotFoundError:
            await js.add_stream(config)
    for reaction in reactions:
        await js.add_consumer(reaction.stream, consumer(reaction))
