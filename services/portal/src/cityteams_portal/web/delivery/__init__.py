"""Pages and API of delivery."""
