"""What the editor's page shows: sections of fields with their values, rows to type in, errors, comments, conflicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cityteams_contracts.registration import (
    CONTACT_FIELDS,
    FIELDS,
    PARTS_OF_ROWS,
    CheckResult,
    FieldConflict,
    Question,
    SheetField,
    field_of,
)
from cityteams_portal.complaints import Complaint
from cityteams_portal.tongues import DEFAULT, Tongue
from cityteams_portal.worksheets.labels import AUDIENCES, COLUMNS, HINTS, LABELS, ONE_ROW, SECTIONS
from cityteams_portal.worksheets.reading import as_lines
from cityteams_portal.worksheets.typed import ROWS, Typed, digest, is_blank

_ROWS_AT_FIRST = {"participants": 2}
UNSAVED = "This could not be saved yet: {reason}"


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed meanwhile: both texts to choose from."""

    name: str
    yours: list[str]
    theirs: list[str]
    by: str


@dataclass(frozen=True)
class FieldView:
    """One field on the page; `carried` when it is shown but not asked for."""

    field: SheetField
    value: Any
    rows: Sequence[Typed] = ()
    carried: bool = False
    lines: Sequence[str] = ()
    comment: str = ""
    clash: Clash | None = None
    since: int = 0

    @property
    def name(self) -> str:
        """The field's name, which is also its place on the page."""
        return self.field.name

    @property
    def shape(self) -> str:
        """What is typed into it; every list of rows looks alike."""
        return "rows" if self.field.shape in ROWS else str(self.field.shape)

    @property
    def label(self) -> str:
        """What it is called, in English."""
        return LABELS[self.name]

    @property
    def hint(self) -> str:
        """What it asks for, in English."""
        return HINTS.get(self.name, "")

    @property
    def audience(self) -> str:
        """Who may read it, in English."""
        return AUDIENCES[self.field.audience]

    @property
    def columns(self) -> Mapping[str, str]:
        """The parts of a row and what they are called."""
        return {part: COLUMNS[part] for part in PARTS_OF_ROWS.get(self.field.shape, ())}

    @property
    def one_row(self) -> str:
        """What one row is called, with its number."""
        return ONE_ROW.get(self.name, "")

    @property
    def base(self) -> str:
        """The mark of what the page shows, by which a touched field is known."""
        return digest(self.value)


@dataclass(frozen=True)
class Shown:
    """Everything that decides how the page looks."""

    typed: Mapping[str, Any]
    asked: frozenset[str] | None = None
    comments: Mapping[str, Any] = field(default_factory=dict)
    conflicts: Sequence[FieldConflict] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    more: str = ""
    since: Mapping[str, int] = field(default_factory=dict)


def sections(shown: Shown, tongue: Tongue) -> list[tuple[str, str, list[FieldView]]]:
    """The sections with their fields, in the order of the page: name, title, fields."""
    views = [_view(each, shown, tongue) for each in FIELDS]
    return [(name, title, [v for v in views if v.field.section == name]) for name, title in SECTIONS.items()]


def _view(it: SheetField, shown: Shown, tongue: Tongue) -> FieldView:
    value = shown.typed.get(it.name)
    comment = shown.comments.get(it.name)
    return FieldView(
        field=it,
        value=value,
        rows=_rows(it, value, 2 if shown.more == it.name else 1),
        carried=shown.asked is not None and it.name not in shown.asked,
        lines=as_lines(it, value, tongue),
        comment=comment if isinstance(comment, str) else "",
        since=shown.since.get(it.name, 0),
        clash=next((_clash(it, each, shown, tongue) for each in shown.conflicts if each.field == it.name), None),
    )


def _rows(it: SheetField, value: Any, blank: int) -> list[Typed]:
    if it.shape not in ROWS:
        return []
    empty: Typed = dict.fromkeys(PARTS_OF_ROWS[it.shape], "")
    typed = value if isinstance(value, list) else []
    rows = [empty | row for row in typed if isinstance(row, dict) and not is_blank(row)]
    wanted = max(len(rows) + blank, _ROWS_AT_FIRST.get(it.name, 1))
    return rows + [empty] * (max(min(wanted, it.rows), len(rows)) - len(rows))


def _clash(it: SheetField, each: FieldConflict, shown: Shown, tongue: Tongue) -> Clash:
    yours, theirs = as_lines(it, each.yours, tongue), as_lines(it, each.theirs, tongue)
    return Clash(it.name, yours, theirs, shown.names.get(each.by, ""))


def place_on_page(complaint: Complaint) -> str:
    """The id of the input, or of the field, that a complaint is about; nothing when it is about the whole."""
    steps = [str(step) for step in complaint.path]
    if not steps or field_of(steps[0]) is None:
        return ""
    return steps[0] if steps[1:2] and steps[0] not in (*_WITH_PARTS,) else "-".join(steps)


_WITH_PARTS = frozenset({"answers", *CONTACT_FIELDS, "participants", "needs", "offers", "targets"})


def errors_on_page(found: Sequence[Complaint], tongue: Tongue) -> dict[str, str]:
    """Complaints as sentences by the place they are about."""
    errors: dict[str, str] = {}
    for each in found:
        place, words = place_on_page(each), as_sentence(each, tongue)
        errors[place] = f"{errors[place]} {words}" if place in errors else words
    return errors


def as_sentence(complaint: Complaint, tongue: Tongue) -> str:
    """A complaint in a language; the English remedies begin in the middle of a sentence."""
    said = complaint.said(tongue)
    if tongue.tag == DEFAULT or said == complaint.detail:
        said = said if said[:1].isupper() else f"This {said}"
    return said if said.endswith((".", "!", "?", "؟", "。")) else f"{said}."


def unmet(checklist: Sequence[CheckResult], tongue: Tongue) -> list[Complaint]:
    """What keeps the draft from being handed in, at its fields."""
    blocking = [each for each in checklist if each.level == "block" and not each.met]
    return [Complaint((each.field,), tongue.chosen(each.sentence)) for each in blocking]


def question_applies(question: Question, *, returning: bool) -> bool:
    """Whether a question of the round is for this worksheet."""
    return question.applies_to == "all" or (question.applies_to == "returning") == returning
