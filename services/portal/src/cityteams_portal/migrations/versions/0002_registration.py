"""What registration says: worksheets and how they are searched, the register, rounds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _worksheets()
    _register()
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SQLITE:
            op.execute(statement)
    else:
        for column in ("public_words", "programme_words", "marks"):
            vector = f"array_to_tsvector(string_to_array({column}, ' '))"
            op.execute(f"CREATE INDEX search_{column} ON worksheet_words USING gin (({vector}))")


def _worksheets() -> None:
    op.create_table(
        "worksheets",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("sector", sa.String(64), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("lead", sa.String(64), nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("seen", sa.String(64), nullable=False),
        sa.Column("part_id", sa.String(64)),
        sa.Column("receipt_number", sa.String(64)),
        sa.Column("receipt_sha256", sa.String(64)),
        sa.Column("submitted_at", sa.Text),
        sa.Column("decided_at", sa.Text),
        sa.Column("reviewer", sa.String(64)),
        sa.Column("due_at", sa.Text),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("review_part", sa.String(64)),
        sa.Column("reopened_until", sa.Text),
        sa.Column("rounds", sa.Text, nullable=False),
        sa.Column("project", sa.Text, nullable=False),
    )
    op.create_index("worksheets_by_state", "worksheets", ["sector", "state"])
    op.create_index("worksheets_by_age", "worksheets", ["state", "since", "worksheet_id"])
    op.create_index("worksheets_by_title", "worksheets", ["state", "title", "worksheet_id"])
    facts = ["worksheet_id", "state", "sector", "since", "title", "due_at", "reviewer"]
    op.create_index("worksheets_facts", "worksheets", facts)
    op.create_index("worksheets_all_by_age", "worksheets", ["since", "worksheet_id"])
    op.create_index("worksheets_all_by_title", "worksheets", ["title", "worksheet_id"])
    op.create_table(
        "worksheet_words",
        sa.Column("worksheet_id", sa.String(64), primary_key=True),
        sa.Column("public_words", sa.Text, nullable=False),
        sa.Column("programme_words", sa.Text, nullable=False),
        sa.Column("marks", sa.Text, nullable=False),
    )
    op.create_table(
        "worksheet_versions",
        sa.Column("version_id", sa.String(64), primary_key=True),
        sa.Column("worksheet_id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("part_id", sa.String(64)),
        sa.Column("receipt_number", sa.String(64)),
        sa.Column("receipt_sha256", sa.String(64)),
        sa.Column("project", sa.Text, nullable=False),
    )
    op.create_index("ix_worksheet_versions_worksheet_id", "worksheet_versions", ["worksheet_id"])
    op.create_index("ix_worksheet_versions_receipt_number", "worksheet_versions", ["receipt_number"])
    op.create_table(
        "histories",
        sa.Column("about", sa.String(80), primary_key=True),
        sa.Column("entries", sa.Text, nullable=False),
        sa.Column("facts", sa.Text),
    )


def _register() -> None:
    op.create_table(
        "organisations",
        sa.Column("organisation_id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sought", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("city", sa.Text),
        sa.Column("website", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("registered_at", sa.Text, nullable=False),
        sa.Column("seen", sa.String(64), nullable=False),
        sa.Column("membership", sa.Text),
        sa.Column("merged_into", sa.String(64)),
        sa.Column("people", sa.Text, nullable=False),
    )
    op.create_index("ix_organisations_merged_into", "organisations", ["merged_into"])
    op.create_index("organisations_by_name", "organisations", ["sought", "organisation_id"])
    op.create_table(
        "duplicate_questions",
        sa.Column("question_id", sa.String(130), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False),
        sa.Column("other_id", sa.String(64), nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("answered_at", sa.Text),
        sa.Column("answered_by", sa.String(64)),
    )
    op.create_index("ix_duplicate_questions_organisation_id", "duplicate_questions", ["organisation_id"])
    op.create_index("ix_duplicate_questions_other_id", "duplicate_questions", ["other_id"])
    op.create_index("ix_duplicate_questions_state", "duplicate_questions", ["state"])
    op.create_table(
        "rounds",
        sa.Column("round_id", sa.String(64), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("opened_at", sa.Text, nullable=False),
        sa.Column("revised_at", sa.Text),
        sa.Column("closed_at", sa.Text),
        sa.Column("extensions", sa.Text, nullable=False),
        sa.Column("round", sa.Text, nullable=False),
    )


_NEW, _OLD = ("NEW.public_words, NEW.programme_words, NEW.marks", "OLD.public_words, OLD.programme_words, OLD.marks")
_ID = "(SELECT id FROM search_ids WHERE worksheet_id = {row}.worksheet_id)"
_ADD = " ".join(
    (
        "INSERT INTO search_ids(worksheet_id) SELECT NEW.worksheet_id",
        f"WHERE {_ID.format(row='NEW')} IS NULL;",
        "INSERT INTO search_index(rowid, public_words, programme_words, marks)",
        f"VALUES ({_ID.format(row='NEW')}, {_NEW});",
    )
)
_TAKE = " ".join(
    (
        "INSERT INTO search_index(search_index, rowid, public_words, programme_words, marks)",
        f"VALUES ('delete', {_ID.format(row='OLD')}, {_OLD});",
    )
)
_SQLITE = (
    "CREATE TABLE search_ids(id INTEGER PRIMARY KEY, worksheet_id TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE search_index USING fts5(public_words, programme_words, marks, content='', prefix='2 3')",
    f"CREATE TRIGGER search_added AFTER INSERT ON worksheet_words BEGIN {_ADD} END",
    f"CREATE TRIGGER search_changed AFTER UPDATE ON worksheet_words BEGIN {_TAKE} {_ADD} END",
    f"CREATE TRIGGER search_taken AFTER DELETE ON worksheet_words BEGIN {_TAKE} END",
)
"""The index has ids of its own, which no VACUUM changes; it keeps no text, the words are in worksheet_words."""
