"""The first tables: worksheets and contacts, beside the chassis's own."""

import sqlalchemy as sa
from alembic import op

from cityteams_chassis import create_chassis_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_chassis_tables(op)
    op.create_table(
        "worksheets",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("project", sa.Text, nullable=False),
        sa.Column("submitted_at", sa.Text, nullable=False),
        sa.Column("decided_at", sa.Text, nullable=True),
    )
    op.create_table(
        "roles",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("roles", sa.Text, nullable=False),
    )
    op.create_table(
        "contacts",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("mail_index", sa.String(64), nullable=False, unique=True),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("contacts")
    op.drop_table("roles")
    op.drop_table("worksheets")
