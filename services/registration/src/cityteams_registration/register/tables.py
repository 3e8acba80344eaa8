"""The tables of the register; every row is written by the events of one organisation."""

from dataclasses import dataclass

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.registration import DuplicateVerdict, Membership, Organisation, PersonRole


@dataclass(frozen=True)
class RegisterTables:
    """The tables by name."""

    organisations: sa.Table
    marks: sa.Table
    standings: sa.Table
    questions: sa.Table


def register_tables(metadata: sa.MetaData) -> RegisterTables:
    """Adds the tables of the register to the metadata of the service."""
    return RegisterTables(_organisations(metadata), _marks(metadata), _standings(metadata), _questions(metadata))


def _organisations(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "organisations",
        metadata,
        sa.Column("organisation_id", sa.String(64), primary_key=True),
        sa.Column("organisation", Json(Organisation), nullable=False),
        sa.Column("membership", Word(Membership)),
        sa.Column("merged_into", sa.String(64), index=True),
        sa.Column("registered_at", Instant(), nullable=False),
    )


def _marks(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "organisation_marks",
        metadata,
        sa.Column("mark_id", sa.String(70), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False),
        sa.Column("mark", sa.String(310), nullable=False, index=True),
    )


def _standings(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "organisation_people",
        metadata,
        sa.Column("standing_id", sa.String(160), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False, index=True),
        sa.Column("person_id", sa.String(64), nullable=False, index=True),
        sa.Column("role", Word(PersonRole), nullable=False),
    )


def _questions(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "organisation_questions",
        metadata,
        sa.Column("question_id", sa.String(64), primary_key=True),
        sa.Column("organisation_id", sa.String(64), nullable=False, index=True),
        sa.Column("other_id", sa.String(64), nullable=False, index=True),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reasons", Json(tuple[str, ...]), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("verdict", Word(DuplicateVerdict)),
        sa.Column("answered_at", Instant()),
    )
