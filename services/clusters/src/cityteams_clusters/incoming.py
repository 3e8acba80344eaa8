"""Facts of other services in the domain's own words, so that a neighbour's next version stays outside of it."""

from cityteams_clusters.domain.project import Project
from cityteams_contracts.registration import WorksheetAccepted, kinds_of


def project_of(event: WorksheetAccepted) -> Project:
    """The project of an accepted worksheet."""
    said = event.project
    return Project(
        worksheet_id=event.worksheet_id,
        round_id=event.round_id,
        sector=said.sector,
        title=said.title,
        lead=said.lead,
        participants=said.participants,
        officials=said.officials,
        needs=kinds_of(said.needs),
        offers=kinds_of(said.offers),
    )
