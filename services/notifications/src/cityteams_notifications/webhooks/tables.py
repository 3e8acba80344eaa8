"""The tables of webhooks. Endpoints, routes and members are state; what is on its way, URLs and keys are private."""

from dataclasses import dataclass

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.notifications import Channel, EndpointKind, Wanted
from cityteams_notifications.domain.webhooks.dispatch import DispatchState
from cityteams_notifications.domain.webhooks.endpoint import EndpointState
from cityteams_notifications.domain.webhooks.routes import Route

_ID = sa.String(64)


@dataclass(frozen=True)
class WebhookTables:
    """The tables by name."""

    endpoints: sa.Table
    routes: sa.Table
    cluster_sectors: sa.Table
    members: sa.Table
    merged: sa.Table
    targets: sa.Table
    keys: sa.Table
    health: sa.Table
    outgoing: sa.Table
    dispatches: sa.Table


def webhook_tables(metadata: sa.MetaData) -> WebhookTables:
    """Adds the tables to the metadata of the service."""
    return WebhookTables(
        endpoints=_endpoints(metadata),
        routes=_two(metadata, "routes", "name", sa.Column("routes", Json(tuple[Route, ...]), nullable=False)),
        cluster_sectors=_two(metadata, "cluster_sectors", "cluster_id", sa.Column("sector", _ID, nullable=False)),
        members=_members(metadata),
        merged=_two(metadata, "merged_organisations", "organisation_id", sa.Column("into", _ID, nullable=False)),
        targets=_targets(metadata),
        keys=_keys(metadata),
        health=_health(metadata),
        outgoing=_outgoing(metadata),
        dispatches=_dispatches(metadata),
    )


def _two(metadata: sa.MetaData, name: str, key: str, value: sa.Column[str]) -> sa.Table:
    return sa.Table(name, metadata, sa.Column(key, _ID, primary_key=True), value)


def _endpoints(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "endpoints",
        metadata,
        sa.Column("endpoint_id", _ID, primary_key=True),
        sa.Column("organisation_id", _ID, nullable=False, index=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", Word(EndpointKind), nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("target_id", _ID, nullable=False),
        sa.Column("key_id", _ID),
        sa.Column("wanted", Json(Wanted), nullable=False),
        sa.Column("state", Word(EndpointState), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("registered_at", Instant(), nullable=False),
        sa.Column("before_id", _ID),
        sa.Column("before_until", Instant()),
        sa.Column("reason", sa.String(80)),
    )


def _members(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "members",
        metadata,
        sa.Column("member_id", sa.String(160), primary_key=True),
        sa.Column("organisation_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
        sa.Index("ix_members_organisation", "organisation_id", "person_id"),
    )


def _targets(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "endpoint_targets",
        metadata,
        sa.Column("target_id", _ID, primary_key=True),
        sa.Column("organisation_id", _ID, nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("kind", Word(EndpointKind), nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("key_id", _ID),
        sa.Column("used", sa.Boolean, nullable=False),
    )


def _keys(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "endpoint_keys",
        metadata,
        sa.Column("key_id", _ID, primary_key=True),
        sa.Column("endpoint_id", _ID, index=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("public_key", sa.String(80), nullable=False),
    )


def _health(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "endpoint_health",
        metadata,
        sa.Column("endpoint_id", _ID, primary_key=True),
        sa.Column("streak", sa.Integer, nullable=False),
        sa.Column("failing_since", Instant()),
    )


def _outgoing(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "outgoing",
        metadata,
        sa.Column("message_id", _ID, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", _ID, nullable=False),
        sa.Column("heard_at", Instant(), nullable=False, index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _dispatches(metadata: sa.MetaData) -> sa.Table:
    table = sa.Table(
        "dispatches",
        metadata,
        sa.Column("delivery_id", _ID, primary_key=True),
        sa.Column("endpoint_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False, index=True),
        sa.Column("channel", Word(Channel), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", _ID, nullable=False),
        sa.Column("aggregate", sa.String(200), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("heard_at", Instant(), nullable=False),
        sa.Column("state", Word(DispatchState), nullable=False),
        sa.Column("fresh", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due_at", Instant()),
        sa.Column("settled_at", Instant()),
        sa.Index("ix_dispatches_queue", "endpoint_id", "aggregate", "state", "version"),
        sa.Index("ix_dispatches_due", "endpoint_id", "state", "due_at"),
        sa.Index("ix_dispatches_heard", "endpoint_id", "heard_at"),
        sa.Index("ix_dispatches_settled", "settled_at"),
    )
    fresh = table.c.fresh
    sa.Index("ix_dispatches_fresh", table.c.delivery_id, sqlite_where=fresh, postgresql_where=fresh)
    return table
