"""The tables of formation."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _id(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), primary_key=key, nullable=False)


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=optional)


def upgrade() -> None:
    op.create_table(
        "forming_rounds",
        _id("round_id", key=True),
        _text("sectors"),
        _text("rules"),
        sa.Column("closed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "pool_changes",
        _id("change_id", key=True),
        *(_id(name) for name in ("worksheet_id", "round_id")),
        *(_text(name) for name in ("at", "title")),
        *(_id(name) for name in ("sector", "person_id")),
        _text("organisation", optional=True),
        *(_text(name) for name in ("needs", "offers")),
        sa.Column("officials", sa.Integer, nullable=False),
        _text("text"),
    )
    op.create_index("ix_pool_changes_worksheet", "pool_changes", ["worksheet_id", "at"])
    op.create_table(
        "formation_runs",
        _id("run_id", key=True),
        _id("round_id"),
        *(_text(name) for name in ("state", "started_at", "asked")),
        _text("done", optional=True),
    )
    op.create_index("ix_formation_runs_round_id", "formation_runs", ["round_id"])
    op.create_index("ix_formation_runs_state", "formation_runs", ["state"])
    op.create_table(
        "formation_proposals",
        _id("proposal_id", key=True),
        *(_id(name) for name in ("run_id", "round_id", "lead")),
        *(_text(name) for name in ("state", "team", "declined")),
    )
    op.create_index("ix_formation_proposals_run_id", "formation_proposals", ["run_id"])
    op.create_index("ix_formation_proposals_state", "formation_proposals", ["round_id", "state"])
    op.create_table(
        "formation_questions",
        _id("question_id", key=True),
        _text("asked"),
        sa.Column("answered", sa.Boolean, nullable=False),
    )
    op.create_index("ix_formation_questions_answered", "formation_questions", ["answered"])


def downgrade() -> None:
    for name in ("formation_questions", "formation_proposals", "formation_runs", "pool_changes", "forming_rounds"):
        op.drop_table(name)
