import string
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from cityteams_registration.domain.people.drafting import (
    LARGEST_DRAFT,
    MOST_FIELDS,
    Hand,
    Typed,
    merge,
    values_of,
)
from tests.registration.samples import NOON

NAMES = st.sampled_from(["title", "description", "website", "notes"])
VALUES = st.one_of(st.text(max_size=8), st.none(), st.integers(), st.lists(st.text(max_size=3), max_size=2))


def hand(by="ada", on=0, device="", minutes=0, turn=0):
    return Hand(by, NOON + timedelta(minutes=minutes), on, device, turn)


def test_every_field_of_a_new_draft_is_kept_at_revision_one():
    merged = merge({}, 0, {"title": "Quiet", "website": "not an address"}, hand())
    assert values_of(merged.fields) == {"title": "Quiet", "website": "not an address"}
    assert (merged.revision, merged.saved) == (1, ["title", "website"])


def test_nothing_changed_is_no_new_revision():
    merged = merge({}, 0, {"title": "Quiet"}, hand())
    again = merge(merged.fields, 1, {"title": "Quiet"}, hand(on=0))
    assert (again.revision, again.saved, again.clashes) == (1, ["title"], [])


def test_fields_that_nobody_else_touched_are_kept_on_an_old_revision():
    first = merge({}, 0, {"title": "Quiet", "website": "a"}, hand("ada"))
    second = merge(first.fields, 1, {"website": "b"}, hand("bob", on=1))
    third = merge(second.fields, 2, {"title": "Quieter"}, hand("ada", on=1))
    assert values_of(third.fields) == {"title": "Quieter", "website": "b"}
    assert third.clashes == []


def test_what_somebody_else_changed_comes_back_and_the_other_fields_are_kept():
    first = merge({}, 0, {"title": "Quiet"}, hand("ada"))
    second = merge(first.fields, 1, {"title": "Bob's"}, hand("bob", on=1))
    third = merge(second.fields, 2, {"title": "Ada's", "notes": "mine"}, hand("ada", on=1))
    (clash,) = third.clashes
    assert (clash.field, clash.yours, clash.theirs.value, clash.theirs.by) == ("title", "Ada's", "Bob's", "bob")
    assert values_of(third.fields) == {"title": "Bob's", "notes": "mine"}
    assert third.saved == ["notes"]


def test_two_who_type_the_same_agree():
    first = merge({}, 0, {"title": "Same"}, hand("ada"))
    second = merge(first.fields, 1, {"title": "Same"}, hand("bob", on=0))
    assert (second.clashes, second.saved) == ([], ["title"])


def test_the_same_window_goes_on_although_the_answer_to_its_save_was_lost():
    first = merge({}, 0, {"title": "Qui"}, hand("ada", device="laptop"))
    second = merge(first.fields, 1, {"title": "Quiet"}, hand("ada", on=0, device="laptop"))
    assert (values_of(second.fields), second.clashes) == ({"title": "Quiet"}, [])


def test_what_a_window_sent_earlier_and_arrives_late_overwrites_nothing():
    first = merge({}, 0, {"title": "Qui"}, hand("ada", device="laptop", turn=1))
    second = merge(first.fields, 1, {"title": "Quiet"}, hand("ada", on=1, device="laptop", turn=2))
    late = merge(second.fields, 2, {"title": "Qui"}, hand("ada", on=0, device="laptop", turn=1))
    assert values_of(late.fields) == {"title": "Quiet"}
    assert (late.revision, late.saved) == (2, [])


def test_another_window_of_the_same_person_is_somebody_else():
    first = merge({}, 0, {"title": "On the telephone"}, hand("ada", device="telephone"))
    second = merge(first.fields, 1, {"title": "On the laptop"}, hand("ada", on=0, device="laptop"))
    assert [clash.field for clash in second.clashes] == ["title"]


def test_a_field_that_does_not_fit_costs_the_others_nothing():
    merged = merge({}, 0, {"description": "x" * (LARGEST_DRAFT + 1), "title": "Quiet"}, hand())
    assert values_of(merged.fields) == {"title": "Quiet"}
    assert merged.refused == {"description": "the-draft-is-full"}


def test_a_full_draft_can_still_be_shortened():
    full = merge({}, 0, {"description": "x" * (LARGEST_DRAFT - 2)}, hand())
    assert full.refused == {}
    shorter = merge(full.fields, 1, {"description": "short", "title": "Quiet"}, hand(on=1))
    assert merge(shorter.fields, 2, {"title": "Quiet"}, hand(on=2)).refused == {}
    assert values_of(shorter.fields)["description"] == "short"


def test_a_field_too_many_is_refused_by_name_and_known_ones_still_change():
    names = [a + b for a in string.ascii_lowercase for b in string.ascii_lowercase][: MOST_FIELDS + 1]
    merged = merge({}, 0, dict.fromkeys(names, "x"), hand())
    assert merged.refused == {names[-1]: "the-draft-has-too-many-fields"}
    assert merge(merged.fields, 1, {names[0]: "y"}, hand(on=1)).refused == {}


def test_what_json_cannot_hold_is_refused_by_name():
    assert merge({}, 0, {"title": float("nan"), "notes": "n"}, hand()).refused == {"title": "the-field-is-malformed"}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.dictionaries(NAMES, VALUES, max_size=3), st.integers(0, 3))))
def test_nothing_that_was_typed_is_lost_it_is_kept_or_comes_back(saves):
    fields: dict[str, Typed] = {}
    revision = 0
    for minutes, (by, changes, behind) in enumerate(saves):
        before = dict(fields)
        merged = merge(fields, revision, changes, hand(by, max(0, revision - behind), minutes=minutes))
        clashing = {clash.field for clash in merged.clashes}
        assert set(merged.saved) | clashing | set(merged.refused) == set(changes)
        assert all(merged.fields[name].value == changes[name] for name in merged.saved)
        assert all(merged.fields[name] == before[name] for name in clashing)
        assert all(before[name].by != by for name in clashing)
        assert all(merged.fields[name] == each for name, each in before.items() if name not in changes)
        fields, revision = merged.fields, merged.revision
