"""JSON that two readers could read differently is no message."""

import json
from typing import Any


def ambiguity(body: bytes) -> str:
    """What is ambiguous about a JSON text: a name twice in one object, or a number that JSON does not have; else ''."""
    try:
        json.loads(body, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        return str(wrong)
    return ""


def _once(pairs: list[tuple[str, Any]]) -> None:
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a name appears twice in one object")


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number in JSON")
