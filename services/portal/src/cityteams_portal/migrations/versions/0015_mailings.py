"""The portal's copy of mailings."""

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Nothing yet."""
