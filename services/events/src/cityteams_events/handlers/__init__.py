"""What is done about each message: load, decide, say. One file per area."""
