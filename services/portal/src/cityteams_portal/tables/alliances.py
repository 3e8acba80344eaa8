"""The table of alliances."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json
from cityteams_portal.domain.alliance import Chair, Entity, Group, Published
from cityteams_portal.tables.base import metadata

alliances = sa.Table(
    "alliances",
    metadata,
    sa.Column("super_cluster_id", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("thematic", sa.Boolean, nullable=False),
    sa.Column("round_id", sa.String(64)),
    sa.Column("sector", sa.String(64)),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("begun_at", Instant(), nullable=False),
    sa.Column("changed_at", Instant(), nullable=False),
    sa.Column("sought", sa.Text, nullable=False),
    sa.Column("formerly", Json(tuple[str, ...]), nullable=False),
    sa.Column("chairs", Json(tuple[Chair, ...]), nullable=False),
    sa.Column("entities", Json(tuple[Entity, ...]), nullable=False),
    sa.Column("applicants", Json(tuple[Entity, ...]), nullable=False),
    sa.Column("groups", Json(tuple[Group, ...]), nullable=False),
    sa.Column("blueprints", Json(tuple[Published, ...]), nullable=False),
    sa.Column("promoted_from", sa.String(64)),
    sa.Column("merged_into", sa.String(64)),
)
