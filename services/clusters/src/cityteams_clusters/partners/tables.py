"""The tables of partner matching, introductions and texts."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Word
from cityteams_clusters.domain.partners.introduction import IntroductionState
from cityteams_clusters.tables import metadata
from cityteams_contracts.clusters import IntroductionSide, LikelySector, MatchingLimits, Reason, SuggestedPartner
from cityteams_contracts.registration import ProjectStatus
from cityteams_contracts.values import Need, Participant, Resource

introductions = sa.Table(
    "introductions",
    metadata,
    sa.Column("introduction_id", sa.String(64), primary_key=True),
    sa.Column("pair", sa.String(129), nullable=False, index=True),
    sa.Column("first_organisation", sa.String(64), nullable=False),
    sa.Column("second_organisation", sa.String(64), nullable=False),
    sa.Column("asked_by", sa.String(64), nullable=False),
    sa.Column("first", Json(IntroductionSide), nullable=False),
    sa.Column("second", Json(IntroductionSide), nullable=False),
    sa.Column("resource", Word(Resource), nullable=True),
    sa.Column("reasons", Json(tuple[Reason, ...]), nullable=False),
    sa.Column("state", Word(IntroductionState), nullable=False),
    sa.Column("expires_at", Instant(), nullable=False),
    sa.Index("ix_introductions_state", "state", "expires_at"),
)

sheets = sa.Table(
    "sheets",
    metadata,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False, index=True),
    sa.Column("accepted", sa.Boolean, nullable=False),
    sa.Column("sector", sa.String(64), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("language", sa.String(35), nullable=False),
    sa.Column("status", Word(ProjectStatus), nullable=True),
    sa.Column("lead", sa.String(64), nullable=False, index=True),
    sa.Column("participants", Json(tuple[Participant, ...]), nullable=False),
    sa.Column("needs", Json(tuple[Need, ...]), nullable=False),
    sa.Column("offers", Json(tuple[Need, ...]), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

readings = sa.Table(
    "readings",
    metadata,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("text_sha256", sa.String(64), nullable=False),
    sa.Column("changed_at", Instant(), nullable=False),
    sa.Column("read_sha256", sa.String(64), nullable=True),
    sa.Column("read_by", sa.Text, nullable=True),
    sa.Column("suggestions", Json(tuple[LikelySector, ...]), nullable=False),
)

text_vectors = sa.Table(
    "text_vectors",
    metadata,
    sa.Column("vector_id", sa.String(64), primary_key=True),
    sa.Column("widths", Json(tuple[int, ...]), nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)

taxonomies = sa.Table(
    "taxonomies",
    metadata,
    sa.Column("round_id", sa.String(64), primary_key=True),
    sa.Column("sectors", Json(dict[str, tuple[str, ...]]), nullable=False),
)

partner_matchings = sa.Table(
    "partner_matchings",
    metadata,
    sa.Column("run_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("limits", Json(MatchingLimits), nullable=False),
    sa.Column("started_at", Instant(), nullable=False),
)

partner_runs = sa.Table(
    "partner_runs",
    metadata,
    sa.Column("run_id", sa.String(64), primary_key=True),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("limits", Json(MatchingLimits), nullable=False),
    sa.Column("snapshot", sa.String(64), nullable=False),
    sa.Column("score", sa.BigInteger, nullable=False),
    sa.Column("bound", sa.BigInteger, nullable=False),
    sa.Column("matched_at", Instant(), nullable=False),
)

partner_lists = sa.Table(
    "partner_lists",
    metadata,
    sa.Column("organisation_id", sa.String(64), primary_key=True),
    sa.Column("run_id", sa.String(64), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False, index=True),
    sa.Column("partners", Json(tuple[SuggestedPartner, ...]), nullable=False),
    sa.Column("clients", Json(tuple[SuggestedPartner, ...]), nullable=False),
    sa.Column("about", Json(tuple[str, ...]), nullable=False),
)
