"""Compares organisations by their names, and ranks those that one may be; the same whichever comes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cityteams_registration.domain.organisations import private, public
from cityteams_registration.domain.organisations.finding import Finding, ask, different
from cityteams_registration.domain.organisations.gazetteer import Gazetteer
from cityteams_registration.domain.organisations.names import Read
from cityteams_registration.domain.organisations.text import plain


@dataclass(frozen=True)
class Candidate:
    """An organisation that another one may be."""

    organisation_id: str
    finding: Finding


def compared(left: Read, right: Read, gazetteer: Gazetteer) -> Finding:
    """The verdict on two names, with its reasons; symmetric."""
    left, right = sorted((left, right), key=_order)
    if left.public and right.public:
        return public.compared(left, right, gazetteer)
    if left.public or right.public:
        return _of_two_sorts(left, right)
    return private.compared(left, right, gazetteer)


def ranked(one: Read, others: Mapping[str, Read], gazetteer: Gazetteer) -> list[Candidate]:
    """Those that it may be, the likeliest first; their order of arrival plays no part."""
    found = (Candidate(key, compared(one, other, gazetteer)) for key, other in others.items())
    return sorted(_likely(found), key=lambda each: (-each.finding.score, each.organisation_id))


def _likely(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    return (each for each in candidates if each.finding.is_likely)


def _of_two_sorts(left: Read, right: Read) -> Finding:
    one, other = left.organisation, right.organisation
    if plain(one.name) == plain(other.name):
        return ask(0.7, f"The names are the same; one is noted as {left.organisation.kind}, one as {other.kind}.")
    return different("One is a public body of a place, the other is not.")


def _order(one: Read) -> str:
    return one.organisation.model_dump_json()
