"""Tables of partners, introductions and what texts suggest."""

import sqlalchemy as sa

from cityteams_chassis import Instant, Json
from cityteams_contracts.clusters import (
    IntroductionSide,
    LikelySector,
    MatchingLimits,
    Reason,
    SimilarCluster,
    SuggestedPartner,
)
from cityteams_portal.tables.base import metadata

partner_lists = sa.Table(
    "partner_lists",
    metadata,
    sa.Column("organisation_id", sa.String(64), primary_key=True),
    sa.Column("run_id", sa.String(64), nullable=False),
    sa.Column("round_id", sa.String(64), nullable=False),
    sa.Column("partners", Json(tuple[SuggestedPartner, ...]), nullable=False),
    sa.Column("clients", Json(tuple[SuggestedPartner, ...]), nullable=False),
    sa.Column("about", Json(tuple[str, ...]), nullable=False),
    sa.Column("ranked_at", Instant(), nullable=False),
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
    sa.Column("matcher", sa.Text, nullable=False),
    sa.Column("text_model", sa.Text, nullable=False),
    sa.Column("snapshot", sa.String(64), nullable=False),
    sa.Column("organisations", sa.Integer, nullable=False),
    sa.Column("pairs", sa.Integer, nullable=False),
    sa.Column("score", sa.BigInteger, nullable=False),
    sa.Column("bound", sa.BigInteger, nullable=False),
    sa.Column("without", sa.Integer, nullable=False),
    sa.Column("weights", Json(dict[str, int]), nullable=False),
    sa.Column("matched_at", Instant(), nullable=False),
)
introductions = sa.Table(
    "introductions",
    metadata,
    sa.Column("introduction_id", sa.String(64), primary_key=True),
    sa.Column("first_person", sa.String(64), nullable=False, index=True),
    sa.Column("second_person", sa.String(64), nullable=False, index=True),
    sa.Column("first", Json(IntroductionSide), nullable=False),
    sa.Column("second", Json(IntroductionSide), nullable=False),
    sa.Column("reasons", Json(tuple[Reason, ...]), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("asked_at", Instant(), nullable=False),
    sa.Column("expires_at", Instant(), nullable=False),
)
text_hints = sa.Table(
    "text_hints",
    metadata,
    sa.Column("worksheet_id", sa.String(64), primary_key=True),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("suggestions", Json(tuple[LikelySector, ...]), nullable=False),
    sa.Column("similar", Json(tuple[SimilarCluster, ...]), nullable=False),
)
