"""Marks: short keys of a name under which its likely duplicates are found, so that nobody compares all with all."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from cityteams_contracts.registration import Organisation
from cityteams_contracts.values import OrganisationKind
from cityteams_registration.domain.organisations.text import ASIDE, initials, plain
from cityteams_registration.domain.organisations.words import COMMON, LEGAL, SAME_WORD, SMALLEST, STOP

MARKS = 14
"""Marks that one name has at most."""
_LETTERS, _TELLING, _PAIRS = 3, 4, 3
_ACRONYM = range(2, 8)


@lru_cache(maxsize=1024)
def marks_of(organisation: Organisation) -> tuple[str, ...]:
    """The marks of what is known of an organisation, each once; two spellings of one name share at least one.

    Start and end of every telling word (a slip of the pen leaves one of the two alone), neighbouring common words,
    the initials of the whole, what stands in brackets, and the place.
    """
    return tuple(dict.fromkeys(_marks(organisation)))[:MARKS]


def _marks(organisation: Organisation) -> Iterator[str]:
    if organisation.place is not None:
        yield f"@{organisation.place.geonames_id}"
    name = ASIDE.sub(" ", organisation.name).strip() or organisation.name
    if organisation.kind is OrganisationKind.MUNICIPALITY:
        name = name.partition(",")[0] or name  # what follows is a state or country, which thousands share
    yield from (f"={plain(aside).replace(' ', '')}" for aside in ASIDE.findall(organisation.name)[:1])
    words = [SAME_WORD.get(word, word) for word in plain(name).split()]
    heavy = [word for word in words if word not in STOP and word not in LEGAL] or words
    yield from _shortened(words, heavy)
    telling = [word for word in heavy if word not in COMMON and not word.isdigit()]
    for word in telling[:_TELLING]:
        yield f"{word[:_LETTERS]}-"
        yield f"-{word[-_LETTERS:]}"
    common = [word[:_LETTERS] for word in heavy if word in COMMON]
    yield from (f"{one}+{other}" for one, other in list(pairwise(common))[:_PAIRS])
    if not telling and len(heavy) == 1:
        yield f"{heavy[0][:_LETTERS]}-"


def _shortened(words: list[str], heavy: list[str]) -> Iterator[str]:
    if len(heavy) == 1:
        yield f"={heavy[0]}"
    for full in (heavy, words, [word for word in words if word not in SMALLEST]):
        if len(full) in _ACRONYM:
            yield f"={initials(full)}"
