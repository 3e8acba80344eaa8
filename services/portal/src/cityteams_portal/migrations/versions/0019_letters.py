"""What people want to be told; and of letters to whom they go, and because of what."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "preferences",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("quiet_from", sa.Text),
        sa.Column("quiet_until", sa.Text),
        sa.Column("wishes", sa.Text, nullable=False),
        sa.Column("language", sa.String(35)),
    )
    op.add_column("letters", sa.Column("person_id", sa.String(64)))
    op.add_column("letters", sa.Column("because", sa.Text))
    op.add_column("letters", sa.Column("into", sa.String(64)))
    op.create_index("ix_letters_person", "letters", ["person_id", "queued_at"])
    op.create_index("ix_letters_into", "letters", ["into"])
