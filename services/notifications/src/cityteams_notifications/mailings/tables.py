"""What is kept of mailings, and of who takes part in what; all of it is the fold of events."""

from dataclasses import dataclass

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.notifications import MailingKind
from cityteams_notifications.domain.mailings.circles import Noun
from cityteams_notifications.domain.mailings.mailing import MailingState

Words = tuple[str, ...]


@dataclass(frozen=True)
class MailingTables:
    """The tables of mailings."""

    mailings: sa.Table
    parts: sa.Table
    circles: sa.Table
    readers: sa.Table


def mailing_tables(metadata: sa.MetaData) -> MailingTables:
    """Adds the tables."""
    return MailingTables(_mailings(metadata), _parts(metadata), _circles(metadata), _readers(metadata))


def _mailings(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "mailings",
        metadata,
        sa.Column("mailing_id", sa.String(64), primary_key=True),
        sa.Column("kind", Word(MailingKind), nullable=False),
        sa.Column("subject_line", sa.Text, nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("state", Word(MailingState), nullable=False, index=True),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.Column("left_out", sa.Integer, nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("queued_parts", sa.Integer, nullable=False),
        sa.Column("proofs", Json(dict[str, str]), nullable=False),
        sa.Column("completed_at", Instant()),
    )


def _parts(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "mailing_parts",
        metadata,
        sa.Column("part_id", sa.String(100), primary_key=True),
        sa.Column("mailing_id", sa.String(64), nullable=False, index=True),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("recipients", Json(Words), nullable=False),
    )


def _circles(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "circles",
        metadata,
        sa.Column("circle_id", sa.String(220), primary_key=True),
        sa.Column("noun", Word(Noun), nullable=False, index=True),
        sa.Column("rounds", Json(Words), nullable=False),
        sa.Column("clusters", Json(Words), nullable=False),
        sa.Column("gatherings", Json(Words), nullable=False),
        sa.Column("organisations", Json(Words), nullable=False),
        sa.Column("people", Json(dict[str, Words]), nullable=False),
        sa.Column("into", sa.String(64)),
    )


def _readers(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "readers",
        metadata,
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("agrees", sa.Boolean, nullable=False),
        sa.Column("erased", sa.Boolean, nullable=False),
    )
