"""Whom the register names at an organisation: they are members, and may say for whom they come."""

from dataclasses import dataclass, replace
from typing import Self

from cityteams_contracts.registration import PersonNamed, PersonRole, PersonUnnamed
from cityteams_contracts.values import Id, OrganisationId, PersonId
from cityteams_events.domain.attendance.ids import affiliation_id_of


@dataclass(frozen=True)
class Affiliation:
    """What a person is at an organisation."""

    affiliation_id: Id
    organisation_id: OrganisationId
    person_id: PersonId
    roles: tuple[PersonRole, ...] = ()

    @classmethod
    def named(cls, state: Self | None, event: PersonNamed, _stamp: object) -> Self:
        """One role more."""
        row = affiliation_id_of(event.organisation_id, event.person_id)
        known = state or cls(row, event.organisation_id, event.person_id)
        return replace(known, roles=tuple(sorted({*known.roles, event.role})))

    @classmethod
    def unnamed(cls, state: Self | None, event: PersonUnnamed, _stamp: object) -> Self | None:
        """One role less; without any they are no longer of it."""
        roles = tuple(each for each in (state.roles if state else ()) if each is not event.role)
        return replace(state, roles=roles) if state and roles else None


def affiliation_row(event: PersonNamed | PersonUnnamed) -> str:
    """The row that such an event is about."""
    return affiliation_id_of(event.organisation_id, event.person_id)
