"""When a person last signed in, so that who stays away is forgotten in the end."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("seen_at", sa.Text))


def downgrade() -> None:
    op.drop_column("contacts", "seen_at")
