"""The portal's copy of meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("meeting_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("gathering", sa.Text, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("asked_by", sa.String(64)),
        sa.Column("subject_line", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("accepted", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("starts", sa.Text),
        sa.Column("ends", sa.Text),
        sa.Column("table", sa.Text),
        sa.Column("area", sa.Text),
    )
    op.create_index("ix_meetings_gathering_id", "meetings", ["gathering_id"])
    op.create_table(
        "meeting_plans",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        sa.Column("gathering", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("periods", sa.Text, nullable=False),
        sa.Column("tables", sa.Text, nullable=False),
        sa.Column("asked", sa.Boolean, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("scheduled", sa.Integer, nullable=False),
        sa.Column("breaks", sa.Integer),
        sa.Column("reasons", sa.Text, nullable=False),
    )
