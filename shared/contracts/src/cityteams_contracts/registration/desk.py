"""Private requests about people: contacts, sign-in, names and what is held on somebody."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from cityteams_contracts.registration.people import ProgrammeRole
from cityteams_contracts.values import Id, Instant, LanguageTag, Line, PersonId, Value

__all__ = [
    "AskSignIn",
    "ContactGiven",
    "ContactResolved",
    "ContactsResolved",
    "ExportPerson",
    "GiveContact",
    "LinkSignIn",
    "NamesRead",
    "PersonExported",
    "PublicLead",
    "PublicLeadsRead",
    "ReadNames",
    "ReadPublicLeads",
    "RedeemSignIn",
    "ResolveContact",
    "ResolveContacts",
    "Section",
    "SignInLinked",
    "SignedIn",
    "VouchSignIn",
]


class GiveContact(Value):
    """A person's contact, given once."""

    name: Line
    mail: Line


class ContactGiven(Value):
    """The id under which everybody else knows this person."""

    person_id: PersonId


class ResolveContact(Value):
    """Whom to write to, at the moment of sending, and why."""

    person_id: PersonId
    purpose: Line


class ContactResolved(Value):
    """The contact and the language, or nothing when there is none (any more)."""

    person_id: Id
    name: str | None = None
    mail: str | None = None
    language: LanguageTag | None = None


class ResolveContacts(Value):
    """The same for several people at once, who are written to for one purpose."""

    person_ids: Annotated[tuple[PersonId, ...], Field(min_length=1, max_length=200)]
    purpose: Line


class ContactsResolved(Value):
    """One answer per person, in the order of the question."""

    contacts: tuple[ContactResolved, ...]


class AskSignIn(Value):
    """Somebody who says to have this address wants to sign in; `browser` is a hash of what only this browser holds.

    The answer is the same for every address. `origin` is a hash of where the request came from, for the rate limit.
    """

    mail: Line
    browser: Id
    origin: Id
    language: LanguageTag = "en"


class LinkSignIn(Value):
    """Notifications writes the letter and needs the token of its link now; each asking makes the earlier one void."""

    sign_in_id: Id


class SignInLinked(Value):
    """The token for the link, or none when it is no longer wanted."""

    token: str | None = None
    minutes: int = 15


class RedeemSignIn(Value):
    """The person presses the button behind the mailed link, in the browser that asked."""

    token: Line
    browser: Id


class VouchSignIn(Value):
    """An OpenID provider that the operator trusts has confirmed that this address is this person's."""

    mail: Line
    name: Line
    issuer: Line
    subject: Line


class SignedIn(Value):
    """Who signed in, and with which roles."""

    person_id: PersonId
    name: str
    roles: tuple[ProgrammeRole, ...] = ()


class ReadNames(Value):
    """The names of people, for those who work with them: the secretariat, and the team of a shared draft."""

    person_ids: Annotated[tuple[PersonId, ...], Field(max_length=500)]
    actor: PersonId
    purpose: Line


class NamesRead(Value):
    """The names by person; who is forgotten, or not yours to know, is missing."""

    names: dict[PersonId, str] = Field(default_factory=dict)


class ReadPublicLeads(Value):
    """The contacts of team leads who chose to be public; read at the moment of showing and kept nowhere."""

    person_ids: Annotated[tuple[PersonId, ...], Field(max_length=200)]


class PublicLead(Value):
    """A team lead who chose to be public."""

    name: str
    mail: str


class PublicLeadsRead(Value):
    """The public ones among them."""

    leads: dict[PersonId, PublicLead] = Field(default_factory=dict)


class ExportPerson(Value):
    """A person wants everything that is held on them; it comes in pages, because an answer is one message."""

    person_id: PersonId
    actor: PersonId
    page: Annotated[int, Field(ge=0)] = 0


class Section(StrEnum):
    """The parts of an export."""

    CONTACT = "contact"
    CONSENTS = "consents"
    ROLES = "roles"
    DRAFTS = "drafts"
    PARTS = "parts"
    WORKSHEETS = "worksheets"
    SIGN_INS = "sign_ins"


class PersonExported(Value):
    """Everything that registration holds on a person, by section, each a list; lists of several pages are joined."""

    person_id: PersonId
    made_at: Instant
    sections: dict[Section, Any]
    pages: int = 1
