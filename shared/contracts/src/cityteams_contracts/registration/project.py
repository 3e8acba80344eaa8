"""What a worksheet says of its project where others may read it; what only a few may read is given privately."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.values import (
    FieldName,
    Id,
    LanguageTag,
    Line,
    Needs,
    Paragraph,
    Participant,
    PersonId,
    Resource,
    SectorCode,
    Sha256,
    Value,
    Website,
)

__all__ = ["Audience", "Officials", "Participants", "Project", "ProjectStatus", "Receipt", "Target", "kinds_of"]


class Audience(StrEnum):
    """Who may read a field: everybody, who is signed in, the secretariat (and the team), or the team alone."""

    PUBLIC = "public"
    PROGRAMME = "programme"
    SECRETARIAT = "secretariat"
    SELF = "self"


class ProjectStatus(StrEnum):
    """How far a project is: the closed list that the programme's wiki used."""

    CONCEPT = "concept_only"
    DELIBERATIONS = "in_deliberations"
    NEGOTIATIONS = "negotiations"
    MASTER_PLANNING = "master_planning"
    DEVELOPMENT = "development"
    READY = "ready_for_announcement"
    LAUNCHED = "launched"
    IMPLEMENTED = "implemented"


class Target(Value):
    """A performance target as a KPI: what is measured, from where (may be unknown) to where, until when and how."""

    name: Line
    unit: Line | None = None
    baseline: float | None = None
    target: float
    due: date | None = None
    method: Paragraph = ""


class Receipt(Value):
    """What proves a submission: its number, and the SHA-256 of the canonical content with everything in it.

    `part` is the digest of the private part, which stands for it in that content; its salt keeps it from being guessed.
    """

    number: Id
    sha256: Sha256
    part: Sha256 | None = None


Participants = Annotated[tuple[Participant, ...], Field(max_length=60)]
Officials = Annotated[tuple[PersonId, ...], Field(max_length=20)]
Targets = Annotated[tuple[Target, ...], Field(max_length=20)]


class Project(Value):
    """What a worksheet says of its project; people appear by their ids only. `answered` names the private fields."""

    title: Line
    sector: SectorCode
    status: ProjectStatus | None = None
    language: LanguageTag = "en"
    description: Paragraph = ""
    challenges: Paragraph = ""
    solutions: Paragraph = ""
    requirements: Paragraph = ""
    participants: Participants
    lead: PersonId
    officials: Officials
    needs: Needs = ()
    offers: Needs = ()
    targets: Targets = ()
    standards: Paragraph = ""
    replicability: Paragraph = ""
    demonstration: Paragraph = ""
    website: Website | None = None
    answered: Annotated[tuple[FieldName, ...], Field(max_length=60)] = ()


def kinds_of(needs: Needs) -> tuple[Resource, ...]:
    """The kinds of needs or offers, each once, in their order."""
    return tuple(dict.fromkeys(need.kind for need in needs))
