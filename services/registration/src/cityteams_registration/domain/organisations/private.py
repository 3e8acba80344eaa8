"""Companies, universities, associations: when two of their names mean one."""

import re
from collections import Counter

from cityteams_registration.domain.organisations.finding import Finding, ask, different, same
from cityteams_registration.domain.organisations.gazetteer import Gazetteer
from cityteams_registration.domain.organisations.names import Read
from cityteams_registration.domain.organisations.slips import abbreviated, misspelled, slips
from cityteams_registration.domain.organisations.text import initials, plain
from cityteams_registration.domain.organisations.words import COMMON, GENERIC, SAME_WORD, SMALLEST, STOP

_HOST = re.compile(r"^(?:https?:)?(?://)?(?:www\.)?(?P<host>[^/:?#@\s]+)")
_SHORTEST = 8
"""Letters from which on names that differ only in their spaces may have a slip, too."""
_REGIONS = frozenset("america asia europe emea apac north worldwide global international".split())


def compared(left: Read, right: Read, gazetteer: Gazetteer) -> Finding:
    """Two names of private bodies."""
    if Counter(left.core) == Counter(right.core):
        return _of_one_name(left, right)
    return (
        _shortened(left, right)
        or _longer(left, right, gazetteer)
        or _with_slips(left, right, gazetteer)
        or _at_one_address(left, right)
        or different(f"“{left.organisation.name}” and “{right.organisation.name}” are two names.")
    )


def host(website: str | None) -> str | None:
    """The host of a web address without its www, or None."""
    if not website:
        return None
    found = _HOST.match(website.casefold())
    return found["host"] if found else None


def _of_one_name(left: Read, right: Read) -> Finding:
    doubts = _doubts(left, right)
    if doubts:
        return ask(0.9, "The names are the same but for small words.", *doubts)
    return same("The names are the same but for small words.")


def _doubts(left: Read, right: Read) -> list[str]:
    one, other = left.organisation, right.organisation
    countries = {each for each in (left.where.country, right.where.country) if each}
    sites = {each for each in (host(one.website), host(other.website)) if each}
    doubts = []
    if left.core != right.core:  # the University of Washington is not Washington University
        doubts.append("Their words stand in another order.")
    if len(countries) > 1:
        doubts.append(f"They are in different countries: {' and '.join(sorted(countries))}.")
    if len(sites) > 1:
        doubts.append(f"They have different web sites: {' and '.join(sorted(sites))}.")
    if one.kind is not other.kind:
        doubts.append(f"One is noted as {min(one.kind, other.kind)}, one as {max(one.kind, other.kind)}.")
    if set(left.core) <= COMMON and not (left.where.country and right.where.country):
        doubts.append("Many organisations are called so, and the country is not said of both.")
    return doubts


def _shortened(left: Read, right: Read) -> Finding | None:
    if _without_spaces(left) & _without_spaces(right):
        return ask(0.97, "The names differ only in their spaces, or in words that a company often leaves out.")
    for one, other in ((left, right), (right, left)):
        known_as = {aside.replace(" ", "") for aside in one.asides}
        if other.joined in known_as or plain(other.organisation.name) in one.asides:
            return ask(0.95, f"“{other.organisation.name}” stands in brackets in the other name.")
    if word := abbreviated(left.core, right.core):
        return ask(0.85, f"“{word.upper()}” may stand for the words of the other name.")
    if word := _initialism(left, right) or _initialism(right, left):
        return ask(0.85, f"“{word}” may stand for the words of the other name.")
    return None


def _without_spaces(one: Read) -> set[str]:
    bare = "".join(word for word in one.printed if word not in GENERIC)
    return {one.joined, "".join(SAME_WORD.get(word, word) for word in one.printed), bare} - {""}


def _initialism(short: Read, full: Read) -> str | None:
    words = plain(full.organisation.name).split()
    named = plain(short.organisation.name)
    heavy = [word for word in words if word not in SMALLEST]
    forms = {initials(words), initials(heavy), initials(word for word in words if word not in STOP)}
    return short.organisation.name if len(named) > 2 and named in forms else None  # GE proves nothing


def _longer(left: Read, right: Read, gazetteer: Gazetteer) -> Finding | None:
    short, full = sorted((left, right), key=lambda each: len(each.core))
    more = Counter(full.core) - Counter(short.core)
    if Counter(short.core) - Counter(full.core) or set(short.core) <= COMMON:
        return None
    if not all(word in GENERIC or word in _REGIONS or gazetteer.country(word) for word in more):
        return None
    return ask(0.88, f"One name only adds “{' '.join(more)}”.")


def _with_slips(left: Read, right: Read, gazetteer: Gazetteer) -> Finding | None:
    spellings = ((left.core, right.core), (left.printed, right.printed), (left.distinctive, right.distinctive))
    wrong = next((count for one, other in spellings if (count := misspelled(one, other, gazetteer))), None)
    if wrong is None and len(left.core) != len(right.core) and min(len(left.joined), len(right.joined)) >= _SHORTEST:
        wrong = slips(left.joined, right.joined)
    if wrong is None:
        return None
    return ask(0.9 - 0.05 * wrong, f"The names differ by {wrong} letter{'s' if wrong > 1 else ''}.")


def _at_one_address(left: Read, right: Read) -> Finding | None:
    site = host(left.organisation.website)
    if site and site == host(right.organisation.website):
        return ask(0.8, f"Both have the web site {site}.")
    return None
