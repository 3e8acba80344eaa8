"""The cityteams command: brings the house up, imports, replays and looks after dead letters."""
