"""How a draft grows: field by field, each with its revision, so that two people who type lose nothing of either."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

LARGEST_DRAFT = 200_000
"""Bytes of all values of a draft as JSON."""
MOST_FIELDS = 80
TOO_LARGE, TOO_MANY, MALFORMED = "the-draft-is-full", "the-draft-has-too-many-fields", "the-field-is-malformed"


@dataclass(frozen=True)
class Typed:
    """One field: what it holds, since which revision, from whom, in which browser window and turn of it, and when."""

    value: Any
    revision: int
    by: str
    at: datetime
    device: str = ""
    turn: int = 0


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed to something different after the revision that was typed upon."""

    field: str
    yours: Any
    theirs: Typed


@dataclass(frozen=True)
class Hand:
    """Who types, in which window, on top of which revision and when; `turn` counts what the window has sent."""

    by: str
    at: datetime
    on: int
    device: str = ""
    turn: int = 0

    def goes_on(self, before: Typed) -> bool:
        """Whether this is the same window, and not something it sent earlier that a slow replica hands in late."""
        return (self.by, self.device) == (before.by, before.device) and self.turn >= before.turn


@dataclass
class Merged:
    """What became of a save: the fields as they are now, and what was kept, is in conflict, or could not be kept."""

    fields: dict[str, Typed]
    revision: int
    saved: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def merge(fields: Mapping[str, Typed], revision: int, changes: Mapping[str, Any], hand: Hand) -> Merged:
    """Keeps every change that nobody else's stands against and that there is room for, whatever the others are."""
    merged = Merged(dict(fields), revision)
    room = LARGEST_DRAFT - sum(_size(each.value) for each in fields.values())
    for name in sorted(changes, key=lambda name: (_size(changes[name]), name)):  # a large one never loses the small
        room -= _keep(merged, name, changes[name], hand, room)
    if any(each.revision > revision for each in merged.fields.values()):
        merged.revision = revision + 1
    merged.saved.sort(key=list(changes).index)
    return merged


def _keep(merged: Merged, name: str, value: Any, hand: Hand, room: int) -> int:
    """Keeps one change if it may be; returns how many bytes it takes more than what was there."""
    before = merged.fields.get(name)
    if before is not None and before.value == value and type(before.value) is type(value):
        merged.saved.append(name)
        return 0
    if before is not None and before.revision > hand.on and not hand.goes_on(before):
        merged.clashes.append(Clash(name, value, before))
        return 0
    more = _size(value) - (_size(before.value) if before is not None else 0)
    if reason := _refusal(merged, name, value, more, room):
        merged.refused[name] = reason
        return 0
    merged.fields[name] = Typed(value, merged.revision + 1, hand.by, hand.at, hand.device, hand.turn)
    merged.saved.append(name)
    return more


def _refusal(merged: Merged, name: str, value: Any, more: int, room: int) -> str | None:
    if _size(value) < 0:
        return MALFORMED
    if more > max(room, 0):
        return TOO_LARGE
    return TOO_MANY if name not in merged.fields and len(merged.fields) >= MOST_FIELDS else None


def _size(value: Any) -> int:
    """Bytes of a value as JSON; -1 for what JSON cannot hold."""
    try:
        return len(json.dumps(value, ensure_ascii=False, allow_nan=False).encode())
    except (ValueError, TypeError, RecursionError):
        return -1


def values_of(fields: Mapping[str, Typed]) -> dict[str, Any]:
    """What the fields hold."""
    return {name: each.value for name, each in fields.items()}
