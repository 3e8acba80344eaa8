"""The small values that contracts share: ids, bounded text, places, kinds."""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

ID_PATTERN = r"^[A-Za-z0-9_-]{1,64}$"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile(r"[\n\r\t\u2028\u2029]")


def _composed(text: Any) -> Any:
    return normalize("NFC", text).strip() if isinstance(text, str) else text  # before its length is measured


def _clean(text: str) -> str:
    if found := _FORBIDDEN.search(text):
        raise ValueError(f"holds the control character U+{ord(found[0]):04X}; remove it")
    return text


def _single_line(text: str) -> str:
    if _BREAKS.search(text):
        raise ValueError("must be on one line; remove the line break")
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""An opaque id that is safe as one token of a subject."""
WorksheetId = Id
ClusterId = Id
SuperClusterId = Id
OrganisationId = Id
PersonId = Id
GatheringId = Id
SlotId = Id
RoomId = Id
LetterId = Id
InvitationId = Id
RoundId = Id

_LINE = StringConstraints(min_length=1, max_length=300, strip_whitespace=True)
_PARAGRAPH = StringConstraints(max_length=4000, strip_whitespace=True)
Line = Annotated[str, BeforeValidator(_composed), _LINE, AfterValidator(_clean), AfterValidator(_single_line)]
"""A name or title: 1 to 300 characters on one line, NFC, no control characters."""
Paragraph = Annotated[str, BeforeValidator(_composed), _PARAGRAPH, AfterValidator(_clean)]
"""Free text of at most 4,000 characters, NFC, no control characters."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A rule as a kebab sentence, such as `a-cluster-needs-a-municipality`."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""
Instant = AwareDatetime
"""A moment with its offset (RFC 3339)."""


SectorCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=64)]
"""A sector of a round's taxonomy; which there are, a round says when it opens."""
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", max_length=35)]
"""A language as BCP 47 writes it, such as `pt-BR`."""
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")]
"""A field of the worksheet, such as `description`."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in lower-case hexadecimal."""
Website = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'`\\]+$", max_length=300)]
"""The address of a page, http or https."""


class Sector(StrEnum):
    """The sectors of the SC3 2018 round, the taxonomy that cityteams ships with."""

    TRANSPORTATION = "transportation"
    PUBLIC_SAFETY = "public_safety"
    UTILITY = "utility"
    DATA = "data"
    WIRELESS = "wireless"
    AGRICULTURE_RURAL = "agriculture_rural"
    EDUCATION = "education"
    HEALTHCARE = "healthcare"
    SMART_BUILDING = "smart_building"
    ENVIRONMENT = "environment"
    OTHER = "other"


class OrganisationKind(StrEnum):
    """What an organisation is."""

    MUNICIPALITY = "municipality"
    COMPANY = "company"
    ACADEMIA = "academia"
    NON_PROFIT = "non_profit"
    INVESTOR = "investor"
    AGENCY = "agency"
    OTHER = "other"


class Resource(StrEnum):
    """What a worksheet may need or offer."""

    TECHNOLOGY = "technology"
    DATA = "data"
    FUNDING = "funding"
    PILOT_SITE = "pilot_site"
    EXPERTISE = "expertise"
    STANDARDS = "standards"
    POLICY = "policy"
    COMMUNITY = "community"


class Value(BaseModel):
    """A frozen part of a message."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Need(Value):
    """What a worksheet looks for or has: a kind, and in words what exactly."""

    kind: Resource
    text: Paragraph = ""


def _from_word(given: Any) -> Any:
    return {"kind": given} if isinstance(given, str) else given


Needs = Annotated[tuple[Annotated[Need, BeforeValidator(_from_word)], ...], Field(max_length=16)]
"""Needs or offers; the bare word of a kind may stand for one without text."""


class Participant(Value):
    """An organisation that takes part; `deploys` says that a municipality will deploy the solution."""

    organisation_id: OrganisationId
    name: Line
    kind: OrganisationKind
    country: Country | None = None
    city: Line | None = None
    deploys: bool = False


def utc_text(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds: the one spelling used on the bus and in the stores."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
