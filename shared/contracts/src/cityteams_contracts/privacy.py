"""Finds what must never enter a stream: a field that holds, or by its name could hold, how to reach a person."""

import re
from collections.abc import Iterator
from typing import Any

CONTACT_WORDS = frozenset(
    "mail mails email emails phone phones telephone mobile fax tel contact contacts"
    " address addresses street postcode zip".split()
)
CONTACT_FORMATS = frozenset({"email", "idn-email", "name-email", "phone"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def contact_details(schema: dict[str, Any]) -> list[str]:
    """The paths of all fields of a JSON Schema that are named or typed as contact details."""
    return list(_found(schema, ""))


def _found(node: Any, path: str) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _found(part, path)
    if not isinstance(node, dict):
        return
    if node.get("format") in CONTACT_FORMATS:
        yield f"{path} (format {node['format']})"
    for word, part in node.items():
        if word in {"properties", "$defs"}:
            yield from _members(part, path, named=word == "properties")
        else:
            yield from _found(part, path)


def _members(parts: dict[str, Any], path: str, *, named: bool) -> Iterator[str]:
    for name, part in parts.items():
        below = f"{path}.{name}".lstrip(".")
        if named and CONTACT_WORDS & {word.lower() for word in _WORD.findall(name)}:
            yield below
        yield from _found(part, below)
