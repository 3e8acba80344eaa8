"""Rounds: which sectors, rules, questions and deadlines hold for the worksheets of a season. Rules are data."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.registration.forming import FormationSection
from cityteams_contracts.values import (
    Code,
    FieldName,
    Id,
    Instant,
    LanguageTag,
    Line,
    OrganisationId,
    OrganisationKind,
    Paragraph,
    RoundId,
    SectorCode,
    Sha256,
    Value,
)

__all__ = [
    "Answered",
    "AppliesTo",
    "Check",
    "CloseRound",
    "Deadlines",
    "Distinct",
    "ExtensionGranted",
    "Filled",
    "GrantExtension",
    "LevelOfRule",
    "NoContacts",
    "OpenRound",
    "ParticipantsAtLeast",
    "PeopleAtLeast",
    "Question",
    "Round",
    "RoundClosed",
    "RoundOpened",
    "RoundRevised",
    "Rule",
    "SectorEntry",
    "Words",
]

Words = Annotated[dict[LanguageTag, Paragraph], Field(max_length=20)]
"""The same sentence in several languages; `en` is always there."""


class LevelOfRule(StrEnum):
    """What a broken rule does: it informs, it warns, or it keeps the worksheet from being handed in."""

    INFO = "info"
    WARN = "warn"
    BLOCK = "block"


class AppliesTo(StrEnum):
    """Which worksheets a rule or question is for: those new in the round, those that return, or all."""

    NEW = "new"
    RETURNING = "returning"
    ALL = "all"


class ParticipantsAtLeast(Value):
    """At least so many participants, of a kind, that will deploy (when asked)."""

    check: Literal["participants"] = "participants"
    at_least: Annotated[int, Field(ge=1, le=60)]
    kind: OrganisationKind | None = None
    deploys: bool = False


class PeopleAtLeast(Value):
    """At least so many named city officials."""

    check: Literal["officials"] = "officials"
    at_least: Annotated[int, Field(ge=1, le=20)]


class Filled(Value):
    """A field of the project is filled, with at least so many characters or rows."""

    check: Literal["filled"] = "filled"
    field: FieldName
    at_least: Annotated[int, Field(ge=1, le=4000)] = 1


class Answered(Value):
    """Private fields or questions are answered."""

    check: Literal["answered"] = "answered"
    fields: Annotated[tuple[FieldName, ...], Field(min_length=1, max_length=60)]


class Distinct(Value):
    """No participant is named twice."""

    check: Literal["distinct-participants"] = "distinct-participants"


class NoContacts(Value):
    """No mail address or telephone number stands in a text that others may read."""

    check: Literal["no-contacts-in-texts"] = "no-contacts-in-texts"


Check = Annotated[
    ParticipantsAtLeast | PeopleAtLeast | Filled | Answered | Distinct | NoContacts, Field(discriminator="check")
]


class Rule(Value):
    """One rule of the programme: its code, the field it is about, a sentence with the remedy, and when it holds.

    `level_for_secretariat` is its level for what the secretariat itself files or accepts, when that is another.
    """

    code: Code
    level: LevelOfRule
    level_for_secretariat: LevelOfRule | None = None
    field: FieldName
    sentence: Words
    applies_to: AppliesTo = AppliesTo.ALL
    holds_from: date | None = None
    holds_until: date | None = None
    check: Check


class SectorEntry(Value):
    """A sector of the round, its name in several languages, and the codes it had in earlier rounds."""

    code: SectorCode
    name: Words
    formerly: Annotated[tuple[SectorCode, ...], Field(max_length=10)] = ()


class Question(Value):
    """A question of the round's supplement; its answer is private and expires when a later round says so."""

    code: FieldName
    text: Words
    required: bool = True
    applies_to: AppliesTo = AppliesTo.ALL
    ask_again: bool = False


class Deadlines(Value):
    """Until when worksheets and supplements are taken, and from when single fields are frozen."""

    submissions_until: Instant | None = None
    supplements_until: Instant | None = None
    frozen_from: Annotated[dict[FieldName, Instant], Field(max_length=60)] = Field(default_factory=dict)


class Round(Value):
    """A season's rule file: one version of it, as data."""

    title: Line
    version: Annotated[int, Field(ge=1, le=10_000)]
    sectors: Annotated[tuple[SectorEntry, ...], Field(min_length=1, max_length=60)]
    rules: Annotated[tuple[Rule, ...], Field(max_length=100)] = ()
    questions: Annotated[tuple[Question, ...], Field(max_length=40)] = ()
    deadlines: Deadlines = Deadlines()
    formation: FormationSection | None = None


class OpenRound(Command, name="registration.open-round", key="round_id"):
    """An administrator opens a round, or replaces its rule file by a later version."""

    round_id: RoundId
    round: Round


class CloseRound(Command, name="registration.close-round", key="round_id"):
    """An administrator ends a round: nothing is taken in for it any more."""

    round_id: RoundId


class GrantExtension(Command, name="registration.grant-extension", key="round_id"):
    """One organisation may hand in later than the others."""

    round_id: RoundId
    organisation_id: OrganisationId
    until: Instant


class RoundOpened(Event, name="registration.round.opened", key="round_id"):
    """A round begins; its sectors, rules, questions and deadlines hold from now on."""

    round_id: RoundId
    round: Round
    sha256: Sha256
    opened_at: Instant


class RoundRevised(Event, name="registration.round.revised", key="round_id"):
    """A later version of the rule file holds from now on."""

    round_id: RoundId
    round: Round
    sha256: Sha256
    revised_at: Instant


class RoundClosed(Event, name="registration.round.closed", key="round_id"):
    """Nothing is taken in for this round any more."""

    round_id: RoundId
    closed_at: Instant


class ExtensionGranted(Event, name="registration.round.extension-granted", key="round_id"):
    """One organisation may hand in until later."""

    round_id: RoundId
    organisation_id: OrganisationId
    until: Instant
    extension_id: Id
