"""The choice of partners is the best within the limits, proves it, and is fair."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.partners.flow import FIRST_CLIENT, FIRST_PARTNER, Edges, chosen

PAIRS = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 2)), st.integers(1, 90), max_size=9)


def edges_of(pairs, seekers=4, givers=3):
    """The edges of `{(seeker, giver): points}`."""
    columns = [np.array([key[at] for key in pairs], np.int64) for at in range(2)]
    return Edges(*columns, np.array(list(pairs.values()), np.int64), seekers, givers)


def fits(pairs, partners, clients):
    """Whether a set of pairs keeps the limits."""
    seekers, givers = Counter(seeker for seeker, _ in pairs), Counter(giver for _, giver in pairs)
    return all(n <= partners for n in seekers.values()) and all(n <= clients for n in givers.values())


def worth(pairs, chosen_pairs, fair):
    """What is maximised, counted by hand."""
    points = sum(pairs[pair] for pair in chosen_pairs)
    firsts = len({seeker for seeker, _ in chosen_pairs}) * FIRST_PARTNER
    firsts += len({giver for _, giver in chosen_pairs}) * FIRST_CLIENT
    return points + (firsts if fair else 0)


@settings(deadline=None, max_examples=60)
@given(pairs=PAIRS, clients=st.integers(0, 2), fair=st.booleans())
def test_a_choice_is_the_best_of_all_and_proves_it(pairs, clients, fair):
    found = chosen(edges_of(pairs), 2, clients, fair)
    taken = [list(pairs)[at] for at in found.taken]
    every = [some for n in range(len(pairs) + 1) for some in combinations(pairs, n) if fits(some, 2, clients)]
    assert fits(taken, 2, clients)
    assert found.points == sum(pairs[pair] for pair in taken)
    assert found.score == worth(pairs, taken, fair) == max(worth(pairs, some, fair) for some in every)
    assert found.optimal


def test_nobody_gets_a_second_partner_before_others_their_first():
    pairs = {(0, 0): 90, (0, 1): 90, (1, 0): 5}
    assert {list(pairs)[at][0] for at in chosen(edges_of(pairs, 2, 2), 2, 1).taken} == {0, 1}
    assert {list(pairs)[at][0] for at in chosen(edges_of(pairs, 2, 2), 2, 1, fair=False).taken} == {0}


def test_nobody_gets_many_clients_while_another_could_have_one():
    pairs = {(0, 0): 90, (1, 0): 90, (1, 1): 5}
    assert {list(pairs)[at][1] for at in chosen(edges_of(pairs, 2, 2), 1, 2).taken} == {0, 1}


def test_a_pair_that_comes_twice_or_is_worth_nothing_is_refused():
    with pytest.raises(ValueError, match="twice"):
        Edges(np.array([0, 0]), np.array([1, 1]), np.array([5, 6]), 1, 2)
    with pytest.raises(ValueError, match="without points"):
        edges_of({(0, 0): 0})


def test_without_any_pair_nobody_is_chosen():
    found = chosen(edges_of({}), 2, 2)
    assert (len(found.taken), found.score, found.bound) == (0, 0, 0)
