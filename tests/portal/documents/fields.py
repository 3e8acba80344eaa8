"""Worksheets as they were typed: those of the shipped season, and whatever chance thinks of."""

import json
from pathlib import Path

from hypothesis import strategies as st

from cityteams_contracts.registration import FIELDS, PARTS_OF_ROWS, Shape
from cityteams_portal.documents.layout import Form, choices, list_name
from cityteams_portal.tongues import Tongue
from cityteams_portal.worksheets.typed import ROWS

SAMPLE = Path(__file__).parents[3] / "deploy" / "sample" / "worksheets.jsonl"
FORM = Form(
    tongue=Tongue("en"),
    sectors={"utility": "Utility", "data": "Data", "public_safety": "Public safety"},
    questions=(("patching", "How are devices kept up to date?"), ("owner", "Who is responsible?")),
    worksheet_id="w-1",
    round_id="sc3-2018",
    revision=7,
)
LABELS = {label for words in choices(FORM).values() for label in words.values()}
NASTY = st.sampled_from(
    [
        "=1+1", "+49 30 1", "-5", "@SUM(A1)", '=cmd|" /C calc"!A0', "2018-02-07", "1/2", "1e5", "007", "TRUE", "#N/A",
        "'quoted", "_x0041_", "_x005F_x0041_", "x005F_", "مرحبا 123", "안녕하세요", "\u200fabc", "a\r\nb", "\t tab",
        " blank ", "\x07", "\ufffe", "\U0001f600", "e\u0301", "<b>&amp;</b>", "]]>", "\u2028", "x" * 4000, "안" * 4000,
        "__x000D_", "\x0b\x0c", "{{7*7}}",
    ]
)  # fmt: skip
TEXT = NASTY | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


def from_row(row: dict) -> dict:
    """A line of the sample as somebody would have typed it."""
    needs = {name: [{"kind": kind, "text": ""} for kind in row.get(name, [])] for name in ("needs", "offers")}
    people = [{part: "" if value is None else value for part, value in each.items()} for each in row["participants"]]
    named = {name: row[name] for name in ("title", "sector", "description", "lead", "officials") if name in row}
    return {**named, **needs, "participants": people}


def sample() -> list[dict]:
    """All worksheets of the shipped season."""
    return [from_row(json.loads(line)) for line in SAMPLE.read_text("utf-8").splitlines() if line.strip()]


def _cell(name: str, part: str = "") -> st.SearchStrategy:
    if part == "deploys":
        return st.booleans()
    codes = [*choices(FORM).get(list_name(name, part) or "", {})]
    free = TEXT.filter(lambda text: text not in LABELS)  # a label means its code
    return st.sampled_from(codes) | free if codes else TEXT


def _value(field) -> st.SearchStrategy:
    if field.shape is Shape.ANSWERS:
        return st.dictionaries(st.sampled_from(["patching", "owner", "of_last_year"]), TEXT, max_size=3)
    if field.shape is Shape.PERSON:
        return st.fixed_dictionaries(dict.fromkeys(PARTS_OF_ROWS[field.shape], TEXT))
    if field.shape in ROWS:
        row = st.fixed_dictionaries({part: _cell(field.name, part) for part in PARTS_OF_ROWS[field.shape]})
        return st.lists(row, max_size=4)
    return _cell(field.name)


DRAFTS = st.fixed_dictionaries({}, optional={field.name: _value(field) for field in FIELDS})
"""Drafts with any of the fields, right or wrong."""
