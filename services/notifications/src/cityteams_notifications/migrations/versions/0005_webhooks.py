"""The tables of webhooks."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.String(64)


def upgrade() -> None:
    op.create_table(
        "endpoints",
        sa.Column("endpoint_id", _ID, primary_key=True),
        sa.Column("organisation_id", _ID, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("target_id", _ID, nullable=False),
        sa.Column("key_id", _ID),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("registered_at", sa.Text, nullable=False),
        sa.Column("before_id", _ID),
        sa.Column("before_until", sa.Text),
        sa.Column("reason", sa.String(80)),
    )
    op.create_index("ix_endpoints_organisation_id", "endpoints", ["organisation_id"])
    _two("routes", "name", sa.Column("routes", sa.Text, nullable=False))
    _two("cluster_sectors", "cluster_id", sa.Column("sector", _ID, nullable=False))
    _two("merged_organisations", "organisation_id", sa.Column("into", _ID, nullable=False))
    op.create_table(
        "members",
        sa.Column("member_id", sa.String(160), primary_key=True),
        sa.Column("organisation_id", _ID, nullable=False),
        sa.Column("person_id", _ID, nullable=False),
    )
    op.create_index("ix_members_organisation", "members", ["organisation_id", "person_id"])
    _private()
    _on_their_way()


def _two(name: str, key: str, value: "sa.Column[str]") -> None:
    op.create_table(name, sa.Column(key, _ID, primary_key=True), value)


def _private() -> None:
    op.create_table(
        "endpoint_targets",
        sa.Column("target_id", _ID, primary_key=True),
        sa.Column("organisation_id", _ID, nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("key_id", _ID),
        sa.Column("used", sa.Boolean, nullable=False),
    )
    op.create_table(
        "endpoint_keys",
        sa.Column("key_id", _ID, primary_key=True),
        sa.Column("endpoint_id", _ID),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("public_key", sa.String(80), nullable=False),
    )
    op.create_index("ix_endpoint_keys_endpoint_id", "endpoint_keys", ["endpoint_id"])
    op.create_table(
        "endpoint_health",
        sa.Column("endpoint_id", _ID, primary_key=True),
        sa.Column("streak", sa.Integer, nullable=False),
        sa.Column("failing_since", sa.Text),
    )


def _on_their_way() -> None:
    op.create_table(
        "outgoing",
        sa.Column("message_id", _ID, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", _ID, nullable=False),
        sa.Column("heard_at", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_outgoing_heard_at", "outgoing", ["heard_at"])
    op.create_table(
        "dispatches",
        sa.Column("delivery_id", _ID, primary_key=True),
        sa.Column("endpoint_id", _ID, nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", _ID, nullable=False),
        sa.Column("aggregate", sa.String(200), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("heard_at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("fresh", sa.Boolean, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due_at", sa.Text),
        sa.Column("settled_at", sa.Text),
    )
    op.create_index("ix_dispatches_message_id", "dispatches", ["message_id"])
    op.create_index("ix_dispatches_queue", "dispatches", ["endpoint_id", "aggregate", "state", "version"])
    op.create_index("ix_dispatches_due", "dispatches", ["endpoint_id", "state", "due_at"])
    op.create_index("ix_dispatches_heard", "dispatches", ["endpoint_id", "heard_at"])
    op.create_index("ix_dispatches_settled", "dispatches", ["settled_at"])
    fresh = sa.text("fresh")
    op.create_index("ix_dispatches_fresh", "dispatches", ["delivery_id"], sqlite_where=fresh, postgresql_where=fresh)


def downgrade() -> None:
    for table in (
        "dispatches", "outgoing", "endpoint_health", "endpoint_keys", "endpoint_targets", "members",
        "merged_organisations", "cluster_sectors", "routes", "endpoints",
    ):  # fmt: skip
        op.drop_table(table)
