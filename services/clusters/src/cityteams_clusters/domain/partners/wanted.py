"""What worksheets look for and what they give, by organisation, and who need not be named to whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from cityteams_clusters.domain.partners.sheet import Sheet, words_of
from cityteams_contracts.values import OrganisationId, OrganisationKind, Participant, Resource

_K = OrganisationKind
_GIVERS = {
    Resource.TECHNOLOGY: {_K.COMPANY, _K.ACADEMIA},
    Resource.FUNDING: {_K.INVESTOR, _K.AGENCY},
    Resource.PILOT_SITE: {_K.MUNICIPALITY},
    Resource.POLICY: {_K.MUNICIPALITY, _K.AGENCY},
    Resource.STANDARDS: {_K.AGENCY, _K.COMPANY, _K.ACADEMIA},
    Resource.COMMUNITY: {_K.MUNICIPALITY, _K.NON_PROFIT},
    Resource.EXPERTISE: {_K.COMPANY, _K.ACADEMIA, _K.NON_PROFIT, _K.AGENCY},
    Resource.DATA: {_K.MUNICIPALITY, _K.COMPANY, _K.ACADEMIA, _K.AGENCY},
}
"""Who of a team usually is the one that gives what the team offers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need or an offer of one organisation, from one worksheet; `text` is what it says in words."""

    party: Participant
    sheet: Sheet
    resource: Resource
    text: str


def demands(sheets: Iterable[Sheet]) -> list[Wanted]:
    """What the organisation that hands a worksheet in looks for."""
    return [
        Wanted(sheet.speaker, sheet, need.kind, words_of(need, sheet.text))
        for sheet in sheets
        for need in sheet.needs
        if sheet.speaker
    ]


def supplies(sheets: Iterable[Sheet]) -> list[Wanted]:
    """What the participants of a worksheet give: those of a kind that gives such a thing, else who hands it in."""
    return [
        Wanted(party, sheet, offer.kind, words_of(offer, sheet.text))
        for sheet in sheets
        for offer in sheet.offers
        for party in _those_who_give(sheet, offer.kind)
    ]


def _those_who_give(sheet: Sheet, resource: Resource) -> tuple[Participant, ...]:
    usual = tuple(each for each in sheet.participants if each.kind in _GIVERS[resource])
    return usual or sheet.participants[:1]


def acquainted(sheets: Iterable[Sheet], apart: Iterable[frozenset[OrganisationId]]) -> set[frozenset[OrganisationId]]:
    """Pairs that need no naming: they are in one team, they were introduced, or one declined the other."""
    found = set(apart)
    for sheet in sheets:
        ids = [each.organisation_id for each in sheet.participants]
        found |= {frozenset((one, other)) for at, one in enumerate(ids) for other in ids[at + 1 :]}
    return found
