"""Where a printed name says that an organisation is: `Amsterdam, NY`, `Madison WI`, `Dundee, Scotland`."""

import re
from dataclasses import dataclass, replace

from cityteams_registration.domain.organisations.gazetteer import Gazetteer
from cityteams_registration.domain.organisations.text import plain
from cityteams_registration.domain.organisations.words import TIERS_BEFORE

_STATE_CODE, _LONGEST_CODE = 2, 3
_LONGEST = 4
"""Words of the longest state or country that may stand at the end without a comma."""


@dataclass(frozen=True)
class Where:
    """A country (ISO 3166-1), a region of it, and what else was said, nearest last; all may be unsaid."""

    country: str | None = None
    region: str | None = None
    within: tuple[str, ...] = ()

    def or_else(self, other: "Where") -> "Where":
        """This, with what it leaves unsaid taken from another that does not speak of another country."""
        if other.country and self.country and other.country != self.country:
            return self
        return Where(self.country or other.country, self.region or other.region, self.within or other.within)


def peeled(text: str, hint: str | None, gazetteer: Gazetteer) -> tuple[str, Where]:
    """The name alone, and where it is; `hint` is a country said elsewhere, which decides between readings."""
    parts = [part for part in (each.strip() for each in re.split(r"[,;]", text)) if part]
    if not parts:
        return text, Where()
    head, where = parts[0], Where()
    for part in reversed(parts[1:]):
        where = _narrower(where, part, head, hint, gazetteer)
    if not where.country:
        head, where = _without_comma(head, where, hint, gazetteer)
    return head, where


def _narrower(where: Where, part: str, head: str, hint: str | None, gazetteer: Gazetteer) -> Where:
    if where.country is not None:
        region = None if where.region else gazetteer.region(where.country, part)
        return replace(where, region=region) if region else replace(where, within=(*where.within, plain(part)))
    state, named = _state(part, hint, gazetteer), gazetteer.country(part)
    if state and named and named != state[0]:  # Georgia, and Jersey
        known = gazetteer.exact(plain(head), *state) or gazetteer.is_county(head, *state)
        at_home = known and not gazetteer.exact(plain(head), named)
        named = None if hint == state[0] or (hint is None and at_home) else named
    if named:
        return replace(where, country=named, region=gazetteer.region(named, part))
    if state:
        return replace(where, country=state[0], region=state[1])
    if part.isupper() and part in gazetteer.codes:
        return replace(where, country=part)
    return replace(where, within=(*where.within, plain(part)))


def _state(part: str, hint: str | None, gazetteer: Gazetteer) -> tuple[str, str] | None:
    countries = gazetteer.countries_of_region(part)
    if hint is not None and countries:
        countries = [hint] if hint in countries else []
    elif len(part) <= _LONGEST_CODE:  # NL is the Netherlands rather than Newfoundland, and CA California
        countries = [country for country in countries if country == "US"]
    found = [(country, code) for country in countries[:1] if (code := gazetteer.region(country, part))]
    return found[0] if found else None


def _without_comma(head: str, where: Where, hint: str | None, gazetteer: Gazetteer) -> tuple[str, Where]:
    words, whole = head.split(), bool(gazetteer.exact(plain(head), hint))
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        name, tail = " ".join(words[:-count]), " ".join(words[-count:])
        if whole and len(tail) != _STATE_CODE:
            continue  # New York, and Kansas City, end in no country
        if _is_a_place(tail, gazetteer) and not _is_unfinished(plain(name)):
            return name, _narrower(where, tail, name, hint, gazetteer)
    return head, where


def _is_a_place(tail: str, gazetteer: Gazetteer) -> bool:
    if len(tail.replace(".", "")) == _STATE_CODE and not tail.isupper():
        return False
    return bool(gazetteer.country(tail) or gazetteer.region("US", tail))


def _is_unfinished(name: str) -> bool:
    return name in TIERS_BEFORE or name.split()[-1:] in ([], ["of"], ["the"], ["de"], ["di"], ["do"], ["and"])
