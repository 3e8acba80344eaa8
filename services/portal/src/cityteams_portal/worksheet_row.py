"""One worksheet as people write it down, with names and mail addresses, and the way from there to a command.

Contacts and the command part here: the contacts go to registration privately, the command carries person ids only.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated
from unicodedata import normalize
from uuid import NAMESPACE_URL, uuid5

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cityteams_contracts.registration import GiveContact, Officials, Participants, Project, SubmitWorksheet
from cityteams_contracts.values import (
    ID_PATTERN,
    Country,
    Id,
    Line,
    Needs,
    OrganisationKind,
    Paragraph,
    Participant,
    PersonId,
    SectorCode,
)

_ORGANISATIONS = uuid5(NAMESPACE_URL, "https://cityteams.org/organisations")


def _blank_is_none(given: object) -> object:
    return None if isinstance(given, str) and not given.strip() else given


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
    country: Annotated[Country | None, BeforeValidator(_blank_is_none)] = None
    city: Annotated[Line | None, BeforeValidator(_blank_is_none)] = None
    deploys: bool = False

    def participant(self) -> Participant:
        """The organisation under its id."""
        return Participant(organisation_id=organisation_id(self.name), **self.model_dump())


class WorksheetRow(_Row):
    """A row of an import file, the body of `POST /api/v1/worksheets`, and what the form makes."""

    id: str | None = None
    title: Line
    sector: SectorCode
    round: Id
    description: Paragraph = ""
    participants: Annotated[tuple[ParticipantRow, ...], Field(max_length=60)]
    lead: PersonRow
    officials: Annotated[tuple[PersonRow, ...], Field(max_length=20)] = ()
    needs: Needs = ()
    offers: Needs = ()
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

    def command(self, persons: Mapping[str, PersonId], new_id: Callable[[], str]) -> SubmitWorksheet:
        """The command, once registration has told the person id behind every mail address."""
        officials: Officials = tuple(dict.fromkeys(persons[each.who] for each in self.officials))
        participants: Participants = tuple(each.participant() for each in self.participants)
        return SubmitWorksheet(
            worksheet_id=self.id if self.id and re.match(ID_PATTERN, self.id) else new_id(),
            round_id=self.round,
            project=Project(
                title=self.title,
                sector=self.sector,
                description=self.description,
                participants=participants,
                lead=persons[self.lead.who],
                officials=officials,
                needs=self.needs,
                offers=self.offers,
            ),
        )


def contact(person: PersonRow) -> GiveContact:
    """The private request that gives a contact."""
    return GiveContact(name=person.name, mail=person.mail)


def organisation_id(name: str) -> str:
    """The same organisation has the same id, however its name is capitalised or spaced."""
    return str(uuid5(_ORGANISATIONS, " ".join(normalize("NFC", name).casefold().split())))
