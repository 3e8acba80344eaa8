"""Pages and API of mailings."""
