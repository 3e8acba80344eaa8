"""Names to match: the labelled pairs, a reader, and strategies for any."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from cityteams_contracts.registration import Organisation
from cityteams_contracts.values import OrganisationKind
from cityteams_registration.domain.organisations.finding import Finding
from cityteams_registration.domain.organisations.marks import marks_of
from cityteams_registration.domain.organisations.matcher import compared
from cityteams_registration.domain.organisations.names import Read, read
from cityteams_registration.domain.organisations.place import placed
from cityteams_registration.places import gazetteer

HERE = Path(__file__).parent
FILES = ("pairs.jsonl", "second.jsonl", "held_back.jsonl")


@dataclass(frozen=True)
class Pair:
    """Two spellings and what a person says of them."""

    left: Organisation
    right: Organisation
    same: bool

    @property
    def finding(self) -> Finding:
        """What the matcher says."""
        return compared(reading(self.left), reading(self.right), gazetteer())

    @property
    def share_a_mark(self) -> bool:
        """Whether the register would find one from the other."""
        left, right = (set(marks_of(placed(each, gazetteer()))) for each in (self.left, self.right))
        return bool(left & right)


def pairs(file: str) -> Iterator[Pair]:
    """The labelled pairs of a file."""
    for line in (HERE / file).read_text("utf-8").splitlines():
        row = json.loads(line)
        left, right = (organisation(row[side], row["kind"]) for side in ("left", "right"))
        yield Pair(left, right, row["same"])


def organisation(
    name: str,
    kind: str = "municipality",
    country: str | None = None,
    city: str | None = None,
    website: str | None = None,
) -> Organisation:
    """An organisation as a form gives it."""
    return Organisation(name=name, kind=OrganisationKind(kind), country=country, city=city, website=website)


def reading(given: Organisation) -> Read:
    """Its name as it is read."""
    return read(given, gazetteer())


def verdict(left: str, right: str, kind: str = "municipality") -> str:
    """What the matcher says of two names."""
    return compared(reading(organisation(left, kind)), reading(organisation(right, kind)), gazetteer()).verdict


NAMES = sorted({each.name for file in FILES for pair in pairs(file) for each in (pair.left, pair.right)})
_LETTERS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40)
ORGANISATIONS = st.builds(
    organisation,
    st.integers(0, len(NAMES) - 1).map(lambda at: NAMES[at]) | _LETTERS.filter(lambda text: bool(text.strip())),
    st.sampled_from([kind.value for kind in OrganisationKind]),
    st.sampled_from((None, "US", "NL", "GB")),
    st.sampled_from((None, "Amsterdam, NY", "Portland")),
    st.sampled_from((None, "https://example.org", "https://www.example.com/about")),
)
