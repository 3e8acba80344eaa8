"""Pages and API of planning."""
