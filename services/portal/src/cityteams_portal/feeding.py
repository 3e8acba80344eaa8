"""Gives every event that may leave its place in the feed, in the transaction in which it comes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from cityteams_chassis import Reaction, Service, Tx
from cityteams_contracts import Event
from cityteams_contracts.public import PUBLIC
from cityteams_portal.domain.feed import HEAD, FeedHead, FeedPlace, in_order
from cityteams_portal.store.webhooks import FEED_HEAD, FEED_PLACES, unplaced

Handler = Callable[[Any, Tx], None]


def feeding(reaction: Reaction) -> Reaction:
    """The same reaction, which also counts what may leave."""
    public = [event for event in PUBLIC if event in reaction.contracts.values()]
    handlers = dict(reaction.handlers) | {event: _also(reaction.handlers.get(event)) for event in public}
    loads = dict(reaction.loads) | {event: (*reaction.loads.get(event, ()), (FEED_HEAD, _head)) for event in public}
    return replace(reaction, handlers=handlers, loads=loads)


def _head(_event: Event) -> str:
    return HEAD


def _also(handler: Handler | None) -> Handler:
    def both(event: Event, tx: Tx) -> None:
        if handler is not None:
            handler(event, tx)
        _give(tx, tx.message_id, tx.new_id("edition"))

    return both


def _give(tx: Tx, event_id: str, edition: str) -> None:
    """The next place; writers stand in line, so that places are in the order of the commits."""
    known = tx.get(FEED_HEAD, HEAD) or FeedHead(HEAD, edition, 0)
    tx.keep(FEED_HEAD, replace(known, last=known.last + 1))
    tx.keep(FEED_PLACES, FeedPlace(event_id, known.last + 1))


async def place_the_rest(service: Service) -> None:
    """What has no place gets one, under another edition: the copy was built again from a record."""

    def work(tx: Tx) -> int:
        rest = in_order(unplaced(tx))
        if rest:
            known = tx.get(FEED_HEAD, HEAD)
            tx.keep(FEED_HEAD, FeedHead(HEAD, str(uuid4()), known.last if known else 0))
        for event_id in rest:
            _give(tx, event_id, "")
        return len(rest)

    count = await service.act(f"feed-{uuid4()}", datetime.now(UTC), work)
    if count:
        service.log.warning("feed.new-edition", events=count)
    await service.stopping.wait()
