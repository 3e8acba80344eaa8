"""Pages and API of alliances."""
