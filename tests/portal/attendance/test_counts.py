"""How many come is told in public such that no few people can be read from it; look-alikes are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_portal.domain.attendance_counts import FEWEST, all_groups, public_groups
from cityteams_portal.domain.look_alike import look_alikes

COUNTS = st.dictionaries(st.text(st.characters(categories=["L"]), min_size=1, max_size=3), st.integers(0, 30))


@given(COUNTS)
def test_what_is_not_told_cannot_be_worked_out_from_the_total(counts):
    groups = public_groups(counts)
    hidden = [counts[each.name] for each in groups if each.number is None]
    assert all(each.number is None or each.number >= FEWEST for each in groups)
    if hidden and len(hidden) < len(groups):
        assert len(hidden) > 1
        assert sum(hidden) >= FEWEST


@given(COUNTS)
def test_the_secretariat_reads_every_count(counts):
    assert {each.name: each.number for each in all_groups(counts)} == {name: n for name, n in counts.items() if n}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Jane Doe", "Doe, Jane", True),
        ("José Álvarez", "Jose Alvarez", True),
        ("Jayne Doeman", "Jane Doeman", True),
        ("Jane Doe", "John Doe", False),
        ("Kim Li", "Kim Lu", False),
        ("김민수", "김민수", True),
        ("", "", False),
    ],
)
def test_two_spellings_of_one_name_are_found_and_two_people_are_not(one, other, alike):
    assert bool(look_alikes({"p-1": one, "p-2": other})) == alike
