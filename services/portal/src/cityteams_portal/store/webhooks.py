"""The shelves of endpoints, deliveries and the feed, and the reads of them."""

from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts.values import utc_text
from cityteams_portal.domain.endpoint import Endpoint, Sending, SendingState
from cityteams_portal.domain.feed import HEAD, FeedEvent, FeedFilter, FeedHead, FeedPlace
from cityteams_portal.tables import webhooks as tables
from cityteams_portal.tables.agenda import clusters

ENDPOINTS = Shelf(tables.endpoints, Endpoint)
SENDINGS = Shelf(tables.sendings, Sending)
FEED = Shelf(tables.feed, FeedEvent)
FEED_PLACES = Shelf(tables.feed_places, FeedPlace, private=True)
FEED_HEAD = Shelf(tables.feed_head, FeedHead, private=True)
_ALL = 2000


def endpoint(tx: Tx, endpoint_id: str) -> Endpoint | None:
    """One endpoint."""
    return tx.get(ENDPOINTS, endpoint_id)


def endpoints(tx: Tx) -> list[Endpoint]:
    """All endpoints, by organisation and title."""
    order = (tables.endpoints.c.organisation_id, tables.endpoints.c.title, tables.endpoints.c.endpoint_id)
    return [ENDPOINTS.value(row) for row in tx.rows(ENDPOINTS.every.order_by(*order).limit(_ALL))]


def sendings(
    tx: Tx, endpoint_id: str, state: SendingState | None, after: tuple[str, str] | None, limit: int
) -> tuple[list[Sending], tuple[str, str] | None]:
    """One page of what was delivered to an endpoint, the latest first, and where the list goes on."""
    at = tables.sendings.c
    query = SENDINGS.every.where(at.endpoint_id == endpoint_id)
    if state is not None:
        query = query.where(at.state == state)
    if after is not None:
        place = (sa.type_coerce(at.last_at, sa.Text), at.delivery_id)
        query = query.where(sa.tuple_(*place) < sa.tuple_(*(sa.literal(each) for each in after)))
    rows = tx.rows(query.order_by(at.last_at.desc(), at.delivery_id.desc()).limit(limit + 1))
    found = [SENDINGS.value(row) for row in rows]
    page = found[:limit]
    return page, _place(page[-1]) if len(found) > limit else None


def _place(it: Sending) -> tuple[str, str]:
    return utc_text(it.last_at), it.delivery_id


def feed_head(tx: Tx) -> FeedHead | None:
    """How far the feed has come."""
    return tx.get(FEED_HEAD, HEAD)


def feed_page(tx: Tx, wanted: FeedFilter) -> list[tuple[int, str]]:
    """The next events with their places, in order."""
    at, place = tables.feed.c, tables.feed_places.c.place
    query: sa.Select[Any] = (
        sa.select(place, at.body)
        .join(tables.feed, at.event_id == tables.feed_places.c.event_id)
        .where(place > wanted.after)
        .order_by(place)
        .limit(wanted.limit)
    )
    if wanted.kinds:
        query = query.where(at.kind.in_(wanted.kinds))
    text = sa.type_coerce(at.clusters, sa.Text)
    if wanted.sectors:
        of, own = clusters.c, sa.literal('%"') + clusters.c.cluster_id + sa.literal('"%')
        through = sa.select(of.cluster_id).where(of.sector.in_(wanted.sectors), text.like(own)).exists()
        query = query.where(at.sector.in_(wanted.sectors) | (at.sector.is_(None) & through))
    if wanted.clusters:
        query = query.where(sa.or_(*(text.contains(f'"{each}"', autoescape=True) for each in wanted.clusters)))
    return [(row.place, row.body) for row in tx.rows(query)]


def unplaced(tx: Tx) -> list[FeedEvent]:
    """Events without a place, such as after the copy was built again."""
    placed = sa.select(tables.feed_places.c.event_id).where(tables.feed_places.c.event_id == tables.feed.c.event_id)
    return tx.find(FEED, ~placed.exists())
