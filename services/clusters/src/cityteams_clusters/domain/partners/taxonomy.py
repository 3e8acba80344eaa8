"""The sectors of a round and what it calls them."""

from dataclasses import dataclass
from typing import Self

from cityteams_contracts.registration import RoundOpened, RoundRevised
from cityteams_contracts.values import RoundId, SectorCode


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Codes of sectors with their names in every language the round gives."""

    round_id: RoundId
    sectors: dict[SectorCode, tuple[str, ...]]

    @classmethod
    def of(cls, event: RoundOpened | RoundRevised) -> Self:
        """As the rule file of the round says."""
        named = {each.code: tuple(sorted({*each.name.values()})) for each in event.round.sectors}
        return cls(event.round_id, named)
