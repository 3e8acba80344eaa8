"""The portal's copy of runs of partner matching that are not done yet."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "partner_matchings",
        sa.Column("run_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("limits", sa.Text, nullable=False),
        sa.Column("started_at", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("partner_matchings")
