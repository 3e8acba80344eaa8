"""The project of an accepted worksheet, in the words of this service."""

from dataclasses import dataclass

from cityteams_contracts.values import Participant, PersonId, Resource, RoundId, SectorCode, WorksheetId


@dataclass(frozen=True, slots=True)
class Project:
    """An accepted worksheet that has not been withdrawn; it knows people by their ids only."""

    worksheet_id: WorksheetId
    round_id: RoundId
    sector: SectorCode
    title: str
    lead: PersonId
    participants: tuple[Participant, ...]
    officials: tuple[PersonId, ...]
    needs: tuple[Resource, ...]
    offers: tuple[Resource, ...]
