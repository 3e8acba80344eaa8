"""What people agreed to, for their own page."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("agreed", sa.Text, nullable=False),
    )
