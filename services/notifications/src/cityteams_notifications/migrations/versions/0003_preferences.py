"""What people want to hear, and letters that go together."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pending", sa.Column("gathers", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "gathered",
        sa.Column("letter_id", sa.String(64), primary_key=True),
        sa.Column("digest_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("event_subject", sa.Text, nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("queued_at", sa.Text, nullable=False),
    )
    op.create_index("ix_gathered_digest_id", "gathered", ["digest_id"])
    op.create_index("ix_gathered_person_id", "gathered", ["person_id"])
    op.create_table(
        "preferences",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("quiet_from", sa.Text),
        sa.Column("quiet_until", sa.Text),
        sa.Column("wishes", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("preferences")
    op.drop_table("gathered")
    op.drop_column("pending", "gathers")
