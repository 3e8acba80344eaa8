"""The pure inside of notifications: which letter says what, and what became of it."""
