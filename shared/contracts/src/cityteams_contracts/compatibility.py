"""Tells whether a released contract would change. An added optional field is the only change that is allowed."""

from collections.abc import Iterator
from typing import Any

_ANNOTATIONS = frozenset({"title", "description", "examples", "$comment", "$defs", "$schema", "$id"})
"""Words of JSON Schema for people; they bind nobody. `$defs` is compared where it is used."""
_BELOW = {"items": "[]", "additionalProperties": ".*", "propertyNames": ".*", "x-cityteams": "x-cityteams"}
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")


def breaking_changes(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Every way in which `new` breaks what was released as `old`, each with the path of the field; none is good."""
    return list(_compared(_inlined(old, old, ()), _inlined(new, new, ()), ""))


def _inlined(node: Any, root: dict[str, Any], open_refs: tuple[str, ...]) -> Any:
    if isinstance(node, list):
        return [_inlined(part, root, open_refs) for part in node]
    if not isinstance(node, dict):
        return node
    ref = node.get("$ref")
    if isinstance(ref, str) and ref not in open_refs:
        target = root.get("$defs", {}).get(ref.rpartition("/")[2], {})
        beside = {word: part for word, part in node.items() if word != "$ref"}
        return _inlined({**target, **beside}, root, (*open_refs, ref))
    return {word: part if word == "$defs" else _inlined(part, root, open_refs) for word, part in node.items()}


def _compared(old: Any, new: Any, path: str) -> Iterator[str]:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        if not _same(old, new):
            yield f"{_name(path)}: was {old!r}, is {new!r}"
        return
    yield from _fields(old, new, path)
    for word in sorted((old.keys() | new.keys()) - _ANNOTATIONS - {"properties", "required"}):
        yield from _word(word, old.get(word), new.get(word), path)


def _fields(old: dict[str, Any], new: dict[str, Any], path: str) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    must, must_now = set(old.get("required", ())), set(new.get("required", ()))
    for name in sorted(before.keys() - after.keys()):
        yield f"{_name(_join(path, name))}: was removed"
    for name in sorted(must_now - must):
        yield f"{_name(_join(path, name))}: is now required"
    for name in sorted((must - must_now) & after.keys()):
        yield f"{_name(_join(path, name))}: is no longer required"
    for name in sorted(before.keys() & after.keys()):
        yield from _compared(before[name], after[name], _join(path, name))


def _word(word: str, old: Any, new: Any, path: str) -> Iterator[str]:
    if word in _BELOW and isinstance(old, dict) and isinstance(new, dict):
        yield from _compared(old, new, path + _BELOW[word])
    elif word in _LISTS and isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _compared(before, after, f"{path}<{word} {place + 1}>")
    elif word == "enum" and isinstance(old, list) and isinstance(new, list):
        yield from _values(old, new, path)
    elif not _same(old, new):
        yield f"{_name(path)}: {word} was {_shown(old)}, is {_shown(new)}"


def _values(old: list[Any], new: list[Any], path: str) -> Iterator[str]:
    for value in [value for value in old if value not in new]:
        yield f"{_name(path)}: the value {value!r} was removed"
    for value in [value for value in new if value not in old]:
        yield f"{_name(path)}: the value {value!r} was added"


def _same(old: Any, new: Any) -> bool:
    return type(old) is type(new) and bool(old == new)


def _shown(part: Any) -> str:
    return "absent" if part is None else repr(part)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _name(path: str) -> str:
    return path or "the contract"
