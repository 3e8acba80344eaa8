"""Texts by their words: any text is read, order does not matter, like texts are alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_clusters.domain.teams.pool import NORM
from cityteams_clusters.domain.teams.words import Words, terms


def alike(texts, one, other):
    rows = Words(texts).rows(texts).astype(int)
    return int(rows[one] @ rows[other]) / NORM**2


@given(st.lists(st.text(max_size=60), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_texts_changes_no_row(texts, shuffled):
    order = list(range(len(texts)))
    shuffled.shuffle(order)
    other = [texts[at] for at in order]
    assert np.array_equal(Words(other).rows(other), Words(texts).rows(texts)[order] if texts else np.zeros((0, 384)))


def test_texts_about_the_same_are_nearer_than_others():
    texts = ["Flood sensors warn residents.", "Sensors that warn of a flood", "Buses wait for trams.", "x", ""]
    assert alike(texts, 0, 1) > 0.4 > alike(texts, 0, 2)
    assert alike(texts, 0, 4) == 0


@pytest.mark.parametrize("text", ["x", "", "水", "a" * 20_000, "flood " * 3_500, "\x00\ufffd", "١٢٣"])
def test_any_text_gives_a_row_of_the_usual_length_or_of_nothing(text):
    row = Words([text, "flood"]).rows([text])[0].astype(int)
    assert row @ row == 0 or abs((row @ row) ** 0.5 - NORM) < 20


def test_scripts_without_spaces_are_read_by_pairs():
    assert set(terms("洪水警报")) == {"洪水", "水警", "警报"}


def test_ten_thousand_identical_texts_are_all_the_same():
    rows = Words(["the same flood"] * 10_000).rows(["the same flood"] * 3)
    assert (rows == rows[0]).all()
