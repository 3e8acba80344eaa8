"""Facts of other services in the domain's own words, so that a neighbour's next version stays outside of it."""

from dataclasses import replace

from cityteams_clusters.domain.organisation import Organisation
from cityteams_clusters.domain.project import Project
from cityteams_clusters.domain.standing import Forgotten, Standing
from cityteams_contracts.registration import (
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    PersonErased,
    PersonNamed,
    PersonUnnamed,
    WorksheetAccepted,
    kinds_of,
)


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


def registered(event: OrganisationRegistered | OrganisationCorrected) -> Organisation:
    """The organisation that the register has."""
    it = event.organisation
    return Organisation(event.organisation_id, it.name, it.kind, it.country, it.city)


def corrected(before: Organisation, event: OrganisationCorrected) -> Organisation:
    """What is now known of it."""
    return replace(registered(event), merged_into=before.merged_into)


def merged(before: Organisation, event: OrganisationMerged) -> Organisation:
    """It lives on in another."""
    return replace(before, merged_into=event.into)


def standing_id(event: PersonNamed | PersonUnnamed) -> str:
    """The name of the row of a person in a role at an organisation."""
    return f"{event.organisation_id}:{event.person_id}:{event.role}"


def forgotten(event: PersonErased) -> Forgotten:
    """Somebody was erased."""
    return Forgotten(event.person_id)


def named(event: PersonNamed) -> Standing:
    """Somebody speaks for an organisation."""
    return Standing(standing_id(event), event.organisation_id, event.person_id)
