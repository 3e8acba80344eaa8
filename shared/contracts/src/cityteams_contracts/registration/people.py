"""People, by their ids alone: confirmed, trusted with roles, asked for consent, and forgotten for good."""

from enum import StrEnum

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import Id, Instant, Line, PersonId, Value

__all__ = [
    "CoEditorInvited",
    "ConsentGiven",
    "ConsentPurpose",
    "ConsentWithdrawn",
    "ErasePerson",
    "GiveConsent",
    "GrantRole",
    "InactivityWarned",
    "PersonConfirmed",
    "PersonErased",
    "PersonRoles",
    "ProgrammeRole",
    "RevokeRole",
    "RoleGranted",
    "RoleRevoked",
    "SignInLinkAsked",
    "WithdrawConsent",
]


class ProgrammeRole(StrEnum):
    """What somebody may do in the whole programme; lead and official follow from the worksheets."""

    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"


class ConsentPurpose(StrEnum):
    """What somebody agrees to, each by itself."""

    PROGRAMME_MAIL = "programme_mail"
    PUBLIC_LEAD = "public_lead"
    CONTACT_IN_CLUSTER = "contact_in_cluster"
    BENCHMARKS = "benchmarks"


class GrantRole(Command, name="registration.grant-role", key="person_id"):
    """An administrator trusts a person with a role."""

    person_id: PersonId
    role: ProgrammeRole


class RevokeRole(Command, name="registration.revoke-role", key="person_id"):
    """An administrator takes a role back."""

    person_id: PersonId
    role: ProgrammeRole


class GiveConsent(Command, name="registration.give-consent", key="person_id"):
    """A person agrees to a purpose, having read this version of the text."""

    person_id: PersonId
    purpose: ConsentPurpose
    text_version: Line


class WithdrawConsent(Command, name="registration.withdraw-consent", key="person_id"):
    """A person agrees no longer."""

    person_id: PersonId
    purpose: ConsentPurpose


class ErasePerson(Command, name="registration.erase-person", key="person_id"):
    """A person wants to be forgotten, or an administrator does it for them."""

    person_id: PersonId


class PersonConfirmed(Event, name="registration.person.confirmed", key="person_id"):
    """The person opened the link that was mailed: the address is theirs (double opt-in)."""

    person_id: PersonId
    confirmed_at: Instant


class SignInLinkAsked(Event, name="registration.person.sign-in-link-asked", key="person_id"):
    """Somebody asked for a link to sign in as this person; it is made when the letter is written, and kept nowhere."""

    person_id: PersonId
    sign_in_id: Id
    asked_at: Instant


class CoEditorInvited(Event, name="registration.person.co-editor-invited", key="person_id"):
    """A person was invited to write in the draft of a worksheet."""

    person_id: PersonId
    draft_id: Id
    invited_by: PersonId


class InactivityWarned(Event, name="registration.person.inactivity-warned", key="person_id"):
    """The person has not signed in for two years and nothing needs them: without a sign of life they are forgotten."""

    person_id: PersonId
    forgotten_from: Instant


class RoleGranted(Event, name="registration.person.role-granted", key="person_id"):
    """A person has a role in the programme."""

    person_id: PersonId
    role: ProgrammeRole


class RoleRevoked(Event, name="registration.person.role-revoked", key="person_id"):
    """A person has a role in the programme no longer."""

    person_id: PersonId
    role: ProgrammeRole


class ConsentGiven(Event, name="registration.person.consent-given", key="person_id"):
    """A person agreed; when, and to which version of the text."""

    person_id: PersonId
    purpose: ConsentPurpose
    text_version: Line
    given_at: Instant


class ConsentWithdrawn(Event, name="registration.person.consent-withdrawn", key="person_id"):
    """A person agrees no longer."""

    person_id: PersonId
    purpose: ConsentPurpose
    withdrawn_at: Instant


class PersonErased(Event, name="registration.person.erased", key="person_id"):
    """The person is forgotten: every service drops what it holds on this id, and nothing is ever sent to it again."""

    person_id: PersonId
    erased_at: Instant


class PersonRoles(Value):
    """A person's roles as a private answer tells them."""

    person_id: PersonId
    roles: tuple[ProgrammeRole, ...] = ()
