"""The private tables of registration: outside the fold, sealed, and part of the backup."""

from dataclasses import dataclass

import sqlalchemy as sa

from cityteams_chassis import Instant, Json


@dataclass(frozen=True)
class PrivateTables:
    """The tables by name; each is named like what lies in it."""

    epochs: sa.Table
    keys: sa.Table
    contacts: sa.Table
    drafts: sa.Table
    draft_editors: sa.Table
    parts: sa.Table
    mentions: sa.Table
    sign_ins: sa.Table


def private_tables(metadata: sa.MetaData) -> PrivateTables:
    """Adds the private tables to the metadata of the service."""
    return PrivateTables(
        epochs=_epochs(metadata),
        keys=_keys(metadata),
        contacts=_contacts(metadata),
        drafts=_drafts(metadata),
        draft_editors=_draft_editors(metadata),
        parts=_parts(metadata),
        mentions=_mentions(metadata),
        sign_ins=_sign_ins(metadata),
    )


def _epochs(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "epochs",
        metadata,
        sa.Column("epoch_id", sa.String(64), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("soiled_at", Instant()),
    )


def _keys(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "keys",
        metadata,
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("epoch_id", sa.String(64), nullable=False, index=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
    )


def _contacts(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "contacts",
        metadata,
        sa.Column("person_id", sa.String(64), primary_key=True),
        sa.Column("mail_index", sa.String(64), nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("given_at", Instant(), nullable=False, index=True),
        sa.Column("seen_at", Instant()),
        sa.Column("warned_at", Instant()),
    )


def _drafts(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "drafts",
        metadata,
        sa.Column("draft_id", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved_at", Instant(), nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def _draft_editors(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "draft_editors",
        metadata,
        sa.Column("editor_id", sa.String(140), primary_key=True),
        sa.Column("draft_id", sa.String(64), nullable=False, index=True),
        sa.Column("person_id", sa.String(64), nullable=False, index=True),
        sa.Column("invited_at", Instant(), nullable=False),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
        sa.Column("opened_at", Instant()),
    )


def _parts(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "parts",
        metadata,
        sa.Column("part_id", sa.String(64), primary_key=True),
        sa.Column("worksheet_id", sa.String(64), nullable=False, index=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("given_by", sa.String(64), nullable=False),
        sa.Column("given_at", Instant(), nullable=False, index=True),
        sa.Column("answered", Json(tuple[str, ...]), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary),
    )


def _mentions(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "mentions",
        metadata,
        sa.Column("mention_id", sa.String(140), primary_key=True),
        sa.Column("holder", sa.String(8), nullable=False),
        sa.Column("holder_id", sa.String(64), nullable=False, index=True),
        sa.Column("mail_index", sa.String(64), nullable=False, index=True),
        sa.Column("forget_at", Instant(), index=True),
    )


def _sign_ins(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "sign_ins",
        metadata,
        sa.Column("sign_in_id", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.String(64), nullable=False, index=True),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(64), nullable=False, index=True),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False, index=True),
        sa.Column("token_hash", sa.String(64), unique=True),
        sa.Column("expires_at", Instant()),
        sa.Column("used_at", Instant()),
    )
