"""The portal's calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "calendar_books",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("link", sa.Text),
        sa.Column("noted", sa.Text, nullable=False),
        sa.Column("revised", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("called_off", sa.Boolean, nullable=False),
    )
    op.create_table(
        "feed_keys",
        sa.Column("key_id", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
    )
    op.create_index("ix_feed_keys_person_id", "feed_keys", ["person_id"])
