"""The sheet: every field of a worksheet, once, with its shape, its limits and its audience.

The form, the service, the spreadsheet that goes out and comes back, and the receipt all read this table, so that no two
of them can disagree about a length or about who may see an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cityteams_contracts.registration.project import Audience

__all__ = ["CONTACT_FIELDS", "FIELDS", "PARTS_OF_ROWS", "SECURITY_QUESTIONS", "Shape", "SheetField", "field_of"]


class Shape(StrEnum):
    """What is typed into a field."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    SECTOR = "sector"
    STATUS = "status"
    LANGUAGE = "language"
    WEBSITE = "website"
    PERSON = "person"
    PEOPLE = "people"
    PARTICIPANTS = "participants"
    NEEDS = "needs"
    TARGETS = "targets"
    ANSWERS = "answers"


@dataclass(frozen=True)
class SheetField:
    """One field; `longest` counts characters, `rows` says how many rows a field of rows may have (0: it has none)."""

    name: str
    shape: Shape
    audience: Audience
    section: str
    longest: int = 4000
    rows: int = 0


_PUBLIC, _PROGRAMME = Audience.PUBLIC, Audience.PROGRAMME
_SECRETARIAT, _SELF = Audience.SECRETARIAT, Audience.SELF

FIELDS = (
    SheetField("title", Shape.LINE, _PUBLIC, "project", 300),
    SheetField("sector", Shape.SECTOR, _PUBLIC, "project", 64),
    SheetField("status", Shape.STATUS, _PUBLIC, "project", 40),
    SheetField("language", Shape.LANGUAGE, _PUBLIC, "project", 35),
    SheetField("website", Shape.WEBSITE, _PUBLIC, "project", 300),
    SheetField("description", Shape.PARAGRAPH, _PUBLIC, "project"),
    SheetField("challenges", Shape.PARAGRAPH, _PROGRAMME, "project"),
    SheetField("solutions", Shape.PARAGRAPH, _PROGRAMME, "project"),
    SheetField("requirements", Shape.PARAGRAPH, _PROGRAMME, "project"),
    SheetField("lead", Shape.PERSON, _SECRETARIAT, "team", 300),
    SheetField("participants", Shape.PARTICIPANTS, _PUBLIC, "team", 300, rows=60),
    SheetField("officials", Shape.PEOPLE, _SECRETARIAT, "team", 300, rows=20),
    SheetField("needs", Shape.NEEDS, _PROGRAMME, "needs", 4000, rows=16),
    SheetField("offers", Shape.NEEDS, _PROGRAMME, "needs", 4000, rows=16),
    SheetField("targets", Shape.TARGETS, _PROGRAMME, "targets", 4000, rows=20),
    SheetField("standards", Shape.PARAGRAPH, _PROGRAMME, "targets"),
    SheetField("replicability", Shape.PARAGRAPH, _PROGRAMME, "targets"),
    SheetField("demonstration", Shape.PARAGRAPH, _PROGRAMME, "expo"),
    SheetField("cybersecurity", Shape.PARAGRAPH, _SECRETARIAT, "trust"),
    SheetField("privacy", Shape.PARAGRAPH, _SECRETARIAT, "trust"),
    SheetField("answers", Shape.ANSWERS, _SECRETARIAT, "trust", 4000, rows=40),
    SheetField("notes", Shape.PARAGRAPH, _SELF, "expo"),
)
"""In the order in which a person fills them."""

CONTACT_FIELDS = frozenset({"lead", "officials"})
"""Fields that hold names and mail addresses: given to the contact desk, and everywhere else only ids."""

PARTS_OF_ROWS: Mapping[Shape, tuple[str, ...]] = {
    Shape.PERSON: ("name", "mail"),
    Shape.PEOPLE: ("name", "mail"),
    Shape.PARTICIPANTS: ("name", "kind", "country", "city", "deploys"),
    Shape.NEEDS: ("kind", "text"),
    Shape.TARGETS: ("name", "unit", "baseline", "target", "due", "method"),
}
"""The columns of the fields that have rows; `answers` is a mapping from a question's code to a text."""

SECURITY_QUESTIONS = (
    "owner",
    "risk_strategy",
    "policies",
    "asset_inventory",
    "identity",
    "monitoring",
    "patching",
    "data_protection",
    "testing",
    "audit",
    "incident_response",
    "training",
    "procurement",
    "supply_chain",
    "law_enforcement",
    "information_sharing",
)
"""The sixteen subjects of the programme's cybersecurity and privacy advisory committee, as codes of questions."""


def field_of(name: str) -> SheetField | None:
    """The field of this name."""
    return next((field for field in FIELDS if field.name == name), None)
