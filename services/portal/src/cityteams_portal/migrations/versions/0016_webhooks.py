"""The portal's copy of webhooks, and the feed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "endpoints",
        sa.Column("endpoint_id", sa.String(64), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("registered_at", sa.Text, nullable=False),
        sa.Column("rotated_at", sa.Text),
        sa.Column("before_until", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_index("ix_endpoints_organisation_id", "endpoints", ["organisation_id"])
    op.create_table(
        "sendings",
        sa.Column("delivery_id", sa.String(64), primary_key=True),
        sa.Column("endpoint_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_at", sa.Text, nullable=False),
        sa.Column("last_at", sa.Text, nullable=False),
        sa.Column("next_try_at", sa.Text),
        sa.Column("answer", sa.Integer),
        sa.Column("reason", sa.Text),
    )
    op.create_index("sendings_of_endpoint", "sendings", ["endpoint_id", "last_at", "delivery_id"])
    _feed()


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("event_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("aggregate", sa.String(200), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("clusters", sa.Text, nullable=False),
        sa.Column("sector", sa.String(64)),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "feed_places",
        sa.Column("event_id", sa.String(64), primary_key=True),
        sa.Column("place", sa.BigInteger, nullable=False, unique=True),
    )
    op.create_table(
        "feed_head",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
