"""The performance targets of a worksheet as suggestions: which indicators of the catalogue they may mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cityteams_contracts.registration import Target
from cityteams_portal.domain.kpis import Indicator

_WORD = re.compile(r"\w{4,}")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A target of the worksheet with the indicators that share words with it, the likeliest first."""

    target: Target
    indicators: tuple[Indicator, ...]


def suggestions(targets: Sequence[Target], catalogue: Sequence[Indicator]) -> tuple[Suggestion, ...]:
    """For each target up to three indicators; a person decides."""
    words = [(each, _words(f"{each.definition.title} {each.definition.description}")) for each in catalogue]
    return tuple(Suggestion(target, _near(_words(target.name), words)) for target in targets)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:6] for word in _WORD.findall(text))


def _near(wanted: frozenset[str], words: Sequence[tuple[Indicator, frozenset[str]]]) -> tuple[Indicator, ...]:
    shared = sorted(
        ((-len(wanted & each), it.code, it) for it, each in words if wanted & each), key=lambda one: one[:2]
    )
    return tuple(it for _, _, it in shared[:_MOST])
