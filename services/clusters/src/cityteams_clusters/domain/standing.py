"""Who speaks for an organisation, as the register tells it."""

from dataclasses import dataclass

from cityteams_contracts.values import OrganisationId, PersonId


@dataclass(frozen=True, slots=True)
class Standing:
    """A person has a role at an organisation."""

    standing_id: str
    organisation_id: OrganisationId
    person_id: PersonId


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A person who was erased: nobody is to be asked by their id any more."""

    person_id: PersonId
