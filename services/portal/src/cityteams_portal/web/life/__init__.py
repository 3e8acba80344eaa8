"""Pages and API of life."""
