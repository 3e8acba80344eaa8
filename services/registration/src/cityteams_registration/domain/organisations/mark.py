"""A mark as it is kept: one of the few under which an organisation is found."""

from collections.abc import Callable
from dataclasses import dataclass

from cityteams_contracts.registration import OrganisationCorrected, OrganisationRegistered
from cityteams_contracts.values import OrganisationId
from cityteams_registration.domain.organisations.marks import marks_of

Said = OrganisationRegistered | OrganisationCorrected


@dataclass(frozen=True)
class Mark:
    """One mark of an organisation; `mark_id` is its place among them."""

    mark_id: str
    organisation_id: OrganisationId
    mark: str


def mark_id(place: int) -> Callable[[Said], str]:
    """Which row keeps the mark of a place."""
    return lambda event: f"{event.organisation_id}:{place}"


def marked(place: int) -> Callable[[Mark | None, Said, object], Mark | None]:
    """What an event makes of the mark of a place: a new one, or none when the name has fewer."""

    def apply(_before: Mark | None, event: Said, _stamp: object) -> Mark | None:
        marks = marks_of(event.organisation)
        if place >= len(marks):
            return None
        return Mark(f"{event.organisation_id}:{place}", event.organisation_id, marks[place])

    return apply
