"""Where clusters keeps what it knows of partners, introductions and texts."""
