"""The tables of clusters."""

import sqlalchemy as sa

from cityteams_chassis import Json, Word
from cityteams_clusters.domain.cluster import Applicant, ClusterState, Invitation
from cityteams_clusters.domain.super_cluster import Chair, Entity, Group
from cityteams_clusters.tables import formation as formation
from cityteams_clusters.tables import kpis as kpis
from cityteams_clusters.tables.base import metadata as metadata
from cityteams_clusters.tables.life import deadlines as deadlines
from cityteams_clusters.tables.life import forgotten as forgotten
from cityteams_clusters.tables.life import organisations as organisations
from cityteams_clusters.tables.life import standings as standings
from cityteams_contracts.clusters import ClusterStage, MemberRole
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
    sa.Column("stage", Word(ClusterStage), nullable=False),
    sa.Column("officials", Json(tuple[str, ...]), nullable=False),
    sa.Column("roles", Json(dict[str, tuple[MemberRole, ...]]), nullable=False),
    sa.Column("speakers", Json(dict[str, str]), nullable=False),
    sa.Column("applicants", Json(tuple[Applicant, ...]), nullable=False),
    sa.Column("joined", Json(tuple[str, ...]), nullable=False),
    sa.Column("left", Json(tuple[str, ...]), nullable=False),
    sa.Column("formerly", Json(tuple[str, ...]), nullable=False),
    sa.Column("own_title", sa.Boolean, nullable=False),
    sa.Column("own_lead", sa.Boolean, nullable=False),
    sa.Column("own_officials", Json(tuple[str, ...]), nullable=False),
    sa.Column("affiliations", Json(tuple[str, ...]), nullable=False),
    sa.Column("affiliations_asked", Json(tuple[str, ...]), nullable=False),
    sa.Column("merged_into", sa.String(64), nullable=True),
    sa.Column("split_from", sa.String(64), nullable=True),
)

super_clusters = sa.Table(
    "super_clusters",
    metadata,
    sa.Column("super_cluster_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=True),
    sa.Column("sector", sa.String(64), nullable=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("thematic", sa.Boolean, nullable=False),
    sa.Column("formerly", Json(tuple[str, ...]), nullable=False),
    sa.Column("chairs", Json(tuple[Chair, ...]), nullable=False),
    sa.Column("entities", Json(tuple[Entity, ...]), nullable=False),
    sa.Column("applicants", Json(tuple[Entity, ...]), nullable=False),
    sa.Column("groups", Json(tuple[Group, ...]), nullable=False),
    sa.Column("blueprints", Json(dict[str, int]), nullable=False),
    sa.Column("promoted_from", sa.String(64), nullable=True),
    sa.Column("merged_into", sa.String(64), nullable=True),
)

roles = sa.Table(
    "roles",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("roles", Json(tuple[ProgrammeRole, ...]), nullable=False),
)
