"""A gazetteer: the world's populated places by every name they go by, as a pure value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cityteams_registration.domain.organisations.text import plain
from cityteams_registration.domain.organisations.words import COUNTRY_WORDS

CITY_OF_THE_WORLD = 100_000
"""Inhabitants from which on a misspelled name without a country may still mean the place."""


REMEMBERED = 20_000
"""Misspelled names whose places are remembered; looking one up goes through every name of its country."""
_Within = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """A populated place of GeoNames; `region` is its first administrative division (ISO 3166-2 part where known)."""

    geonames_id: int
    name: str
    country: str
    region: str
    population: int
    latitude: float
    longitude: float

    @property
    def printed(self) -> str:
        """As a person would write it."""
        region = f", {self.region}" if self.country == "US" else ""
        return f"{self.name}{region}, {self.country}"


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Spots by falling population, which of them have a plain name, countries and regions by name, US counties."""

    spots: tuple[Spot, ...]
    names: Mapping[str, int | tuple[int, ...]]
    countries: Mapping[str, str]
    regions: Mapping[tuple[str, str], str]
    counties: frozenset[tuple[str, str, str]] = frozenset()
    _lists: dict[_Within, list[str]] = field(default_factory=dict, repr=False, compare=False)
    _nearest: dict[tuple[str, _Within], tuple[Spot, ...]] = field(default_factory=dict, repr=False, compare=False)

    def country(self, text: str) -> str | None:
        """The ISO 3166-1 code of a country's name (not of a code), or None."""
        words = plain(text)
        return COUNTRY_WORDS.get(words) or self.countries.get(words)

    def region(self, country: str, text: str) -> str | None:
        """The code of a state, province or nation of a country, by its code or name."""
        return self.regions.get((country, plain(text)))

    def countries_of_region(self, text: str) -> list[str]:
        """Countries that have a region of this name or code, the United States first."""
        words = plain(text)
        return [country for country in self._with_regions if (country, words) in self.regions]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The two-letter codes of all countries."""
        return frozenset(self.countries.values())

    @cached_property
    def state_names(self) -> dict[str, str]:
        """The states of the United States, plain, by code."""
        named = sorted((len(name), code, name) for (country, name), code in self.regions.items() if country == "US")
        return {code: name for _, code, name in named}

    @cached_property
    def _with_regions(self) -> list[str]:
        return sorted({country for country, _ in self.regions}, key=lambda country: (country != "US", country))

    def exact(self, name: str, country: str | None = None, region: str | None = None) -> tuple[Spot, ...]:
        """Places of this (plain) name; those called so today before those that only have it as another name."""
        found = [spot for spot in self._spots(name) if _lies_in(spot, country, region)]
        if country is not None:
            found.sort(key=lambda spot: plain(spot.name) != name)
        return tuple(found)

    def is_county(self, text: str, country: str, region: str) -> bool:
        """Whether a region has a county of this name, with or without the word."""
        return (country, region, county_key(text)) in self.counties

    def near(self, name: str, country: str | None = None, region: str | None = None) -> tuple[Spot, ...]:
        """Places whose name is a slip of the pen away, nearest first; short names forgive nothing."""
        if (name, (country, region)) not in self._nearest:
            if len(self._nearest) >= REMEMBERED:
                self._nearest.clear()
            self._nearest[name, (country, region)] = self._near(name, country, region)
        return self._nearest[name, (country, region)]

    def _near(self, name: str, country: str | None, region: str | None) -> tuple[Spot, ...]:
        allowed = slips_allowed(name)
        if not allowed:
            return ()
        listed = self._listed(country, region)
        hits = process.extract(name, listed, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        names = [hit for hit, _, _ in hits if hit[0] == name[0]]
        spots = [spot for hit in names for spot in self._spots(hit) if _lies_in(spot, country, region)]
        if country is None:
            spots = [spot for spot in spots if spot.population >= CITY_OF_THE_WORLD]
        return tuple(dict.fromkeys(spots))

    def _spots(self, name: str) -> Iterable[Spot]:
        return (self.spots[at] for at in numbers_of(self.names.get(name, ())))

    def _listed(self, country: str | None, region: str | None) -> list[str]:
        if (country, region) not in self._lists:
            least = CITY_OF_THE_WORLD if country is None else 0
            inside = (s for s in self.spots if s.population >= least and _lies_in(s, country, region))
            self._lists[country, region] = sorted({plain(spot.name) for spot in inside})
        return self._lists[country, region]


def numbers_of(entry: int | tuple[int, ...]) -> tuple[int, ...]:
    """The spots of a name; most names have one, which is kept without a tuple around it."""
    return (entry,) if isinstance(entry, int) else entry


def county_key(text: str) -> str:
    """A county's name without the word and without spaces: De Kalb and DeKalb are one."""
    return plain(text).removesuffix(" county").removeprefix("county of ").replace(" ", "")


def slips_allowed(name: str) -> int:
    """How many letters may be wrong, missing, doubled or swapped in a name of this length."""
    length = len(name.replace(" ", ""))
    return 0 if length < 5 else 1 if length < 8 else 2


def _lies_in(spot: Spot, country: str | None, region: str | None) -> bool:
    return country in (None, spot.country) and region in (None, spot.region)
