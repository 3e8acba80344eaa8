"""The tables of attendance: seatings, answers, seats, invitations, interests, whom organisations name, doors."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seatings",
        sa.Column("seating_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("session_id", sa.String(64), nullable=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("taken", sa.Text, nullable=False),
        sa.Column("waiting", sa.Text, nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False),
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
        sa.Column("number", sa.Integer, nullable=True),
        sa.Column("hold_until", sa.Text, nullable=True),
        sa.Column("organisation_id", sa.String(64), nullable=True),
    )
    op.create_index("ix_seats_person_id", "seats", ["person_id"])
    op.create_index("ix_seats_hold_until", "seats", ["hold_until"])
    op.create_index("ix_seats_line", "seats", ["seating_id", "seat_class", "state", "number"])
    op.create_table(
        "attendees",
        sa.Column("attendance_id", sa.String(64), primary_key=True),
        sa.Column("seating_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("guests", sa.Integer, nullable=False),
        sa.Column("organisation_id", sa.String(64), nullable=True),
        sa.Column("seats", sa.Text, nullable=False),
        sa.Column("same_as", sa.String(64), nullable=True),
    )
    op.create_index("ix_attendees_person_id", "attendees", ["person_id"])
    op.create_table(
        "passes",
        sa.Column("pass_id", sa.String(64), primary_key=True),
        sa.Column("seating_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("seat_class", sa.String(64), nullable=False),
    )
    op.create_index("ix_passes_person_id", "passes", ["person_id"])
    op.create_table(
        "interests",
        sa.Column("interest_id", sa.String(64), primary_key=True),
        sa.Column("gathering_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("sessions", sa.Text, nullable=False),
    )
    op.create_index("ix_interests_gathering_id", "interests", ["gathering_id"])
    op.create_index("ix_interests_person_id", "interests", ["person_id"])
    op.create_table(
        "affiliations",
        sa.Column("affiliation_id", sa.String(64), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
    )
    op.create_index("ix_affiliations_person_id", "affiliations", ["person_id"])
    op.create_table(
        "scans",
        sa.Column("scan_id", sa.String(64), primary_key=True),
        sa.Column("seating_id", sa.String(64), nullable=False),
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("seat_id", sa.String(64), nullable=False),
        sa.Column("at_seat", sa.String(64), nullable=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("scanned_at", sa.Text, nullable=False),
        sa.Column("counts_at", sa.Text, nullable=False),
    )
    op.create_index("ix_scans_device", "scans", ["seating_id", "device_id", "sequence"])
    op.create_table(
        "devices",
        sa.Column("device_key", sa.String(64), primary_key=True),
        sa.Column("seating_id", sa.String(64), nullable=False),
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("taken_at", sa.Text, nullable=False),
    )
    op.create_table(
        "arrivals",
        sa.Column("seat_id", sa.String(64), primary_key=True),
        sa.Column("seating_id", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("came_at", sa.Text, nullable=False),
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_index("ix_arrivals_seating_id", "arrivals", ["seating_id"])


def downgrade() -> None:
    op.drop_table("arrivals")
    op.drop_table("devices")
    op.drop_table("scans")
    op.drop_table("affiliations")
    op.drop_table("interests")
    op.drop_table("passes")
    op.drop_table("attendees")
    op.drop_table("seats")
    op.drop_table("seatings")
