"""The soft aims of formation and what each is worth: the one published table that every score and every reason uses."""

from dataclasses import asdict, dataclass, fields

MOST = 1000
"""No weight is larger: sums then stay far below what the kernels' whole numbers hold."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Points per aim, all whole numbers from 0 to 1,000, so that reasons add up to scores exactly."""

    similarity: int = 100
    """A member whose challenge is the very same as the lead's; proportionally less, rounded down, for less alike."""
    seat: int = 30
    """Taken off for every member: nobody is added who brings less."""
    sector: int = 10
    """A member whose worksheet names the lead's sector."""
    need: int = 25
    """Each need of the lead that some member's offers cover, counted once."""
    reciprocity: int = 8
    """Each need of a member that the lead's offers cover, at most three a member."""
    kind: int = 12
    """Each of industry, research and society that is present among the members."""
    region: int = 6
    """Each member whose region is as the lead wishes: the same, or another."""
    balance: int = 15
    """A team in a sector that has fewer teams than its share of the portfolio."""

    def __post_init__(self) -> None:
        for each in fields(self):
            points = getattr(self, each.name)
            if not isinstance(points, int) or isinstance(points, bool) or not 0 <= points <= MOST:
                raise ValueError(f"weights.{each.name} is {points!r}; give a whole number from 0 to {MOST}")

    def table(self) -> dict[str, int]:
        """Aim and points, as they are published and recorded with every run."""
        return asdict(self)


RECIPROCAL_NEEDS = 3
"""More needs of one member that the lead covers count no further."""
