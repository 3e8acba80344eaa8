"""When a person was told that they will be forgotten, so that nobody is forgotten without having been asked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("warned_at", sa.Text))


def downgrade() -> None:
    op.drop_column("contacts", "warned_at")
