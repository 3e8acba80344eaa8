"""Pages and API of attendance."""
