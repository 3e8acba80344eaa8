"""The portal's copy of webhooks."""

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Nothing yet."""
