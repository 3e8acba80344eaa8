"""Puts registration together."""

import asyncio

from cityteams_chassis import Service
from cityteams_registration import tables
from cityteams_registration.desk.housekeeping import Housekeeper
from cityteams_registration.desk.requests import requests
from cityteams_registration.desk.vault import Vault
from cityteams_registration.fold import FOLD
from cityteams_registration.places import gazetteer
from cityteams_registration.seasons.files import read_seasons
from cityteams_registration.seasons.opening import SeasonedService, ask_returning
from cityteams_registration.settings import Settings
from cityteams_registration.subscriptions import REACTIONS


async def know_places(service: Service) -> None:
    """Reads the gazetteer before the first worksheet needs it: reading takes seconds, and a command holds the store."""
    await asyncio.to_thread(gazetteer)
    await service.stopping.wait()


def build(settings: Settings | None = None) -> Service:
    """The service with its consumers and the private desk; raises when a setting is missing or malformed."""
    settings = settings or Settings()  # type: ignore[call-arg]  # the environment gives the rest
    vault = Vault(settings.master_key)
    service = SeasonedService(
        "registration",
        settings,
        metadata=tables.metadata,
        reactions=REACTIONS,
        fold=FOLD,
        loops=(know_places, ask_returning, Housekeeper(vault, settings).keep_house),
        requests=requests(vault),
    )
    service.seasons = read_seasons(settings.seasons_folder)
    return service
