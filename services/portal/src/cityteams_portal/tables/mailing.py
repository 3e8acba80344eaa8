"""The copy of mailings."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.notifications import LeftOut, MailingAudience, MailingKind
from cityteams_portal.domain.mailing import MailingState
from cityteams_portal.tables.base import metadata

mailings = sa.Table(
    "mailings",
    metadata,
    sa.Column("mailing_id", sa.String(64), primary_key=True),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("kind", Word(MailingKind), nullable=False),
    sa.Column("subject_line", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("audience", Json(MailingAudience), nullable=False),
    sa.Column("state", Word(MailingState), nullable=False),
    sa.Column("recipients", sa.Integer, nullable=False),
    sa.Column("left_out", sa.Integer, nullable=False),
    sa.Column("parts", sa.Integer, nullable=False),
    sa.Column("prepared_by", sa.String(64), nullable=False),
    sa.Column("prepared_at", Instant(), nullable=False, index=True),
    sa.Column("proofs", Json(dict[str, str]), nullable=False),
    sa.Column("queued_parts", sa.Integer, nullable=False),
    sa.Column("left_since", sa.Integer, nullable=False),
    sa.Column("approved_by", sa.String(64)),
    sa.Column("approved_at", Instant()),
    sa.Column("stopped_by", sa.String(64)),
    sa.Column("stopped_at", Instant()),
    sa.Column("stop_reason", sa.Text),
    sa.Column("ended", Json(dict[str, int]), nullable=False),
    sa.Column("completed_at", Instant()),
)
mailing_parts = sa.Table(
    "mailing_parts",
    metadata,
    sa.Column("part_id", sa.String(100), primary_key=True),
    sa.Column("mailing_id", sa.String(64), nullable=False, index=True),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("recipients", Json(tuple[str, ...]), nullable=False),
    sa.Column("left_out", Json(tuple[LeftOut, ...]), nullable=False),
)
