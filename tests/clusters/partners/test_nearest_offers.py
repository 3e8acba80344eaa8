"""The compiled search gives the points that the reasons add up to, and the best of them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.partners.meaning import Meanings
from cityteams_clusters.domain.partners.pairs import acquainted, demands, pairs_of, parts, supplies
from cityteams_clusters.domain.teams.pool import quantised
from tests.clusters.partners.sheets import SHEETS


@settings(deadline=None, max_examples=60)
@given(sheets=SHEETS, seed=st.integers(0, 99), near=st.integers(1, 4))
def test_points_are_those_of_the_reasons_and_no_better_offer_is_left_out(sheets, seed, near):
    needs, offers = demands(sheets), supplies(sheets)
    known = acquainted(sheets, ())
    chance = np.random.default_rng(seed)

    def meanings(count):
        tables = [quantised(chance.normal(size=(count, 3))) * chance.integers(0, 2, (count, 1)) for _ in range(2)]
        return Meanings(tuple(table.astype(np.int16) for table in tables))

    pairs = pairs_of((needs, meanings(len(needs))), (offers, meanings(len(offers))), known, near)
    found = dict(
        zip(
            zip(pairs.edges.seeker.tolist(), pairs.edges.giver.tolist(), strict=True),
            pairs.edges.points.tolist(),
            strict=True,
        )
    )
    for edge in range(len(pairs.edges.points)):
        assert sum(reason.weight for reason in pairs.reasons(edge)[2]) == pairs.edges.points[edge]
    if not needs or not offers:
        return
    table = sum(parts(pairs.need, pairs.offer).values())
    for row, need in enumerate(needs):
        fits = [
            (-int(table[row, column]), column)
            for column, offer in enumerate(offers)
            if offer.resource is need.resource
            and offer.party.organisation_id != need.party.organisation_id
            and frozenset((offer.party.organisation_id, need.party.organisation_id)) not in known
        ]
        for points, column in sorted(fits)[:near]:
            pair = (int(pairs.need.org[row]), int(pairs.offer.org[column]))
            assert found[pair] >= -points
