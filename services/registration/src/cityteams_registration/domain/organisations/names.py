"""An organisation's name as it is read: what is the name itself, what kind of body, and where."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from cityteams_contracts.registration import Organisation
from cityteams_contracts.values import OrganisationKind
from cityteams_registration.domain.organisations.gazetteer import Gazetteer, Spot
from cityteams_registration.domain.organisations.text import ASIDE, plain, words_of
from cityteams_registration.domain.organisations.where import Where, peeled
from cityteams_registration.domain.organisations.words import (
    COMMON,
    GENERIC,
    LEGAL,
    SAME_WORD,
    STOP,
    TIERS_AFTER,
    TIERS_BEFORE,
    Tier,
)

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHRASES = {"district of columbia": "Washington, DC", "nyc": "New York City, NY", "cdmx": "Mexico City, Mexico"}
_FINE = {Tier.UNSAID, Tier.CITY, Tier.DISTRICT}
"""Tiers whose seat is a populated place by that name; a county's or a state's name is not its town's."""
_WEAK_ENDINGS = {"city", "town", "village", "state", "region", "district", "port", "ward", "borough", "co", "council",
                 "government", "municipal", "township", "parish", "locality", "province"}  # fmt: skip
_CITY_OF_NOTE, _SHORTEST_CITY = 100_000, 4


@dataclass(frozen=True)
class Read:
    """A name that was read: `core` are its telling words in one language, `printed` as they stand there.

    `spots` are the places that it may mean, the likeliest first, and `guess` those that it may mean if misspelled.
    """

    organisation: Organisation
    public: bool
    tier: Tier
    core: tuple[str, ...]
    printed: tuple[str, ...]
    asides: tuple[str, ...]
    where: Where
    spots: tuple[Spot, ...] = ()
    guess: tuple[Spot, ...] = ()

    @property
    def joined(self) -> str:
        """The telling words without the spaces between them."""
        return "".join(self.printed)

    @property
    def distinctive(self) -> tuple[str, ...]:
        """The telling words without those that companies often leave out; all of them when nothing else is left."""
        return tuple(word for word in self.core if word not in GENERIC) or self.core

    @property
    def spot(self) -> Spot | None:
        """The place that it most likely means."""
        return next(iter(self.spots or self.guess), None)


@lru_cache(maxsize=8192)
def read(organisation: Organisation, gazetteer: Gazetteer) -> Read:
    """Reads a name with what else is said of the organisation; what was read lately is remembered."""
    name = _PHRASES.get(plain(organisation.name), _ADDRESS.sub(" ", organisation.name).strip() or organisation.name)
    said = Where(organisation.country)
    asides = [aside for aside in ASIDE.findall(name) if plain(aside)]
    for aside in asides:
        if country := gazetteer.country(aside):
            said = Where(country)
    others = tuple(plain(aside) for aside in asides if not gazetteer.country(aside))
    bare = ASIDE.sub(" ", name).strip() or name
    if organisation.city:
        said = peeled(organisation.city, said.country, gazetteer)[1].or_else(said)
    if _is_public(organisation.kind, bare):
        return _public(organisation, bare, others, said, gazetteer)
    return _private(organisation, bare, others, said, gazetteer)


def tier_of(text: str) -> tuple[Tier, str]:
    """Which kind of body a (plain) name speaks of, and the name without the words that say so."""
    words = _unprefixed(text)
    tier = TIERS_BEFORE[_before(text) or _before(text.removeprefix("the "))] if words != text else Tier.UNSAID
    ending = _after(words)
    if ending and ending != words:
        words = words[: -len(ending) - 1]
        tier = TIERS_AFTER[ending] if tier is Tier.UNSAID else tier
    return tier, words


def _before(words: str) -> str:
    return max((start for start in TIERS_BEFORE if words.startswith(f"{start} ")), key=len, default="")


def _after(words: str) -> str:
    return max((end for end in TIERS_AFTER if words.endswith(f" {end}")), key=len, default="")


def _is_public(kind: OrganisationKind, name: str) -> bool:
    if kind is OrganisationKind.MUNICIPALITY:
        return True
    words = plain(name.partition(",")[0])
    words = words.removeprefix("the ") if _before(words.removeprefix("the ")) else words
    ending = _after(words)
    said = _before(words) or (ending and ending not in _WEAK_ENDINGS)
    return bool(said) and kind is not OrganisationKind.ACADEMIA


def _public(organisation: Organisation, name: str, asides: tuple[str, ...], said: Where, gazetteer: Gazetteer) -> Read:
    head, where = peeled(name, said.country, gazetteer)
    where = where.or_else(said)
    tier, words = tier_of(_written_out(plain(head)))
    if "port" in asides:
        tier = Tier.PORT
    if tier is Tier.PROVINCE and where.country in (None, "US") and (state := gazetteer.region("US", words)):
        where = where.or_else(Where("US", state))
    spots, guess = _meant(plain(head), words, where, gazetteer) if tier in _FINE else ((), ())
    if spots and not gazetteer.exact(words, where.country, where.region):
        words = _unprefixed(plain(head))  # Cape Town is not Cape
    printed = tuple(words.split())
    core = tuple(word for word in printed if word not in STOP) or printed
    return Read(organisation, True, tier, core, printed, asides, where, spots, guess)


def _unprefixed(words: str) -> str:
    words = words.removeprefix("the ") if _before(words.removeprefix("the ")) else words
    start = _before(words)
    return words[len(start) + 1 :] if start else words


def _written_out(words: str) -> str:
    return " ".join(SAME_WORD.get(word, word) for word in words.split())


def _meant(full: str, words: str, where: Where, gazetteer: Gazetteer) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    for name in (full, _unprefixed(full), words):
        if spots := gazetteer.exact(name, where.country, where.region):
            return spots, ()
    return (), gazetteer.near(words, where.country, where.region)


def _private(organisation: Organisation, name: str, asides: tuple[str, ...], said: Where, gazetteer: Gazetteer) -> Read:
    head, country = name, None
    if "," in name and (country := gazetteer.country(name.rpartition(",")[2])):
        head = name.rpartition(",")[0]
    elif " - " in name and (country := gazetteer.country(name.rpartition(" - ")[2])):
        head = name.rpartition(" - ")[0]
    words = _states_written_out(head, organisation.kind, gazetteer)
    telling = tuple(word for word in words if word not in STOP and word not in LEGAL) or tuple(words)
    core = tuple(_in_english(SAME_WORD.get(word, word), gazetteer) for word in telling)
    return Read(organisation, False, Tier.UNSAID, core, telling, asides, Where(country).or_else(said))


def _states_written_out(name: str, kind: OrganisationKind, gazetteer: Gazetteer) -> list[str]:
    if kind in (OrganisationKind.COMPANY, OrganisationKind.INVESTOR):
        return plain(name).split()
    words, printed = list[str](), [word for word in name.split() if words_of(word)]
    for word, following in zip_longest(printed, printed[1:], fillvalue=""):
        is_state = word in gazetteer.state_names and SAME_WORD.get(plain(following), plain(following)) in COMMON
        words += (gazetteer.state_names[word] if is_state else plain(word)).split()  # NC State, but UT Austin
    return words or plain(name).split()


def _in_english(word: str, gazetteer: Gazetteer) -> str:
    if word in COMMON or word in LEGAL or len(word) < _SHORTEST_CITY:
        return word
    spots = gazetteer.exact(word)
    noted = spots and spots[0].population >= _CITY_OF_NOTE and len(words_of(spots[0].name)) == 1
    return plain(spots[0].name) if noted else word
