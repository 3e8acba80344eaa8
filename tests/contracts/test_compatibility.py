"""A released contract is stone: a table of cases, and mutations of every golden schema that must all be seen."""

import copy
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, create_model

from cityteams_contracts.compatibility import breaking_changes
from cityteams_contracts.schemas import spoken


class Part(BaseModel):
    """A part as released."""

    name: str = Field(max_length=300)


class Other(BaseModel):
    """The part with a shorter name."""

    name: str = Field(max_length=200)


class Renamed(BaseModel):
    """The part under another class name, which nobody outside sees."""

    name: str = Field(max_length=300)


class Longer(Part):
    """The part with one more optional field."""

    note: str | None = None


FIELDS = {
    "id": (str, Field(pattern="^[a-z]+$")),
    "kind": (Literal["city", "company"], ...),
    "count": (int, Field(ge=1, le=5)),
    "parts": (tuple[Part, ...], Field(max_length=3)),
    "about": (str | None, None),
}
GONE = object()


def model(**changed):
    fields = {name: part for name, part in {**FIELDS, **changed}.items() if part is not GONE}
    return create_model("Released", **fields).model_json_schema()


CASES = {
    "a removed field": (model(kind=GONE), ["kind: was removed"]),
    "a renamed field": (model(kind=GONE, sort=FIELDS["kind"]), ["kind: was removed", "sort: is now required"]),
    "a new required field": (model(extra=(str, ...)), ["extra: is now required"]),
    "an optional field that became required": (model(about=(str | None, ...)), ["about: is now required"]),
    "a required field that became optional": (
        model(count=(int, Field(1, ge=1, le=5))),
        ["count: is no longer required", "count: default was absent, is 1"],
    ),
    "another type": (
        model(id=(int, ...)),
        ["id: pattern was '^[a-z]+$', is absent", "id: type was 'string', is 'integer'"],
    ),
    "another pattern": (
        model(id=(str, Field(pattern="^[A-Z]+$"))),
        ["id: pattern was '^[a-z]+$', is '^[A-Z]+$'"],
    ),
    "a tighter limit": (model(count=(int, Field(ge=1, le=4))), ["count: maximum was 5, is 4"]),
    "a looser limit": (model(count=(int, Field(ge=0, le=5))), ["count: minimum was 1, is 0"]),
    "a limit taken away": (model(parts=(tuple[Part, ...], ...)), ["parts: maxItems was 3, is absent"]),
    "an added value": (
        model(kind=(Literal["city", "company", "school"], ...)),
        ["kind: the value 'school' was added"],
    ),
    "a removed value": (
        model(kind=(Literal["city", "town"], ...)),
        ["kind: the value 'company' was removed", "kind: the value 'town' was added"],
    ),
    "a limit deep inside": (
        model(parts=(tuple[Other, ...], Field(max_length=3))),
        ["parts[].name: maxLength was 300, is 200"],
    ),
    "a type in a union": (model(about=(int | None, None)), ["about<anyOf 1>: type was 'string', is 'integer'"]),
    "a union that grew": (model(about=(str | int | None, None)), None),
}


@pytest.mark.parametrize(("new", "expected"), CASES.values(), ids=CASES)
def test_a_breaking_change_is_named_with_its_field(new, expected):
    found = breaking_changes(model(), new)
    assert found == expected if expected is not None else found


HARMLESS = {
    "nothing": model(),
    "an added optional field": model(note=(str | None, None)),
    "an added optional field deep inside": model(parts=(tuple[Longer, ...], Field(max_length=3))),
    "another explanation": {**model(), "description": "In better words."},
    "another name of a part": model(parts=(tuple[Renamed, ...], Field(max_length=3))),
}


@pytest.mark.parametrize("new", HARMLESS.values(), ids=HARMLESS)
def test_a_harmless_change_is_let_through(new):
    assert breaking_changes(model(), new) == []


def test_a_schema_that_refers_to_itself_is_compared_to_its_end():
    node: dict[str, Any] = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}}
    schema: dict[str, Any] = {"$defs": {"Node": node}, "$ref": "#/$defs/Node"}
    other = copy.deepcopy(schema)
    other["$defs"]["Node"]["type"] = "array"
    assert breaking_changes(schema, schema) == []
    assert "the contract: type was 'object', is 'array'" in breaking_changes(schema, other)


BINDING = ("type", "pattern", "maxLength", "minLength", "maximum", "minimum", "maxItems", "minItems", "format", "enum")


def places(node, path=()):
    """Every place of a schema where something binding is written."""
    if isinstance(node, list):
        return [place for at, part in enumerate(node) for place in places(part, (*path, at))]
    if not isinstance(node, dict):
        return []
    below = [place for word, part in node.items() for place in places(part, (*path, word))]
    inside_fields = path[-1:] in {("properties",), ("$defs",)}
    here = [(*path, word) for word in node if word in BINDING and not inside_fields]
    fields = [(*path, "properties", name) for name in node.get("properties", {}) if not inside_fields]
    return below + here + fields


def mutated(schema, place, how):
    """A copy of the schema with one place taken away or spelled differently."""
    other = copy.deepcopy(schema)
    node = other
    for step in place[:-1]:
        node = node[step]
    was = node[place[-1]]
    if how == "removed" or isinstance(was, dict):
        del node[place[-1]]
    elif isinstance(was, list):
        node[place[-1]] = [*was, "another"]
    else:
        node[place[-1]] = was + 1 if isinstance(was, int) else f"{was}x"
    return other


SPOKEN = spoken()
PLACES = [(file, place) for file, schema in SPOKEN.items() for place in places(schema)]


@given(st.sampled_from(PLACES), st.sampled_from(["removed", "changed"]))
def test_every_mutation_of_a_released_schema_is_seen(chosen, how):
    file, place = chosen
    schema = SPOKEN[file]
    assert breaking_changes(schema, mutated(schema, place, how)), (file, place, how)


@pytest.mark.parametrize("file", sorted(SPOKEN))
def test_a_contract_does_not_break_itself(file):
    assert breaking_changes(SPOKEN[file], copy.deepcopy(SPOKEN[file])) == []
