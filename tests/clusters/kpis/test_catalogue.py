"""The shipped catalogue is sound, and a broken one is refused with the line and the reason."""

import pytest

from cityteams_clusters.catalogues import BrokenCatalogue, read_catalogue, shipped
from cityteams_clusters.domain.kpis.units import converted
from cityteams_contracts.clusters import KpiKind, KpiLevel

ONE = """catalogue: test
title: A test
indicators:
  - id: one
    code: ONE
    title: One
    level: service
    direction: higher
    kind: quantity
    unit: kWh
"""


def test_the_shipped_catalogue_covers_cities_and_projects_at_all_levels():
    found = shipped("cityteams-1").indicators
    assert len(found) == 96
    assert {each.dimension for each in found.values()} == {"Economy", "Environment", "Society and culture"}
    topics = {each.topic for each in found.values()}
    assert {"Mobility", "Energy", "Water", "Safety", "Health", "Governance", "Air", "Project"} <= topics
    assert {each.level for each in found.values()} == set(KpiLevel)
    assert {each.kind for each in found.values()} == set(KpiKind)
    assert all(each.sdgs and each.description for each in found.values())
    assert all((each.numerator is None) == (each.denominator is None) for each in found.values())


def test_every_quotient_of_the_catalogue_tells_what_is_divided_by_what():
    quotients = (KpiKind.RATIO, KpiKind.PER_CAPITA)
    assert all(each.denominator for each in shipped("cityteams-1").indicators.values() if each.kind in quotients)
    assert converted(1.0, "h", shipped("cityteams-1").indicators["sc-saf-01"].unit, "unit") == 60


@pytest.mark.parametrize("name", ["nothing", "../cityteams-1", "", "cityteams-1.yaml"])
def test_a_catalogue_that_is_not_shipped_is_not_there(name):
    assert shipped(name) is None


def test_a_catalogue_of_one_indicator_is_read():
    assert list(read_catalogue(ONE).indicators) == ["one"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "empty"),
        ("indicators: [", 1, "no YAML"),
        ("- one", 1, "must be fields"),
        ("catalogue: a\nindicators: []", 1, "“title” is missing"),
        ("catalogue: a\ntitle: b\nindicators: []", 3, "a list of 1"),
        ("catalogue: a b\ntitle: b\nindicators:\n  - id: x", 4, "code: Field required"),
        (ONE.replace("code:", "kode:"), 5, "“kode” is no field"),
        (ONE.replace("kWh", "kWhh"), 10, "no unit that is known"),
        (ONE.replace("quantity", "quantitty"), 9, "kind"),
        (ONE.replace("service", "[service]"), 7, "level"),
        (ONE.replace("quantity", "ratio"), 4, "numerator and a denominator"),
        (ONE + "    lower: 3\n    upper: 2\n", 11, "smaller one"),
        (ONE + "    title: Again\n", 11, "“title” is there twice"),
        (ONE + ONE.split("indicators:\n")[1], 11, "the id one is there twice"),
        (ONE + ONE.split("indicators:\n")[1].replace("id: one", "id: two"), 11, "code ONE of one"),
        (ONE.replace("id: one", "id: o e"), 4, "an id has 1 to 64"),
        (ONE + "    sdgs: [18]\n", 11, "sdgs"),
        (ONE + "    sdgs: [[1]]\n", 11, "lists within lists"),
        (ONE + "    title2: {a: b}\n", 11, "no field"),
        (ONE + "    description: {a: b}\n", 11, "fields within fields"),
        (ONE + "    lower: .nan\n", 11, "finite"),
    ],
)
def test_a_broken_catalogue_is_refused_with_the_line_and_the_reason(text, line, reason):
    with pytest.raises(BrokenCatalogue, match=reason) as wrong:
        read_catalogue(text)
    assert wrong.value.line == line


def test_a_text_that_unfolds_into_billions_of_values_is_refused():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    with pytest.raises(BrokenCatalogue):
        read_catalogue(bomb + "catalogue: x\ntitle: y\nindicators:\n  - id: z\n    code: *j\n")
