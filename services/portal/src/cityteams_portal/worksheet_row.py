"""One worksheet as people write it down, with names and mail addresses, and the way from there to a command.

Contacts, private answers and the command part here: contacts and answers go to registration privately, the command
carries ids only.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated
from unicodedata import normalize
from uuid import NAMESPACE_URL, uuid5

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cityteams_contracts.registration import (
    GiveContact,
    Officials,
    Participants,
    Project,
    ProjectStatus,
    SubmitWorksheet,
    Target,
)
from cityteams_contracts.registration.parts import Content
from cityteams_contracts.values import (
    ID_PATTERN,
    Country,
    FieldName,
    Id,
    LanguageTag,
    Line,
    Needs,
    OrganisationKind,
    Paragraph,
    Participant,
    PersonId,
    SectorCode,
    Website,
)

_ORGANISATIONS = uuid5(NAMESPACE_URL, "https://cityteams.org/organisations")
_PRIVATE = ("cybersecurity", "privacy", "answers", "notes")


def _blank_is_none(given: object) -> object:
    return None if isinstance(given, str) and not given.strip() else given


def _trimmed(given: object) -> object:
    return given.strip() if isinstance(given, str) else given


Blank = BeforeValidator(_blank_is_none)
Trimmed = BeforeValidator(_trimmed)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class PersonRow(_Row):
    """A person by name and mail address; never leaves this process but to registration."""

    name: Line
    mail: Annotated[Line, Field(max_length=254)]

    @property
    def who(self) -> str:
        """Two spellings of one mail address are one person."""
        return self.mail.casefold()


class ParticipantRow(_Row):
    """An organisation that takes part."""

    name: Line
    kind: OrganisationKind
    country: Annotated[Country | None, Blank] = None
    city: Annotated[Line | None, Blank] = None
    deploys: bool = False

    def participant(self) -> Participant:
        """The organisation under its id."""
        return Participant(organisation_id=organisation_id(self.name), **self.model_dump())


class TargetRow(_Row):
    """A performance target; its value today may be unknown."""

    name: Line
    unit: Annotated[Line | None, Blank] = None
    baseline: Annotated[float | None, Blank] = None
    target: float
    due: Annotated[date | None, Blank, Trimmed] = None
    method: Paragraph = ""


class WorksheetRow(_Row):
    """A row of an import file, the body of `POST /api/v1/worksheets`, and what a draft becomes when it is handed in."""

    id: str | None = None
    title: Line
    sector: SectorCode
    round: Id
    status: Annotated[ProjectStatus | None, Blank] = None
    language: Annotated[LanguageTag, Trimmed] = "en"
    website: Annotated[Website | None, Blank, Trimmed] = None
    description: Paragraph = ""
    challenges: Paragraph = ""
    solutions: Paragraph = ""
    requirements: Paragraph = ""
    participants: Annotated[tuple[ParticipantRow, ...], Field(max_length=60)]
    lead: PersonRow
    officials: Annotated[tuple[PersonRow, ...], Field(max_length=20)] = ()
    needs: Needs = ()
    offers: Needs = ()
    targets: Annotated[tuple[TargetRow, ...], Field(max_length=20)] = ()
    standards: Paragraph = ""
    replicability: Paragraph = ""
    demonstration: Paragraph = ""
    cybersecurity: Paragraph = ""
    privacy: Paragraph = ""
    answers: Annotated[dict[FieldName, Paragraph], Field(max_length=40)] = Field(default_factory=dict)
    notes: Paragraph = ""
    years: Annotated[tuple[Line, ...], Field(max_length=40)] = ()
    source: Paragraph = ""

    def people(self) -> dict[tuple[str | int, ...], PersonRow]:
        """Everybody named, by where in the row; a person named twice only at the first place."""
        places: dict[tuple[str | int, ...], PersonRow] = {("lead",): self.lead}
        places |= {("officials", at): each for at, each in enumerate(self.officials)}
        first: dict[str, tuple[str | int, ...]] = {}
        for place, each in places.items():
            first.setdefault(each.who, place)
        return {place: places[place] for place in first.values()}

    def private(self) -> Content:
        """What only a few may read: the part that is given to registration privately; blank answers are left out."""
        found = self.model_dump(mode="json", include=set(_PRIVATE))
        found["answers"] = {code: text for code, text in found["answers"].items() if text}
        return {name: found[name] for name in _PRIVATE if found[name]}

    def project(self, persons: Mapping[str, PersonId]) -> Project:
        """What others may read, with the person ids that registration told for every mail address."""
        officials: Officials = tuple(dict.fromkeys(persons[each.who] for each in self.officials))
        participants: Participants = tuple(each.participant() for each in self.participants)
        return Project(
            **{name: getattr(self, name) for name in _SAME},
            targets=tuple(Target(**each.model_dump()) for each in self.targets),
            participants=participants,
            lead=persons[self.lead.who],
            officials=officials,
        )

    def command(self, persons: Mapping[str, PersonId], new_id: Callable[[], str]) -> SubmitWorksheet:
        """The command without its private part, once registration has told the person ids."""
        project, worksheet_id = self.project(persons), self.worksheet_id(new_id)
        return SubmitWorksheet(worksheet_id=worksheet_id, round_id=self.round, project=project)

    def worksheet_id(self, new_id: Callable[[], str]) -> str:
        """The row's own id when it is one, else a new one."""
        return self.id if self.id and re.match(ID_PATTERN, self.id) else new_id()


_SAME = (
    "title", "sector", "status", "language", "website", "description", "challenges", "solutions", "requirements",
    "needs", "offers", "standards", "replicability", "demonstration",
)  # fmt: skip


def contact(person: PersonRow) -> GiveContact:
    """The private request that gives a contact."""
    return GiveContact(name=person.name, mail=person.mail)


def organisation_id(name: str) -> str:
    """The same organisation has the same id, however its name is capitalised or spaced."""
    return str(uuid5(_ORGANISATIONS, " ".join(normalize("NFC", name).casefold().split())))
