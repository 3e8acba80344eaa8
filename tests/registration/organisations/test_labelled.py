"""Precision and recall of the matcher on pairs that were labelled by hand."""

import pytest

from tests.registration.organisations.samples import FILES, pairs

PRECISION, RECALL = 0.98, 0.95


def counts(file):
    """How many pairs were found rightly, found wrongly and missed."""
    found = [(pair.same, pair.finding.is_likely and pair.share_a_mark) for pair in pairs(file)]
    return found.count((True, True)), found.count((False, True)), found.count((True, False))


@pytest.mark.parametrize("file", FILES)
def test_the_matcher_keeps_the_bar_of_precision_and_recall(file, capsys):
    right, wrong, missed = counts(file)
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(
            f"\n{file}: precision {precision:.4f}, recall {recall:.4f} ({right} found, {wrong} wrong, {missed} missed)"
        )
    assert precision >= PRECISION
    assert recall >= RECALL


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_taken_for_the_same_that_a_person_calls_two(file):
    taken = [(pair.left.name, pair.right.name) for pair in pairs(file) if pair.finding.verdict == "same"]
    assert taken
    assert [pair for pair in taken if pair in {(p.left.name, p.right.name) for p in pairs(file) if not p.same}] == []


def test_the_pairs_are_several_hundred_of_either_sort_and_none_is_in_two_files():
    seen = [(pair.left.name, pair.right.name) for file in FILES for pair in pairs(file) if pair.same]
    assert len(seen) > 700
    assert sum(not pair.same for file in FILES for pair in pairs(file)) > 500
    rules, held_back = ({(p.left.name, p.right.name) for p in pairs(file)} for file in (FILES[0], FILES[2]))
    assert not rules & held_back
