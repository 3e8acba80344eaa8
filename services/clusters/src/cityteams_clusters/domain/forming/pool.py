"""The pool of a round through time: a row for every change of an accepted worksheet, so any past pool is there."""

from dataclasses import dataclass
from datetime import datetime

from cityteams_clusters.domain.partners.sheet import text_of
from cityteams_clusters.domain.teams.pool import Entry, RegionWish
from cityteams_contracts.clusters import ProposedMember
from cityteams_contracts.registration import WorksheetAccepted, WorksheetDeclined, WorksheetWithdrawn, kinds_of
from cityteams_contracts.values import OrganisationKind, Participant, PersonId, Resource, RoundId, WorksheetId

MOST_TEXT = 20_000
"""Characters of a worksheet that are read; what follows does not count."""


@dataclass(frozen=True, slots=True)
class PoolChange:
    """A worksheet as it was accepted at a moment, or gone since then (`organisation` is None).

    One organisation speaks for it: the first municipality that will deploy, or else the first participant.
    """

    change_id: str
    worksheet_id: WorksheetId
    round_id: RoundId
    at: datetime
    title: str = ""
    sector: str = ""
    person_id: PersonId = ""
    organisation: Participant | None = None
    needs: tuple[Resource, ...] = ()
    offers: tuple[Resource, ...] = ()
    officials: int = 0
    text: str = ""

    @classmethod
    def accepted(cls, event: WorksheetAccepted, change_id: str, at: datetime) -> "PoolChange":
        """What was accepted."""
        said = event.project
        return cls(
            change_id=change_id,
            worksheet_id=event.worksheet_id,
            round_id=event.round_id,
            at=at,
            title=said.title,
            sector=said.sector,
            person_id=said.lead,
            organisation=_speaker(said.participants),
            needs=kinds_of(said.needs),
            offers=kinds_of(said.offers),
            officials=len(said.officials),
            text=text_of(said)[:MOST_TEXT],
        )

    @classmethod
    def gone(cls, event: WorksheetDeclined | WorksheetWithdrawn, change_id: str, at: datetime) -> "PoolChange":
        """It takes no part any more."""
        return cls(change_id=change_id, worksheet_id=event.worksheet_id, round_id="", at=at)

    def entry(self, wish: RegionWish) -> Entry:
        """What the engine reads; a country is a region. Only for worksheets that are there."""
        who = self._who()
        return Entry(
            worksheet_id=self.worksheet_id,
            organisation_id=who.organisation_id,
            kind=who.kind,
            sector=self.sector or None,
            region=who.country,
            needs=frozenset(self.needs),
            offers=frozenset(self.offers),
            deploys=who.deploys,
            officials=self.officials,
            region_wish=wish,
        )

    def member(self) -> ProposedMember:
        """How it appears in a proposal. Only for worksheets that are there."""
        return ProposedMember(
            worksheet_id=self.worksheet_id, title=self.title, organisation=self._who(), person_id=self.person_id
        )

    def _who(self) -> Participant:
        if self.organisation is None:
            raise LookupError(f"worksheet {self.worksheet_id} is gone")
        return self.organisation


def _speaker(participants: tuple[Participant, ...]) -> Participant | None:
    cities = (one for one in participants if one.kind is OrganisationKind.MUNICIPALITY and one.deploys)
    return next(cities, participants[0] if participants else None)
