"""What registration decides, without clock, store or network."""
