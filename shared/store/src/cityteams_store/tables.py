"""The chassis' own tables, which stand in every service's store."""

import sqlalchemy as sa
from alembic.operations import Operations

_POSITION = sa.BigInteger().with_variant(sa.Integer, "sqlite")


class Books:
    """`versions`: how far each aggregate is known here; `inbox`: what was handled; `outbox`: what was said, kept."""

    def __init__(self, metadata: sa.MetaData) -> None:
        self.versions, self.inbox, self.outbox = (metadata.tables[name] for name in ("versions", "inbox", "outbox"))


def chassis_tables(metadata: sa.MetaData) -> Books:
    """Adds the three tables to a service's metadata."""
    sa.Table(
        "versions",
        metadata,
        sa.Column("aggregate", sa.String(200), primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
    sa.Table("inbox", metadata, sa.Column("message_id", sa.String(64), primary_key=True))
    outbox = sa.Table(
        "outbox",
        metadata,
        sa.Column("position", _POSITION, primary_key=True, autoincrement=True),
        sa.Column("message_id", sa.String(64), nullable=False, unique=True),
        sa.Column("stream", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("aggregate", sa.String(200)),
        sa.Column("version", sa.BigInteger),
        sa.Column("sent_sequence", sa.BigInteger),
        sa.UniqueConstraint("aggregate", "version", name="outbox_one_version_once"),
        sa.CheckConstraint("(aggregate IS NULL) = (version IS NULL)", name="outbox_versions_have_an_aggregate"),
    )
    unsent = outbox.c.sent_sequence.is_(None)
    sa.Index("outbox_unsent", outbox.c.position, sqlite_where=unsent, postgresql_where=unsent)
    sa.Index("outbox_sent", outbox.c.stream, outbox.c.sent_sequence)
    return Books(metadata)


def create_chassis_tables(op: Operations) -> None:
    """What the first migration of every service creates; never edited after release."""
    metadata = sa.MetaData()
    chassis_tables(metadata)
    metadata.create_all(op.get_bind())
