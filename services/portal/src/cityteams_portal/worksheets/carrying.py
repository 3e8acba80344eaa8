"""What a returning cluster is asked in a round, what it answered, and everything that is carried over unchanged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cityteams_contracts.registration import FIELDS, Audience, Project, Question, Shape, SheetField, field_of
from cityteams_contracts.values import Paragraph
from cityteams_portal.complaints import Complained, Complaint, complaints
from cityteams_portal.tongues import Tongue
from cityteams_portal.worksheets.reading import as_lines

_TEXT: TypeAdapter[str] = TypeAdapter(Paragraph)
_OPEN = frozenset({Audience.PUBLIC, Audience.PROGRAMME})


@dataclass(frozen=True)
class Asked:
    """What has to be answered: questions of the round, and texts of the sheet that are asked again."""

    questions: Sequence[Question]
    texts: Sequence[SheetField]

    @classmethod
    def of(cls, codes: Sequence[str], known: Sequence[Question]) -> "Asked":
        """From the codes that registration named and the questions that the round has."""
        questions = [each for each in known if each.code in codes]
        named = {each.code for each in questions}
        fields = [field_of(code) for code in codes if code not in named]
        return cls(questions, [each for each in fields if each is not None and each.shape is Shape.PARAGRAPH])


@dataclass(frozen=True)
class Answers:
    """The private content and the project as they stand after the answers."""

    private: Mapping[str, Any]
    project: Project


def answered(asked: Asked, typed: Mapping[str, str], private: Mapping[str, Any], project: Project) -> Answers:
    """Puts the answers in; raises Complained with each that is missing or wrong, at its place."""
    found: list[Complaint] = []
    given = {each.code: _text(("answers", each.code), each.required, typed, found) for each in asked.questions}
    texts = {each.name: _text((each.name,), False, typed, found) for each in asked.texts}
    if found:
        raise Complained(found)
    open_texts = {each.name: texts[each.name] for each in asked.texts if each.audience in _OPEN}
    hidden = {name: text for name, text in texts.items() if name not in open_texts}
    answers = {**private.get("answers", {}), **given}
    kept = {**private, **hidden, "answers": {code: text for code, text in answers.items() if text}}
    return Answers({name: value for name, value in kept.items() if value}, project.model_copy(update=open_texts))


def _text(path: tuple[str, ...], required: bool, typed: Mapping[str, str], found: list[Complaint]) -> str:
    try:
        text = _TEXT.validate_python(typed.get("-".join(path), ""))
    except ValidationError as wrong:
        found += [Complaint(path, each.detail, each.text, each.values) for each in complaints(wrong)]
        return ""
    if required and not text:
        found.append(Complaint(path, "is empty; fill it in"))
    return text


def carried(asked: Asked, project: Project, private: Mapping[str, Any], tongue: Tongue) -> list[tuple[str, list[str]]]:
    """Every field that is not asked and has something in it, as lines to read."""
    values = project.model_dump(mode="json") | dict(private)
    named = {each.name for each in asked.texts} | {"lead", "officials", "answers", "notes"}
    fields = [(each.name, as_lines(each, values.get(each.name), tongue)) for each in FIELDS if each.name not in named]
    return [(name, lines) for name, lines in fields if lines]
