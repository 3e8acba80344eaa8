"""Pages and API of partners."""
