"""The copy of what people want to be told."""

from datetime import time

import sqlalchemy as sa

from cityteams_chassis import Json
from cityteams_portal.tables.base import metadata

preferences = sa.Table(
    "preferences",
    metadata,
    sa.Column("person_id", sa.String(64), primary_key=True),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("quiet_from", Json(time | None)),
    sa.Column("quiet_until", Json(time | None)),
    sa.Column("wishes", Json(dict[str, str]), nullable=False),
    sa.Column("language", sa.String(35)),
)
