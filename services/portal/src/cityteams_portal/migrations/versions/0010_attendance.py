"""The portal's copy of attendance."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "seatings",
        sa.Column("seating_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("session_id", sa.String(64)),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("closed", sa.Text),
        sa.Column("taken", sa.Text, nullable=False),
        sa.Column("waiting", sa.Text, nullable=False),
    )
    op.create_index("ix_seatings_gathering_id", "seatings", ["gathering_id"])
    op.create_table(
        "seats",
        sa.Column("seat_id", sa.String(64), primary_key=True),
        sa.Column("seating_id", sa.String(64), nullable=False),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("guest", sa.Integer, nullable=False),
        sa.Column("seat_class", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("hold_until", sa.Text),
        sa.Column("organisation_id", sa.String(64)),
    )
    op.create_index("ix_seats_person_id", "seats", ["person_id"])
    op.create_index("seats_in_line", "seats", ["seating_id", "state", "seat_class", "number"])
    op.create_table(
        "arrivals",
        sa.Column("seat_id", sa.String(64), primary_key=True),
        sa.Column("seating_id", sa.String(64), nullable=False),
        sa.Column("came_at", sa.Text, nullable=False),
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_index("ix_arrivals_seating_id", "arrivals", ["seating_id"])
