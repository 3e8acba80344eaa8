"""What the rules of a round look at, read off a project that was handed in or off a draft as somebody types it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cityteams_contracts.registration import FIELDS, PARTS_OF_ROWS, Audience, Project, Shape, SheetField
from cityteams_contracts.values import Participant

_YES = frozenset({"true", "yes", "on", "1"})
_PRIVATE = frozenset({Audience.SECRETARIAT, Audience.SELF})


@dataclass(frozen=True)
class Party:
    """A participant as far as the rules care; in a draft it has no id yet and may be half a row."""

    name: str
    kind: str = ""
    country: str = ""
    city: str = ""
    deploys: bool = False
    organisation_id: str = ""

    @property
    def printed(self) -> tuple[str, str, str]:
        """Two rows that print the same name in the same place are one organisation twice."""
        return (self.name.casefold(), self.country.casefold(), self.city.casefold())


@dataclass(frozen=True)
class Facts:
    """`filled` counts characters or rows by field, `texts` are those that others may read, by field."""

    parties: tuple[Party, ...] = ()
    officials: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)


def facts_of_project(project: Project) -> Facts:
    """The facts of a project; what only a few may read is known by the names of its fields alone."""
    values = {each.name: getattr(project, each.name, None) for each in FIELDS}
    return Facts(
        parties=tuple(map(_party, project.participants)),
        officials=len(set(project.officials)),
        filled={name: _size(value) for name, value in values.items()} | dict.fromkeys(project.answered, 1),
        answered=frozenset(project.answered),
        texts=_texts({name: _plain(value) for name, value in values.items()}),
    )


def facts_of_draft(fields: Mapping[str, Any]) -> Facts:
    """The facts of a draft, whatever was typed: what has the wrong shape counts as not there."""
    rows = [row for row in _rows(fields.get("participants")) if _text(row.get("name"))]
    people = [row for row in _rows(fields.get("officials")) if _text(row.get("name")) and _text(row.get("mail"))]
    return Facts(
        parties=tuple(_typed_party(row) for row in rows),
        officials=len({_text(row["mail"]).casefold() for row in people}),
        filled={each.name: _typed_size(each, fields.get(each.name)) for each in FIELDS},
        answered=frozenset(answered_in(fields)),
        texts=_texts(fields),
    )


def answered_in(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Which private fields and questions have an answer, in the order of the sheet; `answers` counts by its codes."""
    names = []
    for each in FIELDS:
        value = content.get(each.name)
        if each.shape is Shape.ANSWERS and isinstance(value, Mapping):
            names += [str(code) for code, text in value.items() if _text(text)]
        elif each.shape is Shape.PARAGRAPH and each.audience in _PRIVATE and _text(value):
            names.append(each.name)
    return tuple(dict.fromkeys(names))


def _party(one: Participant) -> Party:
    return Party(one.name, str(one.kind), one.country or "", one.city or "", one.deploys, one.organisation_id)


def _typed_party(row: Mapping[str, Any]) -> Party:
    deploys = row.get("deploys")
    return Party(
        name=_text(row.get("name")),
        kind=_text(row.get("kind")),
        country=_text(row.get("country")),
        city=_text(row.get("city")),
        deploys=deploys is True or _text(deploys).lower() in _YES,
        organisation_id=_text(row.get("organisation_id")),
    )


def _typed_size(each: SheetField, value: Any) -> int:
    if each.rows and each.shape is not Shape.ANSWERS:
        return sum(any(_text(cell) for cell in row.values()) for row in _rows(value))
    if each.shape is Shape.PERSON:
        return int(isinstance(value, Mapping) and all(_text(value.get(part)) for part in PARTS_OF_ROWS[each.shape]))
    if each.shape is Shape.ANSWERS:
        return sum(bool(_text(text)) for text in value.values()) if isinstance(value, Mapping) else 0
    return len(_text(value))


def _size(value: Any) -> int:
    return 0 if value is None else len(value)


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields that others may read, the cells of rows one beneath the other."""
    found = {each.name: _joined(values.get(each.name)) for each in FIELDS if each.audience not in _PRIVATE}
    return {name: text for name, text in found.items() if text and name != "website"}


def _joined(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(_text(cell) for row in _rows(value) for cell in row.values() if _text(cell))
    return _text(value)


def _plain(value: Any) -> Any:
    """Rows as mappings of their texts; ids and numbers are not texts that somebody wrote."""
    if isinstance(value, tuple):
        rows = [row.model_dump(include={"name", "city", "text", "unit", "method"}) for row in value if _is_row(row)]
        return rows or ""
    return value


def _is_row(row: Any) -> bool:
    return hasattr(row, "model_dump")


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
