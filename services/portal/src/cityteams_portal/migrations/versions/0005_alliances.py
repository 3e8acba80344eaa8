"""The portal's copy of alliances."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing yet."""
