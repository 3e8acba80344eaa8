"""The register: what is known of an organisation, its people, and what is decided about them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    CorrectOrganisation,
    Membership,
    MembershipSet,
    NamePerson,
    Organisation,
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    PersonNamed,
    PersonRole,
    PersonUnnamed,
    RegisterOrganisation,
    SetMembership,
    UnnamePerson,
)
from cityteams_contracts.values import OrganisationId, PersonId


@dataclass(frozen=True)
class Registered:
    """An organisation as its events tell it; one that was merged lives on in another and keeps its id for good."""

    organisation_id: OrganisationId
    organisation: Organisation
    membership: Membership | None
    merged_into: OrganisationId | None
    registered_at: datetime

    @staticmethod
    def registered(_before: "Registered | None", event: OrganisationRegistered, _stamp: object) -> "Registered":
        """The first event of every organisation."""
        return Registered(event.organisation_id, event.organisation, None, None, event.registered_at)

    @staticmethod
    def corrected(before: "Registered | None", event: OrganisationCorrected, _stamp: object) -> "Registered":
        """What is known has changed; raises LookupError when it was never registered."""
        return replace(_after(before, event.organisation_id), organisation=event.organisation)

    @staticmethod
    def with_membership(before: "Registered | None", event: MembershipSet, _stamp: object) -> "Registered":
        """Its level in WeGO changed. Raises LookupError."""
        return replace(_after(before, event.organisation_id), membership=event.membership)

    @staticmethod
    def merged(before: "Registered | None", event: OrganisationMerged, _stamp: object) -> "Registered":
        """It lives on in another. Raises LookupError."""
        return replace(_after(before, event.organisation_id), merged_into=event.into)


@dataclass(frozen=True)
class Standing:
    """A person has a role at an organisation."""

    standing_id: str
    organisation_id: OrganisationId
    person_id: PersonId
    role: PersonRole

    @staticmethod
    def named(_before: "Standing | None", event: PersonNamed, _stamp: object) -> "Standing":
        """From now on."""
        return Standing(standing_id(event), event.organisation_id, event.person_id, event.role)

    @staticmethod
    def unnamed(_before: "Standing | None", _event: PersonUnnamed, _stamp: object) -> None:
        """No longer."""


def standing_id(about: PersonNamed | PersonUnnamed | NamePerson | UnnamePerson) -> str:
    """The name of the row of a person in a role at an organisation."""
    return f"{about.organisation_id}:{about.person_id}:{about.role}"


def require_known(known: Registered | None, field: str = "organisation_id") -> Registered:
    """The organisation; raises Rejected when there is none."""
    if known is None:
        raise Rejected(
            "organisation-is-unknown", "No organisation has this id. Check the id, or register it first.", field
        )
    return known


def decide_registration(
    known: Registered | None, command: RegisterOrganisation, now: datetime
) -> OrganisationRegistered:
    """An organisation is brought in under an id of its own; raises Rejected when the id is taken."""
    if known is not None:
        raise Rejected(
            "organisation-is-already-registered",
            f"“{known.organisation.name}” has this id. Correct that organisation, or register this one under a new id.",
            "organisation_id",
        )
    return OrganisationRegistered(
        organisation_id=command.organisation_id, organisation=command.organisation, registered_at=now
    )


def decide_correction(known: Registered | None, command: CorrectOrganisation, now: datetime) -> OrganisationCorrected:
    """What is known is replaced; raises Rejected for one that lives on in another, whose facts would be lost."""
    found = require_known(known)
    if found.merged_into is not None:
        raise Rejected(
            "organisation-was-merged",
            f"This organisation lives on in {found.merged_into}. Correct that one instead.",
            "organisation_id",
        )
    return OrganisationCorrected(
        organisation_id=command.organisation_id, organisation=command.organisation, corrected_at=now
    )


def decide_naming(known: Registered, standing: Standing | None, command: NamePerson) -> PersonNamed:
    """A person takes a role at an organisation (at the one it lives on in); raises Rejected when they have it."""
    if standing is not None:
        raise Rejected("person-is-already-named", "This person has this role at the organisation already.", "person_id")
    return PersonNamed(organisation_id=known.organisation_id, person_id=command.person_id, role=command.role)


def decide_unnaming(known: Registered, standing: Standing | None, command: UnnamePerson) -> PersonUnnamed:
    """A person leaves a role; raises Rejected when they do not have it."""
    if standing is None:
        raise Rejected(
            "person-is-not-named",
            "This person does not have this role at the organisation. Check the role; nothing was changed.",
            "person_id",
        )
    return PersonUnnamed(organisation_id=known.organisation_id, person_id=command.person_id, role=command.role)


def decide_membership(known: Registered, command: SetMembership) -> MembershipSet:
    """The level in WeGO is what the secretariat says it is; saying it twice changes nothing."""
    return MembershipSet(organisation_id=known.organisation_id, membership=command.membership)


def decide_merging(
    one: Registered, into: Registered, people: Iterable[Standing], there: Iterable[Standing], now: datetime
) -> list[OrganisationMerged | PersonNamed | MembershipSet]:
    """One lives on in the other, which takes over the people and the membership that it does not have itself."""
    present = {(each.person_id, each.role) for each in there}
    moved = [each for each in people if (each.person_id, each.role) not in present]
    said: list[OrganisationMerged | PersonNamed | MembershipSet] = [
        OrganisationMerged(organisation_id=one.organisation_id, into=into.organisation_id, merged_at=now),
        *(PersonNamed(organisation_id=into.organisation_id, person_id=p.person_id, role=p.role) for p in moved),
    ]
    if one.membership and not into.membership:
        said.append(MembershipSet(organisation_id=into.organisation_id, membership=one.membership))
    return said


def _after(before: Registered | None, organisation_id: str) -> Registered:
    if before is None:
        raise LookupError(f"organisation {organisation_id} was never registered")
    return before
