"""Organisations: registered once, reconciled by people, and never lost when two become one."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    Country,
    Id,
    Instant,
    Line,
    OrganisationId,
    OrganisationKind,
    Paragraph,
    PersonId,
    Value,
    Website,
)

__all__ = [
    "AnswerDuplicate",
    "CorrectOrganisation",
    "DuplicateAnswered",
    "DuplicateSuspected",
    "DuplicateVerdict",
    "Membership",
    "MembershipSet",
    "NamePerson",
    "Organisation",
    "OrganisationCorrected",
    "OrganisationMerged",
    "OrganisationRegistered",
    "PersonNamed",
    "PersonRole",
    "PersonUnnamed",
    "Place",
    "RegisterOrganisation",
    "SetMembership",
    "UnnamePerson",
]


class Membership(StrEnum):
    """WeGO's levels: associate after the mayor signed, full after the Executive Committee, friendship, corporate."""

    ASSOCIATE = "associate"
    FULL = "full"
    FRIENDSHIP = "friendship"
    CORPORATE = "corporate"


class PersonRole(StrEnum):
    """What a person is at an organisation."""

    TEAM_LEAD = "team_lead"
    CITY_OFFICIAL = "city_official"
    EXPERT = "expert"
    INVESTOR_CONTACT = "investor_contact"


class DuplicateVerdict(StrEnum):
    """What the secretariat says of two organisations that look like one."""

    MERGE = "merge"
    KEEP_APART = "keep_apart"


class Place(Value):
    """Where an organisation is at home, as GeoNames knows it: its id, name, region (ISO 3166-2 part) and position."""

    geonames_id: Annotated[int, Field(ge=1)]
    name: Line
    region: Line | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class Organisation(Value):
    """What is known of an organisation, as it was printed; `place` is what its city was matched to."""

    name: Line
    kind: OrganisationKind
    country: Country | None = None
    city: Line | None = None
    website: Website | None = None
    place: Place | None = None


class RegisterOrganisation(Command, name="registration.register-organisation", key="organisation_id"):
    """Somebody brings an organisation in; its place is looked up here."""

    organisation_id: OrganisationId
    organisation: Organisation


class CorrectOrganisation(Command, name="registration.correct-organisation", key="organisation_id"):
    """The secretariat, or one of its people, mends what is known."""

    organisation_id: OrganisationId
    organisation: Organisation


class NamePerson(Command, name="registration.name-person", key="organisation_id"):
    """A person has a role at an organisation."""

    organisation_id: OrganisationId
    person_id: PersonId
    role: PersonRole


class UnnamePerson(Command, name="registration.unname-person", key="organisation_id"):
    """A person has a role no longer."""

    organisation_id: OrganisationId
    person_id: PersonId
    role: PersonRole


class SetMembership(Command, name="registration.set-membership", key="organisation_id"):
    """The secretariat notes the level of membership in WeGO, or none."""

    organisation_id: OrganisationId
    membership: Membership | None = None


class AnswerDuplicate(Command, name="registration.answer-duplicate", key="organisation_id"):
    """The secretariat answers a question: this organisation is the other one, or is not."""

    organisation_id: OrganisationId
    other_id: OrganisationId
    verdict: DuplicateVerdict


class OrganisationRegistered(Event, name="registration.organisation.registered", key="organisation_id"):
    """An organisation is known from now on."""

    organisation_id: OrganisationId
    organisation: Organisation
    registered_at: Instant


class OrganisationCorrected(Event, name="registration.organisation.corrected", key="organisation_id"):
    """What is known of it has changed."""

    organisation_id: OrganisationId
    organisation: Organisation
    corrected_at: Instant


class PersonNamed(Event, name="registration.organisation.person-named", key="organisation_id"):
    """A person has a role at the organisation."""

    organisation_id: OrganisationId
    person_id: PersonId
    role: PersonRole


class PersonUnnamed(Event, name="registration.organisation.person-unnamed", key="organisation_id"):
    """A person has a role at the organisation no longer."""

    organisation_id: OrganisationId
    person_id: PersonId
    role: PersonRole


class MembershipSet(Event, name="registration.organisation.membership-set", key="organisation_id"):
    """The level of membership in WeGO changed."""

    organisation_id: OrganisationId
    membership: Membership | None = None


class DuplicateSuspected(Event, name="registration.organisation.duplicate-suspected", key="organisation_id"):
    """This organisation looks like another: a question to the secretariat, with the reasons in words."""

    organisation_id: OrganisationId
    other_id: OrganisationId
    score: Annotated[float, Field(ge=0, le=1)]
    reasons: Annotated[tuple[Paragraph, ...], Field(max_length=10)]
    question_id: Id


class DuplicateAnswered(Event, name="registration.organisation.duplicate-answered", key="organisation_id"):
    """The secretariat said that they are one, or two."""

    organisation_id: OrganisationId
    other_id: OrganisationId
    question_id: Id | None = None
    verdict: DuplicateVerdict


class OrganisationMerged(Event, name="registration.organisation.merged", key="organisation_id"):
    """This organisation lives on in another; its id stays resolvable for good."""

    organisation_id: OrganisationId
    into: OrganisationId
    merged_at: Instant
