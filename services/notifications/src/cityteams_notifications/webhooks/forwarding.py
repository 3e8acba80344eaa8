"""Every event that may leave is noted for the endpoints that want it, in the transaction in which it is heard."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cityteams_chassis import Reaction, Tx
from cityteams_contracts import Event
from cityteams_contracts.notifications import Channel, EndpointKind
from cityteams_contracts.public import PUBLIC, about_clusters, about_sector, structured
from cityteams_contracts.values import utc_text
from cityteams_notifications.domain.webhooks.dispatch import Dispatch, Outgoing
from cityteams_notifications.domain.webhooks.routes import ALL, Route, Routes
from cityteams_notifications.webhooks.store import DISPATCHES, OUTGOING, ROUTES, sectors_of, version_of

Handler = Callable[[Any, Tx], None]
CHANNELS: Mapping[EndpointKind, Channel] = {
    EndpointKind.WEBHOOK: Channel.WEBHOOK,
    EndpointKind.CHANNEL: Channel.CHAT,
}


def forwarding(reaction: Reaction) -> Reaction:
    """The same reaction, which also notes what may leave; the routes are loaded once for a batch."""
    public = [event for event in PUBLIC if event in reaction.contracts.values()]
    handlers = dict(reaction.handlers) | {event: _also(reaction.handlers.get(event)) for event in public}
    loads = dict(reaction.loads) | {event: (*reaction.loads.get(event, ()), (ROUTES, _all)) for event in public}
    return replace(reaction, handlers=handlers, loads=loads)


def _all(_event: Event) -> str:
    return ALL


def _also(handler: Handler | None) -> Handler:
    def both(event: Event, tx: Tx) -> None:
        if handler is not None:
            handler(event, tx)
        note(event, tx)

    return both


def note(event: Event, tx: Tx) -> None:
    """Keeps the event for whoever wants it; for nobody, nothing is kept."""
    known = tx.get(ROUTES, ALL)
    chosen = _chosen(event, known, tx) if known is not None and known.routes else []
    if not chosen:
        return
    version = version_of(tx, event)
    body = structured(event, tx.message_id, utc_text(tx.now), version)
    keep(tx, Outgoing(tx.message_id, event.type(), event.key, tx.now, _bytes(body)), event.aggregate, version, chosen)


def keep(tx: Tx, it: Outgoing, aggregate: str, version: int, chosen: Sequence[Route]) -> list[Dispatch]:
    """Keeps the body once, and one dispatch for each endpoint."""
    tx.keep(OUTGOING, it)
    made = [
        Dispatch(
            delivery_id=tx.new_id("endpoint", route.endpoint_id),
            endpoint_id=route.endpoint_id,
            message_id=it.message_id,
            channel=CHANNELS[route.kind],
            kind=it.kind,
            about=it.about,
            aggregate=aggregate,
            version=version,
            heard_at=it.heard_at,
        )
        for route in chosen
    ]
    for each in made:
        tx.keep(DISPATCHES, each)
    return made


def _chosen(event: Event, known: Routes, tx: Tx) -> list[Route]:
    clusters, named = about_clusters(event), about_sector(event)
    sectors: frozenset[str] = frozenset((named,)) if named else frozenset()
    if known.ask_for_sectors and not sectors:
        sectors = sectors_of(tx, clusters)
    return [each for each in known.routes if each.wants(event.type(), clusters, sectors)]


def _bytes(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
