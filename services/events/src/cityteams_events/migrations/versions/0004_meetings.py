"""The tables of meetings: hours and tables of a gathering, meetings, absences, introductions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_plans",
        sa.Column("gathering_id", sa.String(64), primary_key=True),
        sa.Column("gathering", sa.Text, nullable=False),
        sa.Column("time_zone", sa.Text, nullable=False),
        sa.Column("periods", sa.Text, nullable=False),
        sa.Column("tables", sa.Text, nullable=False),
        sa.Column("plan_id", sa.String(64), nullable=True),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=True),
        sa.Column("made", sa.Boolean, nullable=False),
    )
    op.create_table(
        "meetings",
        sa.Column("meeting_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("gathering", sa.Text, nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=True),
        sa.Column("subject_line", sa.Text, nullable=False),
        sa.Column("introduction_id", sa.String(64), nullable=True),
        sa.Column("requested_at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("accepted", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=True),
        sa.Column("ends", sa.Text, nullable=True),
        sa.Column("table_id", sa.String(64), nullable=True),
    )
    op.create_index("ix_meetings_gathering_id", "meetings", ["gathering_id"])
    op.create_table(
        "availabilities",
        sa.Column("availability_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("away", sa.Text, nullable=False),
    )
    op.create_index("ix_availabilities_gathering_id", "availabilities", ["gathering_id"])
    op.create_index("ix_availabilities_person_id", "availabilities", ["person_id"])
    op.create_table(
        "introductions",
        sa.Column("introduction_id", sa.String(64), primary_key=True),
        sa.Column("first", sa.String(64), nullable=False),
        sa.Column("second", sa.String(64), nullable=False),
        sa.Column("subject_line", sa.Text, nullable=False),
        sa.Column("introduced_at", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("introductions")
    op.drop_table("availabilities")
    op.drop_table("meetings")
    op.drop_table("meeting_plans")
