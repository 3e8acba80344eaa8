"""Who belongs to which organisation, as registration says it: they may look after its endpoints."""

from dataclasses import dataclass

from cityteams_contracts.registration import OrganisationMerged, PersonNamed, PersonUnnamed


@dataclass(frozen=True)
class Member:
    """A person in one role at an organisation."""

    member_id: str
    organisation_id: str
    person_id: str

    @staticmethod
    def named(_: "Member | None", event: PersonNamed, _stamp: object) -> "Member":
        """From now on."""
        return Member(member_id(event), event.organisation_id, event.person_id)

    @staticmethod
    def unnamed(_: "Member | None", _event: PersonUnnamed, _stamp: object) -> None:
        """No longer."""


@dataclass(frozen=True)
class Merged:
    """An organisation that lives on in another."""

    organisation_id: str
    into: str

    @staticmethod
    def merged(_: "Merged | None", event: OrganisationMerged, _stamp: object) -> "Merged":
        """From now on, and for good."""
        return Merged(event.organisation_id, event.into)


def member_id(event: PersonNamed | PersonUnnamed) -> str:
    """The name of the row."""
    return f"{event.organisation_id}:{event.person_id}:{event.role}"
