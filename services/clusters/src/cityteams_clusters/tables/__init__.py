"""The tables of clusters."""

import sqlalchemy as sa

from cityteams_chassis import Json, Word
from cityteams_clusters.domain.cluster import ClusterState, Invitation
from cityteams_clusters.tables.base import metadata as metadata
from cityteams_contracts.registration import ProgrammeRole
from cityteams_contracts.values import Participant, Resource

projects = sa.Table(
    "projects",
    metadata,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("participants", Json(tuple[Participant, ...]), nullable=False),
    sa.Column("officials", Json(tuple[str, ...]), nullable=False),
    sa.Column("needs", Json(tuple[Resource, ...]), nullable=False),
    sa.Column("offers", Json(tuple[Resource, ...]), nullable=False),
)

clusters = sa.Table(
    "clusters",
    metadata,
    sa.Column("cluster_id", sa.String(64), primary_key=True),
    sa.Column("worksheet_id", sa.String(64), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("lead", sa.String(64), nullable=False),
    sa.Column("members", Json(tuple[Participant, ...]), nullable=False),
    sa.Column("missing", Json(tuple[str, ...]), nullable=False),
    sa.Column("state", Word(ClusterState), nullable=False, index=True),
    sa.Column("invitations", Json(tuple[Invitation, ...]), nullable=False),
    sa.Column("open_invitation", sa.String(64), nullable=True),
    sa.Column("super_cluster_id", sa.String(64), nullable=True),
)

super_clusters = sa.Table(
    "super_clusters",
    metadata,
    sa.Column("super_cluster_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
)

roles = sa.Table(
    "roles",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("roles", Json(tuple[ProgrammeRole, ...]), nullable=False),
)
