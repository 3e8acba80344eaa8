"""The portal's copy of planning."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing yet."""
