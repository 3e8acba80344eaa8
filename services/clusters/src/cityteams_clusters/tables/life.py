"""Tables of life: what comes due, and what the register says of organisations and their people."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Word
from cityteams_clusters.domain.life_invitations import Step
from cityteams_clusters.tables.base import metadata
from cityteams_contracts.values import OrganisationKind

deadlines = sa.Table(
    "deadlines",
    metadata,
    sa.Column("invitation_id", sa.String(64), primary_key=True),
    sa.Column("cluster_id", sa.String(64), nullable=False),
    sa.Column("at", Instant(), nullable=False, index=True),
    sa.Column("step", Word(Step), nullable=False),
)
organisations = sa.Table(
    "organisations",
    metadata,
    sa.Column("organisation_id", sa.String(64), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", Word(OrganisationKind), nullable=False),
    sa.Column("country", sa.String(2), nullable=True),
    sa.Column("city", sa.Text, nullable=True),
    sa.Column("merged_into", sa.String(64), nullable=True),
)
forgotten = sa.Table(
    "forgotten",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
)
standings = sa.Table(
    "standings",
    metadata,
    sa.Column("standing_id", sa.String(200), primary_key=True),
    sa.Column("organisation_id", sa.String(64), nullable=False, index=True),
    sa.Column("person_id", sa.String(64), nullable=False),
)
