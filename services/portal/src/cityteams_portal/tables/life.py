"""Tables of the life of clusters and alliances."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_contracts.values import Participant
from cityteams_portal.domain.cluster_life import Applicant, Member, Phase
from cityteams_portal.tables.base import metadata

cluster_lives = sa.Table(
    "cluster_lives",
    metadata,
    sa.Column("cluster_id", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("worksheet_id", sa.String(64), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("phase", Word(Phase), nullable=False),
    sa.Column("members", Json(tuple[Member, ...]), nullable=False),
    sa.Column("missing", Json(tuple[str, ...]), nullable=False),
    sa.Column("begun_at", Instant(), nullable=False),
    sa.Column("changed_at", Instant(), nullable=False),
    sa.Column("sought", sa.Text, nullable=False),
    sa.Column("formerly", Json(tuple[str, ...]), nullable=False),
    sa.Column("open_invitations", Json(tuple[str, ...]), nullable=False),
    sa.Column("applicants", Json(tuple[Applicant, ...]), nullable=False),
    sa.Column("speakers", Json(dict[str, str]), nullable=False),
    sa.Column("affiliations", Json(tuple[str, ...]), nullable=False),
    sa.Column("affiliations_asked", Json(tuple[str, ...]), nullable=False),
    sa.Column("lead_lost", sa.Boolean, nullable=False),
    sa.Column("split_from", sa.String(64)),
    sa.Column("merged_into", sa.String(64)),
)
happened = sa.Table(
    "happened",
    metadata,
    sa.Column("event_id", sa.String(64), primary_key=True),
    sa.Column("about", sa.String(100), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", Instant(), nullable=False),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(200), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index("happened_in_order", "about", "number"),
)
asked_people = sa.Table(
    "asked_people",
    metadata,
    sa.Column("invitation_id", sa.String(64), primary_key=True),
    sa.Column("cluster_id", sa.String(64), nullable=False),
    sa.Column("person_id", sa.String(64), nullable=False, index=True),
    sa.Column("organisation", Json(Participant), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("expires_at", Instant()),
)
