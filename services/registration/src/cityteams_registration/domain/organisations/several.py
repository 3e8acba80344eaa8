"""Several public bodies in one entry, as in `Zaria & Jama’a Local Governments, Nigeria`."""

import re

_MANY = re.compile(
    r"^(?P<names>.+?)\s+(?P<what>local governments|counties|cities|municipalities|towns|districts|provinces|states)"
    r"(?P<rest>\s*,.*)?$",
    re.IGNORECASE,
)
_ONE = {
    "local governments": "Local Government", "counties": "County", "cities": "City", "municipalities": "Municipality",
    "towns": "Town", "districts": "District", "provinces": "Province", "states": "State",
}  # fmt: skip
_OR_STATE = re.compile(r"^(?P<name>.+?[\s,]+)(?P<first>[A-Z]{2})(?P<others>(?:\s*(?:/|&|and)\s*[A-Z]{2})+)$")
_LISTED = re.compile(r"\s*(?:,|&|\band\b|/)\s*")


def several(name: str) -> tuple[str, ...]:
    """The names in an entry, each written out; one name that only looks like several stays one."""
    if found := _MANY.match(name):
        names = [each for each in _LISTED.split(found["names"]) if each]
        if len(names) > 1:
            return tuple(f"{each} {_ONE[found['what'].lower()]}{found['rest'] or ''}" for each in names)
    if found := _OR_STATE.match(name):
        states = [found["first"], *(each for each in _LISTED.split(found["others"]) if each)]
        return tuple(f"{found['name']}{state}" for state in states)
    spellings = [each.strip() for each in name.split(" / ")]
    return tuple(each for each in spellings if each) or (name,)
