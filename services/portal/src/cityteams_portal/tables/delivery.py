"""The copy of the ledger."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Word
from cityteams_contracts.notifications import Channel, SuppressionReason
from cityteams_portal.domain.delivery import DeliveryState
from cityteams_portal.tables.base import metadata


def _ledger(name: str) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        sa.Column("line_id", sa.String(64), primary_key=True),
        sa.Column("delivery_id", sa.String(64), nullable=False, index=True),
        sa.Column("channel", Word(Channel), nullable=False),
        sa.Column("to", sa.String(64), nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.String(64), nullable=False, index=True),
        sa.Column("state", Word(DeliveryState), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("at", Instant(), nullable=False, index=True),
        sa.Column("answer", sa.Integer),
        sa.Column("reason", sa.String(80)),
        sa.Column("next_try_at", Instant()),
    )


deliveries = _ledger("deliveries")
delivery_lines = _ledger("delivery_lines")
suppressions = sa.Table(
    "suppressions",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("reason", Word(SuppressionReason), nullable=False),
    sa.Column("since", Instant(), nullable=False),
    sa.Column("status", sa.String(16)),
    sa.Column("delivery_id", sa.String(64)),
)
