"""The published language of cityteams: every event and command, as the service that says it defines it."""
