from dataclasses import replace

import numpy as np
import pytest

from cityteams_clusters.domain.teams.blocking import against, blocked, notes
from cityteams_clusters.domain.teams.pool import Entry, Pool, quantised
from cityteams_clusters.domain.teams.reasons import missing, parts_of_team, total
from cityteams_clusters.domain.teams.rules import FormationRules, Pin, contradictions
from cityteams_clusters.domain.teams.weights import Weights
from cityteams_contracts.values import OrganisationKind, Resource

CITY = Entry(
    "w-city", "o-city", OrganisationKind.MUNICIPALITY, "data", "north", frozenset({Resource.DATA}), frozenset(),
    deploys=True, officials=1,
)  # fmt: skip
FIRM = Entry("w-firm", "o-firm", OrganisationKind.COMPANY, "data", "south", frozenset(), frozenset({Resource.DATA}))
SCHOOL = Entry("w-school", "o-school", OrganisationKind.ACADEMIA, "utility", "north")


def pool_of(*entries):
    return Pool.of(entries, quantised(np.ones((len(entries), 4))))


WHOLE = pool_of(CITY, FIRM, SCHOOL)


def fields(rules):
    return {one.field for one in contradictions(rules)}


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        (FormationRules(smallest=5, largest=4), "smallest"),
        (FormationRules(smallest=1), "smallest"),
        (FormationRules(largest=9), "largest"),
        (FormationRules(capacity=-1), "capacity"),
        (FormationRules(capacities={"o-city": 51}), "capacities"),
        (FormationRules(apart=frozenset({frozenset({"o-city"})})), "apart"),
        (FormationRules(pins=frozenset({Pin("w-city", "w-city")})), "pins"),
        (FormationRules(pins=frozenset({Pin("w-city", "w-firm")}), closed=frozenset({"w-firm"})), "pins"),
        (FormationRules(pins=frozenset(Pin("w-city", f"w-{n}") for n in range(8))), "pins"),
        (FormationRules(sectors=frozenset({"data"}), shares={"wireless": 2}), "shares"),
        (FormationRules(shares={"wireless": -2}), "shares"),
    ],
)
def test_rules_that_contradict_themselves_are_named_by_their_field(rules, field):
    assert fields(rules) == {field}


def test_rules_that_hold_together_contradict_nothing():
    rules = FormationRules(pins=frozenset({Pin("w-city", "w-firm")}), apart=frozenset({frozenset({"o-a", "o-b"})}))
    assert contradictions(rules) == ()


@pytest.mark.parametrize(
    ("pins", "changes", "word"),
    [
        ([("w-city", "w-nobody")], {}, "w-nobody"),
        ([("w-firm", "w-city")], {}, "cannot lead"),
        ([("w-city", "w-firm")], {"apart": frozenset({frozenset({"o-city", "o-firm"})})}, "may not be"),
        ([("w-city", "w-firm")], {"declined": frozenset({frozenset({"o-city", "o-firm"})})}, "may not be"),
        (
            [("w-city", "w-firm"), ("w-city", "w-school")],
            {"apart": frozenset({frozenset({"o-firm", "o-school"})})},
            "may not",
        ),
        ([("w-city", "w-firm")], {"capacities": {"o-firm": 0}}, "may be in 0"),
    ],
)  # fmt: skip
def test_pins_that_the_pool_cannot_fulfil_are_named(pins, changes, word):
    rules = FormationRules(pins=frozenset(Pin(*pin) for pin in pins), **changes)
    assert any(word in one.text for one in against(WHOLE, rules))


@pytest.mark.parametrize(
    ("entries", "changes", "rule"),
    [
        ((), {}, "pool"),
        ((FIRM, SCHOOL), {}, "deploying-municipality"),
        ((replace(CITY, officials=0), FIRM, SCHOOL), {}, "city-official"),
        ((CITY,), {}, "technology-provider"),
        ((CITY, FIRM), {}, "smallest"),
        ((CITY, FIRM, SCHOOL), {"capacity": 0}, "capacity"),
        ((CITY, FIRM, SCHOOL), {"declined": frozenset({frozenset({"o-city", "o-firm"})})}, "apart"),
        ((CITY, FIRM, SCHOOL), {}, "worth"),
    ],
)
def test_a_pool_without_a_team_says_which_rule_blocks(entries, changes, rule):
    pool = pool_of(*entries) if entries else Pool.of((), quantised(np.ones((0, 4))))
    [found] = blocked(pool, FormationRules(**changes), set())
    assert found.rule == rule
    assert found.text.endswith(".")


def test_a_sector_that_the_round_does_not_know_is_noted():
    [note] = notes(WHOLE, FormationRules(sectors=frozenset({"data"})))
    assert "utility" in note


def test_reasons_are_what_the_table_of_weights_says():
    parts = parts_of_team(WHOLE, 0, (1, 2), Weights(), frozenset())
    found = {(part.code, part.members): part.points for part in parts}
    assert found == {
        ("same-challenge", ("w-firm",)): 100,
        ("seat", ("w-firm",)): -30,
        ("same-sector", ("w-firm",)): 10,
        ("same-challenge", ("w-school",)): 100,
        ("seat", ("w-school",)): -30,
        ("need-covered", ("w-firm",)): 25,
        ("kind-present", ("w-firm",)): 12,
        ("kind-present", ("w-school",)): 12,
    }
    assert total(parts) == sum(found.values())
    assert missing(WHOLE, 0, (1, 2)) == ("kind-society",)
    assert missing(WHOLE, 0, (2,)) == ("need-data", "kind-industry", "kind-society")


def test_an_unknown_sector_earns_nothing():
    parts = parts_of_team(WHOLE, 0, (1,), Weights(), frozenset({"utility"}))
    assert "same-sector" not in {part.code for part in parts}


@pytest.mark.parametrize("points", [-1, 1001, 2.5, True, "many"])
def test_a_weight_that_is_no_whole_number_in_bounds_is_refused_by_name(points):
    with pytest.raises(ValueError, match=r"weights\.need"):
        Weights(need=points)


def test_a_pool_is_the_same_in_whatever_order_its_worksheets_came():
    turned = pool_of(SCHOOL, CITY, FIRM)
    assert turned.entries == WHOLE.entries
    assert turned.fingerprint() == WHOLE.fingerprint()
    assert pool_of(replace(CITY, officials=2), FIRM, SCHOOL).fingerprint() != WHOLE.fingerprint()


def test_a_pool_refuses_what_it_cannot_hold_and_says_why():
    with pytest.raises(ValueError, match="comes twice"):
        pool_of(CITY, CITY)
    with pytest.raises(ValueError, match="as many vectors"):
        Pool.of((CITY,), quantised(np.ones((2, 4))))
    with pytest.raises(ValueError, match="not finite"):
        quantised(np.array([[np.nan, 1.0]]))


def test_vectors_of_any_length_become_whole_numbers_of_one_length():
    found = quantised(np.array([[3e-30, 4e-30], [3e30, 4e30], [0.0, 0.0]]))
    assert found.tolist() == [[2400, 3200], [2400, 3200], [0, 0]]
