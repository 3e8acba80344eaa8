"""What an operator sets for events."""

from cityteams_chassis import ServiceSettings


class Settings(ServiceSettings):
    """Nothing beyond what every service is told."""
