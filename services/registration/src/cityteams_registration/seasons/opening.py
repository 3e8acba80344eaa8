"""Opens the rounds of the rule files before the first command is heard, and asks those who return what is new."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from cityteams_chassis import Refused, Service, Tx, derived_id
from cityteams_contracts.values import RoundId
from cityteams_registration.domain.rounds import KeptRound, digest_of
from cityteams_registration.handlers.rounds import anybody_to_ask, ask_supplements, take_up_file
from cityteams_registration.seasons.files import SeasonFile
from cityteams_registration.store import ROUNDS

BATCH = 200
"""Supplements that are asked for in one transaction."""
_PAUSE = 5.0
"""Seconds until it is looked again whether somebody returns."""


class SeasonedService(Service):
    """A service that knows its rounds before it hears its first command."""

    seasons: Sequence[SeasonFile] = ()

    async def start(self) -> None:
        """Migrates the store, takes the rule files up, and starts like any service."""
        await asyncio.to_thread(self.store.migrate)
        await take_up(self, self.seasons)
        await super().start()


async def take_up(service: Service, seasons: Sequence[SeasonFile]) -> None:
    """Says of every rule file that is new that its round begins or is revised; raises Refused.

    Each is one transaction that looks first, so that a second replica, or a second start, says nothing again.
    """
    for season in seasons:
        digest = digest_of(season.round)
        known = await service.read(partial(_known, season.round_id))
        if known is not None and known.round.version == season.round.version and known.sha256 != digest:
            raise Refused(
                f"{season.name}:{season.version_line}: version {season.round.version} of {season.round_id} was opened"
                f" with other content before; raise the version to {season.round.version + 1}"
            )
        trigger = derived_id("seasons", season.round_id, digest)
        done = await service.act(trigger, datetime.now(UTC), partial(take_up_file, season.round_id, season.round))
        service.log.info("round.file", round_id=season.round_id, version=season.round.version, done=done)


async def ask_returning(service: Service) -> None:
    """Looks every few seconds for accepted worksheets that a later round has not asked yet; asks a batch at a time."""
    while True:
        asked = BATCH
        while asked == BATCH and await service.read(partial(anybody_to_ask, now=datetime.now(UTC))):
            asked = await service.act(f"supplements-{uuid4()}", datetime.now(UTC), _ask)
            service.log.info("supplements.asked", count=asked)
        await asyncio.sleep(_PAUSE)


def _known(round_id: RoundId, tx: Tx) -> KeptRound | None:
    return tx.get(ROUNDS, round_id)


def _ask(tx: Tx) -> int:
    return ask_supplements(tx, BATCH)
