"""What is still to be said of a gathering before it begins."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=True),
        sa.Column("deadlines", sa.Text, nullable=False),
        sa.Column("waiting", sa.Text, nullable=False),
        sa.Column("next_due", sa.Text, nullable=True),
    )
    op.create_index("ix_reminders_next_due", "reminders", ["next_due"])


def downgrade() -> None:
    op.drop_table("reminders")
