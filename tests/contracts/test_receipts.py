import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts.examples.values import project
from cityteams_contracts.registration import Target, canonical_bytes, canonical_content, part_digest, sha256_of

SALT = {"salt": "00" * 16, "privacy": "We keep nothing."}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "é", "ﬁ", "😀"]), inner),
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (333333333.33333329, "333333333.3333333"), (1e30, "1e+30"), (4.50, "4.5"), (2e-3, "0.002"), (-0.0, "0"),
        (1e-27, "1e-27"), (30.0, "30"), (30, "30"), (1e21, "1e+21"), (1e20, "100000000000000000000"),
        (0.000001, "0.000001"), (0.0000001, "1e-7"), (5e-324, "5e-324"), (-1.5, "-1.5"), (123.456, "123.456"),
    ],
)  # fmt: skip
def test_numbers_are_spelled_as_the_standard_spells_them(value, spelled):
    assert canonical_bytes(value).decode() == spelled


def test_names_are_sorted_by_utf_16_as_in_the_example_of_the_standard():
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\u00f6"]
    given_names = json.loads(canonical_bytes(dict.fromkeys(names, 0)), object_pairs_hook=list)
    wanted = ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\u05d3\u05bc"]  # NFC takes U+FB33 apart
    assert [name for name, _ in given_names] == sorted(wanted, key=lambda name: name.encode("utf-16-be"))


def test_two_spellings_of_one_letter_are_one_content():
    assert canonical_bytes({"a": "e\u0301"}) == canonical_bytes({"a": "\u00e9"})


@given(JSON)
def test_whatever_json_says_comes_back_and_is_spelled_the_same_again(value):
    spelled = canonical_bytes(value)
    assert canonical_bytes(json.loads(spelled)) == spelled


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**60 + 1, 10**400, {1, 2}, date(2018, 2, 7)])
def test_what_json_cannot_say_is_refused(value):
    with pytest.raises(ValueError, match="JSON"):
        canonical_bytes(value)


def test_a_number_is_the_same_before_and_after_its_journey_over_the_bus():
    told = project().model_copy(update={"targets": (Target(name="Trees", target=30),)})
    back = type(told).model_validate_json(told.model_dump_json())
    assert sha256_of(canonical_content(told, None)) == sha256_of(canonical_content(back, None))


def test_every_field_of_the_project_and_the_part_changes_the_hash():
    whole = canonical_content(project(), part_digest(SALT))
    hashes = {sha256_of(whole)}
    for name, value in whole["project"].items():
        changed = f"{value}x" if isinstance(value, str) else [*value, "x"] if isinstance(value, list) else None
        hashes.add(sha256_of({**whole, "project": {**whole["project"], name: changed}}))
    hashes |= {sha256_of({**whole, "part": part_digest({**SALT, name: "x"})}) for name in SALT}
    assert len(hashes) == 1 + len(whole["project"]) + len(SALT)
