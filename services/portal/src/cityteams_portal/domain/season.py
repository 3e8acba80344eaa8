"""The portal's copy of rounds: the rule file in force, until when, and who may hand in later."""

from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts.registration import ExtensionGranted, Round, RoundClosed, RoundOpened, RoundRevised
from cityteams_contracts.values import SectorCode


@dataclass(frozen=True, slots=True)
class Extension:
    """One organisation may hand in until later."""

    organisation_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Season:
    """A round with its rule file; `closed_at` when nothing is taken in any more."""

    round_id: str
    title: str
    version: int
    round: Round
    sha256: str
    opened_at: datetime
    revised_at: datetime | None = None
    closed_at: datetime | None = None
    extensions: tuple[Extension, ...] = ()

    def sector_name(self, code: SectorCode, language: str = "en") -> str | None:
        """What this round calls a sector, also one by a code of an earlier round."""
        for entry in self.round.sectors:
            if code == entry.code or code in entry.formerly:
                return entry.name.get(language) or entry.name.get("en")
        return None


def opened(_row: Season | None, event: RoundOpened, _stamp: object) -> Season:
    """A round begins."""
    it = event.round
    return Season(event.round_id, it.title, it.version, it, event.sha256, event.opened_at)


def revised(row: Season | None, event: RoundRevised, _stamp: object) -> Season | None:
    """A later version of the rule file holds."""
    it = event.round
    if row is None:
        return None
    return replace(row, title=it.title, version=it.version, round=it, sha256=event.sha256, revised_at=event.revised_at)


def closed(row: Season | None, event: RoundClosed, _stamp: object) -> Season | None:
    """The round is over."""
    return row and replace(row, closed_at=event.closed_at)


def extended(row: Season | None, event: ExtensionGranted, _stamp: object) -> Season | None:
    """One organisation may hand in later; a later word replaces an earlier one."""
    if row is None:
        return None
    others = tuple(each for each in row.extensions if each.organisation_id != event.organisation_id)
    return replace(row, extensions=(*others, Extension(event.organisation_id, event.until)))
