"""The portal, put together."""

from cityteams_chassis import Service
from cityteams_portal import tables
from cityteams_portal.feeding import feeding, place_the_rest
from cityteams_portal.fold import FOLD
from cityteams_portal.settings import Settings
from cityteams_portal.subscriptions import REACTIONS
from cityteams_portal.sweeping import sweep
from cityteams_portal.web.server import serve_website


def build(settings: Settings | None = None) -> Service:
    """The portal as a service: it follows events, and serves the website beside."""
    chosen = settings or Settings()  # type: ignore[call-arg] # the environment says the rest

    async def website(service: Service) -> None:
        await serve_website(service, chosen)

    return Service(
        "portal",
        chosen,
        metadata=tables.metadata,
        reactions=[feeding(each) for each in REACTIONS],
        fold=FOLD,
        loops=(website, sweep, place_the_rest),
    )
