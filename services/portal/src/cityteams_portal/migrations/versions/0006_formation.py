"""The portal's copy of formation."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "formation_runs",
        sa.Column("run_id", sa.String(64), primary_key=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("state", "started_at", "asked")),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("percent", sa.Integer, nullable=False),
        sa.Column("done", sa.Text, nullable=True),
        sa.Column("contradictions", sa.Text, nullable=False),
    )
    op.create_index("ix_formation_runs_started_at", "formation_runs", ["started_at"])
    op.create_table(
        "formation_proposals",
        sa.Column("proposal_id", sa.String(64), primary_key=True),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("run_id", "lead")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("found", sa.Text, nullable=True),
    )
    op.create_index("ix_formation_proposals_run", "formation_proposals", ["run_id", "score"])
    op.create_table(
        "formation_questions",
        sa.Column("question_id", sa.String(64), primary_key=True),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("run_id", "lead", "other")),
        sa.Column("answer", sa.Text, nullable=True),
    )
    op.create_index("ix_formation_questions_lead", "formation_questions", ["run_id", "lead"])
