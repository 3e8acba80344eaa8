"""The choice is the best of every need and every offer, also of pairs that were pruned at first."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.partners.best import best_of_all
from cityteams_clusters.domain.partners.flow import Edges, chosen
from cityteams_clusters.domain.partners.market import Market
from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_clusters.domain.partners.pairs import Sides, parts
from cityteams_clusters.domain.partners.wanted import acquainted, demands, supplies
from cityteams_clusters.domain.teams.pool import quantised
from cityteams_contracts.clusters.partners import MatchingLimits
from cityteams_contracts.values import Resource
from tests.clusters.partners.sheets import SHEETS, party, sheet


def market_of(sheets, seed):
    """Worksheets, read by two made-up models that each know some of the texts, and the pairs that are kept apart."""
    needs, offers = demands(sheets), supplies(sheets)
    chance = np.random.default_rng(seed)

    def meanings(count):
        tables = [quantised(chance.normal(size=(count, 3))) * chance.integers(0, 2, (count, 1)) for _ in range(2)]
        return Meanings(tuple(table.astype(np.int16) for table in tables))

    sides = Sides.of((needs, meanings(len(needs))), (offers, meanings(len(offers))))
    known = acquainted(sheets, ())
    return Market.of(sides.need, sides.offer, sides.apart(known), len(sides.organisations)), sides, known


def every_pair(sides, known):
    """All edges that there are, each by its best need and offer."""
    best = dict[tuple[int, int], int]()
    for at, need in enumerate(sides.need.wanted):
        for there, offer in enumerate(sides.offer.wanted):
            pair = (int(sides.need.org[at]), int(sides.offer.org[there]))
            names = frozenset((need.party.organisation_id, offer.party.organisation_id))
            if need.resource is offer.resource and len(names) == 2 and names not in known:
                one, other = sides.need.rows(np.array([at])), sides.offer.rows(np.array([there]))
                points = sum(int(column[0]) for column in parts(one, other).values())
                best[pair] = max(points, best.get(pair, 0))
    seeker, giver = (np.array([pair[side] for pair in best], np.int64) for side in range(2))
    count = len(sides.organisations)
    return Edges(seeker, giver, np.array(list(best.values()), np.int64), count, count)


@settings(deadline=None, max_examples=80)
@given(sheets=SHEETS, seed=st.integers(0, 99), clients=st.integers(1, 2), fair=st.booleans())
def test_nothing_that_was_pruned_would_have_been_better(sheets, seed, clients, fair):
    market, sides, known = market_of(sheets, seed)
    limits = MatchingLimits(partners=2, clients=clients)
    found = best_of_all(market, limits, near=1, fair=fair)
    of_all = chosen(every_pair(sides, known), limits.partners, limits.clients, fair)
    assert found.choice.score == of_all.score == found.choice.bound


def test_of_many_that_are_alike_everybody_gets_some():
    same = [
        sheet(f"w{at}", party(f"o{at}"), needs=[Resource.DATA], offers=[Resource.DATA], text="the very same")
        for at in range(300)
    ]
    market, _, _ = market_of(same, 1)
    found = best_of_all(market, MatchingLimits(partners=2, clients=2), near=1)
    assert found.choice.optimal
    assert len(np.unique(found.edges.seeker[found.choice.taken])) == len(same)
    assert len(np.unique(found.edges.giver[found.choice.taken])) == len(same)


def test_a_choice_that_is_broken_off_says_how_far_it_may_be_from_the_best(monkeypatch):
    sheets = [sheet(f"s{at}", party(f"city-{at}"), needs=[Resource.DATA]) for at in range(40)]
    sheets += [sheet(f"g{at}", party(f"firm-{at}"), offers=[Resource.DATA]) for at in range(40)]
    market, sides, known = market_of(sheets, 3)
    limits = MatchingLimits(partners=1, clients=1)
    monkeypatch.setattr("cityteams_clusters.domain.partners.best.MOST_TURNS", 1)
    found = best_of_all(market, limits, near=1)
    of_all = chosen(every_pair(sides, known), 1, 1)
    assert found.choice.score < of_all.score <= found.choice.bound


@pytest.mark.parametrize("sheets", [[], [sheet("w1", party("a"), needs=[Resource.DATA])]])
def test_without_anybody_to_name_nobody_is_chosen(sheets):
    market, _, _ = market_of(sheets, 1)
    found = best_of_all(market, MatchingLimits())
    assert (found.choice.score, found.choice.bound) == (0, 0)
