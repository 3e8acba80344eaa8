from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.teams.partners import Limits, Pairing, allowed, clients, matched, shares
from cityteams_contracts.values import OrganisationKind

pairings = st.lists(
    st.builds(
        Pairing, st.sampled_from(["s1", "s2", "s3", "s4"]), st.sampled_from(["g1", "g2", "g3"]), st.integers(1, 90)
    ),
    max_size=9,
    unique_by=lambda each: (each.seeker, each.giver),
)


def fits(pairs, limits):
    seekers, givers = Counter(p.seeker for p in pairs), Counter(p.giver for p in pairs)
    return all(n <= limits.per_seeker for n in seekers.values()) and all(
        n <= limits.of_giver(g) for g, n in givers.items()
    )


@settings(deadline=None, max_examples=60)
@given(given_pairs=pairings, per_giver=st.integers(0, 2))
def test_a_matching_is_the_best_of_all_and_proves_it(given_pairs, per_giver):
    limits = Limits(per_seeker=2, per_giver=per_giver)
    every = [c for n in range(len(given_pairs) + 1) for c in combinations(given_pairs, n) if fits(c, limits)]
    found = matched(given_pairs, limits, fair=False)
    assert fits(found.pairs, limits)
    assert found.points == max(sum(p.points for p in c) for c in every)
    assert found.optimal
    just = matched(given_pairs, limits)
    most = max(len({p.seeker for p in c}) for c in every)
    assert len({p.seeker for p in just.pairs}) == most
    assert just.optimal
    assert just.points == max(sum(p.points for p in c) for c in every if len({p.seeker for p in c}) == most)


@given(given_pairs=pairings, shuffled=st.randoms(use_true_random=False))
def test_the_order_of_pairings_changes_no_matching(given_pairs, shuffled):
    other = list(given_pairs)
    shuffled.shuffle(other)
    assert matched(other, Limits()) == matched(given_pairs, Limits())


def test_nobody_gets_a_second_partner_before_others_their_first():
    rich = [Pairing("s1", "g1", 90), Pairing("s1", "g2", 90), Pairing("s2", "g1", 5)]
    limits = Limits(per_seeker=2, per_giver=1)
    assert {each.seeker for each in matched(rich, limits).pairs} == {"s1", "s2"}
    assert matched(rich, limits, fair=False).without == ("s2",)
    assert shares(matched(rich, limits))["s1"] == (Pairing("s1", "g2", 90),)
    assert sorted(clients(matched(rich, limits))) == [("g1", "s2"), ("g2", "s1")]


def test_a_city_is_referred_to_no_client_and_nobody_to_itself():
    kinds = {"city": OrganisationKind.MUNICIPALITY, "firm": OrganisationKind.COMPANY}
    given_pairs = [Pairing("firm", "city", 9), Pairing("city", "firm", 8), Pairing("firm", "firm", 7)]
    assert allowed([*given_pairs, Pairing("city", "firm", 0), Pairing("city", "firm", 3)], kinds) == [given_pairs[1]]


def test_reasons_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        matched([Pairing("s", "g", 9, (("alike", 5), ("near", 3)))], Limits())
