"""Waits until nothing moves any more: no message on its way, no row unsent, no letter waiting, no text unread."""

import asyncio
from collections.abc import Mapping
from time import monotonic

import sqlalchemy as sa
from nats.js import JetStreamContext

from cityteams_chassis import Service
from cityteams_cli.stores import Stores
from cityteams_store.errors import Refused

_LEFT_TO_DO = (
    ("notifications", "SELECT count(*) FROM letters WHERE state = 'queued'", "letters wait"),
    (
        "clusters",
        "SELECT count(*) FROM readings WHERE text_sha256 <> '' AND coalesce(read_sha256, '') <> text_sha256",
        "worksheets are yet to be read",
    ),
)


async def until_quiet(
    stores: Stores, services: Mapping[str, Service], js: JetStreamContext, patience: float = 120
) -> None:
    """Returns at a quiet moment. Raises Refused with what moves when for `patience` seconds it stayed the same."""
    before, until = "", monotonic() + patience
    while moving := await _moving(stores, services, js):
        if moving != before:
            before, until = moving, monotonic() + patience
        if monotonic() > until:
            raise Refused(f"waited {patience:g} s for quiet; still {moving}")
        await asyncio.sleep(0.05)


async def _moving(stores: Stores, services: Mapping[str, Service], js: JetStreamContext) -> str:
    """What still moves.

    If the outboxes were all sent, then the consumers had nothing left, and then the outboxes had not grown: at the
    middle moment nothing was on its way, because a consumer commits what it says before it acknowledges what it heard.
    """
    before = {name: _outbox(stores, name) for name in services}
    if unsent := [name for name, (_, waiting) in before.items() if waiting]:
        return f"unsent rows in {', '.join(unsent)}"
    for service in services.values():
        for reaction in service.reactions:
            info = await js.consumer_info(reaction.stream, reaction.durable)
            if info.num_pending or info.num_ack_pending:
                return (
                    f"{info.num_pending} messages wait for {reaction.durable}, {info.num_ack_pending} are in its hands"
                )
    for owner, query, what in _LEFT_TO_DO:
        (left,) = _numbers(stores, owner, query)
        if left:
            return f"{left} {what}"
    return "" if before == {name: _outbox(stores, name) for name in services} else "the outboxes grow"


def _outbox(stores: Stores, service: str) -> tuple[int, ...]:
    return _numbers(stores, service, "SELECT count(*), count(*) - count(sent_sequence) FROM outbox")


def _numbers(stores: Stores, service: str, query: str) -> tuple[int, ...]:
    with stores.reading(service) as conn:
        return tuple(conn.execute(sa.text(query)).one())
