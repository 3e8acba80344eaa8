"""Pages and API of meetings."""
