"""How many come, by kind of organisation and by country, told so that no single person can be read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5
"""Of fewer people than this no count is told in public."""


@dataclass(frozen=True, slots=True)
class Group:
    """A count; None where it is not told."""

    name: str
    number: int | None


def public_groups(counts: Mapping[str, int], fewest: int = FEWEST) -> Sequence[Group]:
    """The counts, the largest first; small ones are not told.

    When a single one is left out, the smallest of the others is, too: beside the total it could be worked out.
    """
    ordered = sorted(
        ((name, number) for name, number in counts.items() if number), key=lambda each: (-each[1], each[0])
    )
    hidden = {name for name, number in ordered if number < fewest}
    if len(hidden) == 1 or 0 < sum(number for name, number in ordered if name in hidden) < fewest:
        hidden |= {name for name, _ in [each for each in ordered if each[0] not in hidden][-1:]}
    return [Group(name, None if name in hidden else number) for name, number in ordered]


def all_groups(counts: Mapping[str, int]) -> Sequence[Group]:
    """Every count, for the secretariat."""
    return public_groups(counts, fewest=0)
