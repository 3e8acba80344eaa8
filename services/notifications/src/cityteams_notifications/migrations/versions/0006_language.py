"""The language that somebody wants letters in."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("preferences", sa.Column("language", sa.String(35)))
