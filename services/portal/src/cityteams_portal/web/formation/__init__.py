"""Pages and API of formation."""
