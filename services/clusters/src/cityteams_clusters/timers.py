"""What comes due in clusters."""

from cityteams_chassis import Service
from cityteams_clusters.handlers.partners import find_expired
from cityteams_timers import keep_time


async def end_silent_introductions(service: Service) -> None:
    """Ends the introductions that nobody answered in time."""
    await keep_time(service, "introductions", find_expired)
