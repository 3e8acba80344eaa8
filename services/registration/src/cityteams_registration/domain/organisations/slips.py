"""Slips of the pen: which two spellings may be one word."""

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from cityteams_registration.domain.organisations.gazetteer import Gazetteer, slips_allowed
from cityteams_registration.domain.organisations.text import initials
from cityteams_registration.domain.organisations.words import COMMON, SIDES

_WHOLE_SHORTEST, _PART_SHORTEST = 3, 2
"""Letters that an acronym of a whole name, and of a part of one, needs at least."""
_WORDS_AT_MOST = 2
"""Words in which two names may have slips at the same time."""


def slips(left: str, right: str) -> int | None:
    """How many letters two words differ by, or None when that is too much for a slip, or touches the first letter."""
    allowed = slips_allowed(min(left, right, key=len))
    distance = OSA.distance(left, right, score_cutoff=allowed)
    return distance if distance <= allowed and left[:1] == right[:1] else None


def misspelled(left: Sequence[str], right: Sequence[str], gazetteer: Gazetteer) -> int | None:
    """By how many letters two names differ when the rest is the same, word for word; None when they are two names."""
    mine, theirs = _rest(left, right), _rest(right, left)
    if len(mine) != len(theirs) or not 0 < len(mine) <= _WORDS_AT_MOST:
        return None
    found = [_slip(one, other, gazetteer) for one, other in zip(mine, theirs, strict=True)]
    counted = [each for each in found if each is not None]
    return sum(counted) if len(counted) == len(found) else None


def _slip(left: str, right: str, gazetteer: Gazetteer) -> int | None:
    if min(len(left), len(right)) == 1:
        return 1 if left[0] == right[0] else None  # N. Carolina
    if {left, right} & SIDES or {left, right} <= COMMON or any(sign.isdigit() for sign in left + right):
        return None
    one, other = gazetteer.exact(left), gazetteer.exact(right)
    if one and other and one[0] != other[0]:
        return None
    return slips(left, right)


def _rest(these: Sequence[str], those: Sequence[str]) -> list[str]:
    return list((Counter(these) - Counter(those)).elements())


def abbreviated(left: Sequence[str], right: Sequence[str]) -> str | None:
    """The word of one name that stands for several of the other: IBM, or the TU of TU Delft."""
    for short, full in ((left, right), (right, left)):
        found = (word for at, word in enumerate(short) if _stands_for(word, short[:at], short[at + 1 :], full))
        if word := next(found, None):
            return word
    return None


def _stands_for(word: str, before: Sequence[str], after: Sequence[str], full: Sequence[str]) -> bool:
    run = full[len(before) : len(full) - len(after)]
    least = _PART_SHORTEST if before or after else _WHOLE_SHORTEST
    if len(word) < least or len(run) < _PART_SHORTEST or word != initials(run):
        return False
    return list(full[: len(before)]) == list(before) and list(full[len(full) - len(after) :]) == list(after)
