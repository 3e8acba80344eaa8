"""A run of partner matching: from the worksheets of a round to a list for every organisation, fair and with reasons."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from cityteams_clusters.domain.partners.best import NEAR, Found, best_of_all
from cityteams_clusters.domain.partners.flow import Choice, Edges
from cityteams_clusters.domain.partners.market import Market
from cityteams_clusters.domain.partners.meaning import Words
from cityteams_clusters.domain.partners.pairs import WEIGHTS, Sides, reasons_of
from cityteams_clusters.domain.partners.run import OpenRun, PartnerList
from cityteams_clusters.domain.partners.sheet import Sheet
from cityteams_clusters.domain.partners.wanted import Wanted, acquainted, demands, supplies
from cityteams_contracts import Event
from cityteams_contracts.clusters import PartnersMatched, PartnersRanked, Reason, SuggestedPartner
from cityteams_contracts.clusters.partners import MatchingLimits
from cityteams_contracts.values import Code, OrganisationId, OrganisationKind, Participant, Resource

MATCHER = "partners-2"
"""Another version may give other lists; the same one never does."""
_AT_ONCE = 4096

Lists = dict[OrganisationId, tuple[SuggestedPartner, ...]]


@dataclass(frozen=True, slots=True)
class Pool:
    """Everything a run reads: accepted worksheets of the round, what their texts mean, and who is kept apart."""

    sheets: Sequence[Sheet]
    words: Words = field(default_factory=Words.unread)
    apart: frozenset[frozenset[OrganisationId]] = frozenset()


@dataclass(frozen=True, slots=True)
class Matched:
    """The outcome: partners and clients by organisation, best first, and how good the choice is."""

    organisations: dict[OrganisationId, Participant]
    partners: Lists
    clients: Lists
    sides: Sides
    edges: Edges
    choice: Choice


def matched(pool: Pool, limits: MatchingLimits, near: int = NEAR) -> Matched:
    """The best lists within the limits; the order of the worksheets changes nothing."""
    sheets = sorted(pool.sheets, key=lambda sheet: sheet.worksheet_id)
    needs, offers = demands(sheets), supplies(sheets)
    read = [(wanted, pool.words.of([each.text for each in wanted])) for wanted in (needs, offers)]
    sides = Sides.of(read[0], read[1])
    apart = sides.apart(acquainted(sheets, pool.apart))
    found = best_of_all(Market.of(sides.need, sides.offer, apart, len(sides.organisations)), limits, near)
    partners, clients = _lists(sides, found)
    organisations = {each.organisation_id: each for sheet in sheets for each in sheet.participants}
    return Matched(organisations, partners, clients, sides, found.edges, found.choice)


def _lists(sides: Sides, found: Found) -> tuple[Lists, Lists]:
    partners: dict[OrganisationId, list[SuggestedPartner]] = defaultdict(list)
    clients: dict[OrganisationId, list[SuggestedPartner]] = defaultdict(list)
    for start in range(0, len(found.choice.taken), _AT_ONCE):
        taken = found.choice.taken[start : start + _AT_ONCE]
        asking, giving = sides.need.rows(found.need_at[taken]), sides.offer.rows(found.offer_at[taken])
        for need, offer, reasons in zip(asking.wanted, giving.wanted, reasons_of(asking, giving), strict=True):
            partners[need.party.organisation_id].append(_suggested(offer, need.resource, reasons))
            if offer.party.kind is not OrganisationKind.MUNICIPALITY:
                clients[offer.party.organisation_id].append(_suggested(need, need.resource, reasons))
    return _best_first(partners), _best_first(clients)


def _suggested(theirs: Wanted, resource: Resource, reasons: tuple[Reason, ...]) -> SuggestedPartner:
    return SuggestedPartner(
        organisation_id=theirs.party.organisation_id,
        name=theirs.party.name,
        kind=theirs.party.kind,
        worksheet_id=theirs.sheet.worksheet_id,
        resource=resource,
        score=sum(reason.weight for reason in reasons),
        reasons=reasons,
    )


def _best_first(lists: dict[OrganisationId, list[SuggestedPartner]]) -> Lists:
    return {
        name: tuple(sorted(them, key=lambda one: (-one.score, one.organisation_id))) for name, them in lists.items()
    }


def decide_matching(asked: OpenRun, pool: Pool, before: Iterable[PartnerList], now: datetime) -> list[Event]:
    """A list for every organisation whose list is another than before, and at the end the run."""
    found = matched(pool, asked.limits)
    run = PartnersMatched(
        run_id=asked.run_id,
        round_id=asked.round_id,
        limits=asked.limits,
        matcher=MATCHER,
        text_model=pool.words.model,
        snapshot=_fingerprint(pool, asked.limits),
        organisations=len(found.organisations),
        pairs=len(found.choice.taken),
        score=found.choice.score,
        bound=found.choice.bound,
        without=len(_possible(found)[0] - found.partners.keys()),
        weights=WEIGHTS,
        matched_at=now,
    )
    return [*_news(asked, found, {each.organisation_id: each for each in before}, now), run]


def _possible(found: Matched) -> tuple[set[OrganisationId], set[OrganisationId]]:
    """Who could be named somebody, and who could be named to somebody."""
    sides = (found.edges.seeker, found.edges.giver)
    seekers, givers = ({found.sides.organisations[one] for one in np.unique(side).tolist()} for side in sides)
    return seekers, givers


def _news(
    asked: OpenRun, found: Matched, before: dict[OrganisationId, PartnerList], now: datetime
) -> Iterable[PartnersRanked]:
    seekers, givers = _possible(found)
    asking = {each.party.organisation_id for each in found.sides.need.wanted}
    giving = {each.party.organisation_id for each in found.sides.offer.wanted}
    for name in sorted({*found.organisations, *before}):
        party = found.organisations.get(name)
        partners, clients = found.partners.get(name, ()), found.clients.get(name, ())
        about: list[Code] = []
        if not partners:
            about.append(_why(name, asking, seekers, "no-need-is-named", "nobody-offers-what-is-needed"))
        if party and party.kind is OrganisationKind.MUNICIPALITY:
            about.append("a-municipality-gets-no-clients")
        elif not clients:
            about.append(_why(name, giving, givers, "nothing-is-offered", "nobody-needs-what-is-offered"))
        ranked = PartnersRanked(
            organisation_id=name,
            run_id=asked.run_id,
            round_id=asked.round_id,
            partners=partners,
            clients=clients,
            about=tuple(about),
            ranked_at=now,
        )
        if name not in before or not before[name].says(ranked):
            yield ranked


def _why(
    name: OrganisationId, listed: set[OrganisationId], possible: set[OrganisationId], nothing: Code, nobody: Code
) -> Code:
    if name not in listed:
        return nothing
    return "others-were-closer" if name in possible else nobody


def _fingerprint(pool: Pool, limits: MatchingLimits) -> str:
    digest = hashlib.sha256()
    for sheet in sorted(pool.sheets, key=lambda one: one.worksheet_id):
        wanted = [[each.kind, each.text] for each in (*sheet.needs, *sheet.offers)]
        parties = [each.model_dump(mode="json") for each in sheet.participants]
        spelled = [sheet.worksheet_id, sheet.sector, len(sheet.needs), wanted, parties, sheet.text]
        digest.update(json.dumps(spelled, separators=(",", ":")).encode() + b"\n")
    apart = sorted(sorted(pair) for pair in pool.apart)
    rest = [MATCHER, NEAR, WEIGHTS, limits.model_dump(), pool.words.model, sorted(pool.words.places.items()), apart]
    digest.update(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode())
    digest.update(pool.words.meanings.spelled())
    return digest.hexdigest()
