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
    _rounds()
    _worksheets()
    op.create_table(
        "roles",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("roles", sa.Text, nullable=False),
    )
    op.create_table(
        "people",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("confirmed_at", sa.Text),
        sa.Column("erased_at", sa.Text),
        sa.Column("consents", sa.Text, nullable=False),
    )
    _keys()
    _drafts()
    _parts()
    _organisations()


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("round_id", sa.String(64), primary_key=True),
        sa.Column("round", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("opened_at", sa.Text, nullable=False),
        sa.Column("closed_at", sa.Text),
        sa.Column("extensions", sa.Text, nullable=False),
    )


def _worksheets() -> None:
    op.create_table(
        "worksheets",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("first_round_id", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("project", sa.Text, nullable=False),
        sa.Column("submitted_at", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("seen", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("part_id", sa.String(64)),
        sa.Column("receipt", sa.Text),
        sa.Column("reviewer", sa.String(64)),
        sa.Column("returned_fields", sa.Text, nullable=False),
        sa.Column("due_at", sa.Text),
        sa.Column("reopened_fields", sa.Text, nullable=False),
        sa.Column("reopened_until", sa.Text),
        sa.Index("worksheets_by_round", "round_id", "state"),
    )
    op.create_table(
        "participations",
        sa.Column("participation_id", sa.String(129), primary_key=True),
        sa.Column("worksheet_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("questions", sa.Text, nullable=False),
        sa.Column("due_at", sa.Text),
        sa.Column("asked_at", sa.Text),
        sa.Column("confirmed_at", sa.Text),
        sa.Column("given_at", sa.Text),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("part_id", sa.String(64)),
    )
    op.create_table(
        "audit",
        sa.Column("event_id", sa.String(64), primary_key=True),
        sa.Column("worksheet_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("from_state", sa.Text),
        sa.Column("to_state", sa.Text, nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Index("audit_by_worksheet", "worksheet_id", "number"),
    )


def _keys() -> None:
    op.create_table(
        "epochs",
        sa.Column("epoch_id", sa.String(64), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("soiled_at", sa.Text),
    )
    op.create_table(
        "keys",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("epoch_id", sa.String(64), nullable=False, index=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
    )
    op.create_table(
        "contacts",
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("mail_index", sa.String(64), nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("given_at", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "sign_ins",
        sa.Column("sign_in_id", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.String(64), nullable=False, index=True),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(64), nullable=False, index=True),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False, index=True),
        sa.Column("token_hash", sa.String(64), unique=True),
        sa.Column("expires_at", sa.Text),
        sa.Column("used_at", sa.Text),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("draft_id", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved_at", sa.Text, nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "draft_editors",
        sa.Column("editor_id", sa.String(140), primary_key=True),
        sa.Column("draft_id", sa.String(64), nullable=False, index=True),
        sa.Column("person_id", sa.String(64), nullable=False, index=True),
        sa.Column("invited_at", sa.Text, nullable=False),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
        sa.Column("opened_at", sa.Text),
    )


def _parts() -> None:
    op.create_table(
        "parts",
        sa.Column("part_id", sa.String(64), primary_key=True),
        sa.Column("worksheet_id", sa.String(64), nullable=False, index=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("given_by", sa.String(64), nullable=False),
        sa.Column("given_at", sa.Text, nullable=False, index=True),
        sa.Column("answered", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary),
    )
    op.create_table(
        "mentions",
        sa.Column("mention_id", sa.String(140), primary_key=True),
        sa.Column("holder", sa.String(8), nullable=False),
        sa.Column("holder_id", sa.String(64), nullable=False, index=True),
        sa.Column("mail_index", sa.String(64), nullable=False, index=True),
        sa.Column("forget_at", sa.Text, index=True),
    )


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("organisation_id", sa.String(64), primary_key=True),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("membership", sa.Text),
        sa.Column("merged_into", sa.String(64), index=True),
        sa.Column("registered_at", sa.Text, nullable=False),
    )
    op.create_table(
        "organisation_marks",
        sa.Column("mark_id", sa.String(70), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False),
        sa.Column("mark", sa.String(310), nullable=False, index=True),
    )
    op.create_table(
        "organisation_people",
        sa.Column("standing_id", sa.String(160), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False, index=True),
        sa.Column("person_id", sa.String(64), nullable=False, index=True),
        sa.Column("role", sa.Text, nullable=False),
    )
    op.create_table(
        "organisation_questions",
        sa.Column("question_id", sa.String(64), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False, index=True),
        sa.Column("other_id", sa.String(64), nullable=False, index=True),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("answered_at", sa.Text),
    )


def downgrade() -> None:
    for table in ("organisation_questions", "organisation_people", "organisation_marks", "organisations"):
        op.drop_table(table)
    for table in ("mentions", "parts", "draft_editors", "drafts", "sign_ins", "contacts", "keys", "epochs", "people"):
        op.drop_table(table)
    op.drop_table("roles")
    op.drop_table("worksheets")
