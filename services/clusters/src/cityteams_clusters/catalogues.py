"""Catalogues of indicators: read from their text, and shipped. A broken one is refused with the line and the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from cityteams_clusters.domain.kpis.defining import check_definition
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import KpiDefinition, KpiId
from cityteams_contracts.values import Id

_ID: TypeAdapter[str] = TypeAdapter(Id)
_MOST = 2_000


class BrokenCatalogue(ValueError):  # noqa: N818 - what it is
    """The catalogue cannot be used: `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Indicators by their ids, in the order of the file."""

    catalogue_id: Id
    title: str
    indicators: dict[KpiId, KpiDefinition]


@cache
def shipped(catalogue_id: str) -> Catalogue | None:
    """The catalogue of that name, or None. Raises BrokenCatalogue for a file that was damaged."""
    data = files("cityteams_clusters") / "data"
    names = {each.name: each for each in data.iterdir() if each.name.endswith(".yaml")}
    found = names.get(f"{catalogue_id}.yaml")
    return read_catalogue(found.read_text("utf-8")) if found else None


def read_catalogue(text: str) -> Catalogue:
    """The catalogue that a YAML text describes: `catalogue`, `title`, `indicators`. Raises BrokenCatalogue."""
    head = _mapping(_composed(text), "the catalogue")
    for name in ("catalogue", "title", "indicators"):
        if name not in head:
            raise BrokenCatalogue(1, f"“{name}” is missing")
    entries = head["indicators"]
    if not isinstance(entries, yaml.SequenceNode) or not 1 <= len(entries.value) <= _MOST:
        raise BrokenCatalogue(_line(entries), f"“indicators” must be a list of 1 to {_MOST} indicators")
    found: dict[KpiId, KpiDefinition] = {}
    codes = dict[str, str]()
    for node in entries.value:
        kpi_id, definition = _indicator(node)
        if kpi_id in found:
            raise BrokenCatalogue(_line(node), f"the id {kpi_id} is there twice")
        if definition.code in codes:
            raise BrokenCatalogue(_line(node), f"{kpi_id} has the code {definition.code} of {codes[definition.code]}")
        found[kpi_id], codes[definition.code] = definition, kpi_id
    return Catalogue(_identified(head["catalogue"]), str(_plain(head["title"])), found)


def _composed(text: str) -> Any:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as wrong:
        at = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise BrokenCatalogue(at, f"this is no YAML: {wrong.problem or wrong.context}") from None
    except (yaml.YAMLError, RecursionError) as wrong:
        raise BrokenCatalogue(1, f"this is no YAML: {wrong}") from None
    if node is None:
        raise BrokenCatalogue(1, "the catalogue is empty")
    return node


def _indicator(node: Any) -> tuple[KpiId, KpiDefinition]:
    fields = _mapping(node, "an indicator")
    if "id" not in fields:
        raise BrokenCatalogue(_line(node), "an indicator has no “id”")
    kpi_id = _identified(fields.pop("id"))
    if unknown := sorted(fields.keys() - KpiDefinition.model_fields.keys()):
        raise BrokenCatalogue(_line(fields[unknown[0]]), f"{kpi_id}: “{unknown[0]}” is no field of an indicator")
    try:
        definition = KpiDefinition.model_validate({name: _plain(each) for name, each in fields.items()})
        check_definition(definition, "")
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        place = str(first["loc"][0])
        raise BrokenCatalogue(_line(fields.get(place, node)), f"{kpi_id}: {place}: {first['msg']}") from None
    except Rejected as no:
        place = (no.field or "").strip(".")
        raise BrokenCatalogue(_line(fields.get(place, node)), f"{kpi_id}: {place}: {no.reason}") from None
    return kpi_id, definition


def _mapping(node: Any, what: str) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise BrokenCatalogue(_line(node), f"{what} must be fields with their values")
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in found:
            raise BrokenCatalogue(_line(key), f"“{key.value}” is there twice")
        found[str(key.value)] = value
    return found


def _identified(node: Any) -> str:
    try:
        return _ID.validate_python(str(_plain(node)))
    except ValidationError:
        raise BrokenCatalogue(_line(node), "an id has 1 to 64 letters, digits, - and _") from None


def _plain(node: Any) -> Any:
    """The value of a node, without aliases that would let a short text become a huge one."""
    return next(_values([node]))


def _values(nodes: list[Any]) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, yaml.SequenceNode):
            if any(not isinstance(each, yaml.ScalarNode) for each in node.value):
                raise BrokenCatalogue(_line(node), "lists within lists mean nothing here")
            yield list(_values(node.value))
        elif isinstance(node, yaml.ScalarNode):
            yield yaml.SafeLoader("").construct_object(node)
        else:
            raise BrokenCatalogue(_line(node), "fields within fields mean nothing here")


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1
