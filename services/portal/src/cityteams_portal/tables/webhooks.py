"""Tables of endpoints, of what was delivered to them, and of the feed."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.notifications import EndpointKind, Wanted
from cityteams_portal.domain.endpoint import EndpointState, SendingState
from cityteams_portal.tables.base import metadata

endpoints = sa.Table(
    "endpoints",
    metadata,
    sa.Column("endpoint_id", sa.String(64), primary_key=True),
    sa.Column("organisation_id", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", Word(EndpointKind), nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("wanted", Json(Wanted), nullable=False),
    sa.Column("state", Word(EndpointState), nullable=False),
    sa.Column("since", Instant(), nullable=False),
    sa.Column("registered_at", Instant(), nullable=False),
    sa.Column("rotated_at", Instant()),
    sa.Column("before_until", Instant()),
    sa.Column("reason", sa.Text),
)
sendings = sa.Table(
    "sendings",
    metadata,
    sa.Column("delivery_id", sa.String(64), primary_key=True),
    sa.Column("endpoint_id", sa.String(64), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("about", sa.String(64), nullable=False),
    sa.Column("state", Word(SendingState), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("first_at", Instant(), nullable=False),
    sa.Column("last_at", Instant(), nullable=False),
    sa.Column("next_try_at", Instant()),
    sa.Column("answer", sa.Integer),
    sa.Column("reason", sa.Text),
    sa.Index("sendings_of_endpoint", "endpoint_id", "last_at", "delivery_id"),
)
feed = sa.Table(
    "feed",
    metadata,
    sa.Column("event_id", sa.String(64), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("aggregate", sa.String(200), nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("clusters", Json(tuple[str, ...]), nullable=False),
    sa.Column("sector", sa.String(64)),
    sa.Column("body", sa.Text, nullable=False),
)
feed_places = sa.Table(  # private: the order in which events came here
    "feed_places",
    metadata,
    sa.Column("event_id", sa.String(64), primary_key=True),
    sa.Column("place", sa.BigInteger, nullable=False, unique=True),
)
feed_head = sa.Table(  # private: how many places were given
    "feed_head",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("edition", sa.String(64), nullable=False),
    sa.Column("last", sa.BigInteger, nullable=False),
)
