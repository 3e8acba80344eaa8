"""Pages and API of preferences."""
