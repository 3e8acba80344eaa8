"""Two registrations that may be one person: names that differ in spelling alone."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from unicodedata import category, normalize

_SHORT = 5
"""Letters; in names no longer than this one letter makes another person."""


def look_alikes(names: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Pairs of ids whose names are the same words in any order, but for accents, case and one letter.

    Only people whose names share a word, or begin alike, are compared: the list may be long.
    """
    groups: dict[str, list[str]] = {}
    for person, name in sorted(names.items()):
        words = _words(name)
        for key in {*words, "".join(words)[:4]}:
            groups.setdefault(key, []).append(person)
    pairs = {pair for group in groups.values() if len(group) <= 50 for pair in combinations(group, 2)}
    return sorted(pair for pair in pairs if _alike(_words(names[pair[0]]), _words(names[pair[1]])))


def _words(name: str) -> tuple[str, ...]:
    bare = "".join(sign for sign in normalize("NFKD", name.casefold()) if category(sign) != "Mn")
    return tuple(sorted(re.findall(r"\w+", bare)))


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    whole, others = "".join(one), "".join(other)
    return one == other or (min(len(whole), len(others)) > _SHORT and _one_letter(whole, others))


def _one_letter(one: str, other: str) -> bool:
    """Whether one letter more, less or other is all the difference."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = [a == b for a, b in zip(one, other, strict=False)]
    at = next((place for place, alike in enumerate(same) if not alike), len(same))
    tails = ((one[at + 1 :], other[at + 1 :]), (one[at:], other[at + 1 :]), (one[at + 1 :], other[at:]))
    return any(a == b for a, b in tails)
