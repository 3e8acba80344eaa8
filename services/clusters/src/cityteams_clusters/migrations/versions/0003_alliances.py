"""The tables of alliances: what belongs to a SuperCluster, and thematic clusters, which have no round."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LISTS = ("formerly", "chairs", "entities", "applicants", "groups")


def upgrade() -> None:
    with op.batch_alter_table("super_clusters") as table:
        table.alter_column("round_id", existing_type=sa.String(64), nullable=True)
        table.alter_column("sector", existing_type=sa.String(64), nullable=True)
        table.add_column(sa.Column("thematic", sa.Boolean, nullable=False, server_default=sa.false()))
        for name in _LISTS:
            table.add_column(sa.Column(name, sa.Text, nullable=False, server_default="[]"))
        table.add_column(sa.Column("blueprints", sa.Text, nullable=False, server_default="{}"))
        table.add_column(sa.Column("promoted_from", sa.String(64), nullable=True))
        table.add_column(sa.Column("merged_into", sa.String(64), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM super_clusters WHERE thematic")
    with op.batch_alter_table("super_clusters") as table:
        for name in ("thematic", *_LISTS, "blueprints", "promoted_from", "merged_into"):
            table.drop_column(name)
        table.alter_column("round_id", existing_type=sa.String(64), nullable=False)
        table.alter_column("sector", existing_type=sa.String(64), nullable=False)
