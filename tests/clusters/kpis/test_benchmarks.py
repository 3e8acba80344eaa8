"""Benchmarks compare what was frozen, among those who agreed, once."""

import pytest

from cityteams_contracts.clusters import BenchmarkPublished, FreezePeriod, Grouping, Measure, PublishBenchmark
from cityteams_contracts.registration import ConsentPurpose, ConsentWithdrawn
from cityteams_contracts.values import Sector
from tests.clusters.kpis.samples import YES_NO, at, quarter


def frozen(office, period_id="q1", period=None):
    return office.ask(FreezePeriod(period_id=period_id, title="A quarter", period=period or quarter(1)))


def publish(office, kpi_id="minutes", period_id="q1", measure=Measure.VALUE, grouping=None):
    asked = {"kpi_id": kpi_id, "period_id": period_id, "measure": measure, "grouping": grouping}
    return office.ask(PublishBenchmark(**asked))


@pytest.fixture
def peers(office):
    """Six clusters that reported 10, 20 … 60 for the first quarter."""
    office.define()
    office.now(2026, 4, 2)
    return [office.team(number, 10.0 * number, period=quarter(1)) for number in range(1, 7)]


def test_a_frozen_period_is_compared(office, peers):
    frozen(office)
    said = publish(office)
    assert isinstance(said, BenchmarkPublished), said
    assert (said.kpi_id, said.unit, said.measure, said.period) == ("minutes", "minute", Measure.VALUE, quarter(1))
    (whole,) = said.cells
    assert (whole.group, whole.members, whole.low, whole.middle, whole.high) == ("all", 6, 25, 35, 45)
    assert said.public_cells == ()


def test_what_came_after_the_freezing_does_not_count(office, peers):
    office.now(2026, 4, 3)
    frozen(office)
    office.now(2026, 4, 4).correct(peers[0], 59)
    office.team(7, 55.0, period=quarter(1))
    assert publish(office).cells[0].members == 6
    assert publish(office).code == "the-benchmark-is-published"


def test_what_was_corrected_before_counts_as_corrected(office, peers):
    office.now(2026, 4, 3).correct(peers[5], 61)
    office.not_there(peers[4], quarter(1))
    frozen(office)
    cell = publish(office).cells[0]
    assert (cell.members, cell.low, cell.middle, cell.high) == (5, 20, 30, 43.7)


def test_the_progress_of_unlike_cities_is_compared_too(office, peers):
    frozen(office)
    cell = publish(office, measure=Measure.PROGRESS).cells[0]
    assert (cell.low, cell.middle, cell.high) == pytest.approx((0.5, 5 / 6, 7 / 6), abs=0.005)


def test_only_those_who_agreed_are_compared(office, peers):
    office.team(8, 90.0, period=quarter(1), consents=False)
    frozen(office)
    gone = {"purpose": ConsentPurpose.BENCHMARKS, "withdrawn_at": office.desk.noon}
    office.desk.take(ConsentWithdrawn(person_id="lead-1", **gone))
    assert publish(office).cells[0].members == 5
    office.define(YES_NO, "other")
    office.desk.take(ConsentWithdrawn(person_id="lead-2", **gone))
    assert publish(office, measure=Measure.PROGRESS).code == "the-group-is-too-small"


def test_groups_of_peers_are_shown_when_they_are_large_enough(office, peers):
    for number in range(11, 17):
        office.team(number, 7.0 * number, period=quarter(1), sector=Sector.DATA)
    frozen(office)
    cells = publish(office, grouping=Grouping.SECTOR).cells
    assert [(each.group, each.members) for each in cells] == [("all", 12), ("data", 6), ("transportation", 6)]
    assert all(each.middle is not None for each in cells)


def test_between_two_comparisons_nobody_or_three_have_changed(office, peers):
    frozen(office)
    publish(office)
    office.now(2026, 7, 2)
    values = [11.0, 20.0, 30.0, 40.0, 50.0, 60.0]
    for reported, figure in zip(peers, values, strict=True):
        office.report(reported, quarter(2), figure)
    frozen(office, "q2", quarter(2))
    assert publish(office, period_id="q2").code == "too-few-have-changed"
    for reported, figure in zip(peers[1:3], (21.0, 31.0), strict=True):
        office.report(reported, quarter(2), figure)
    office.now(2026, 10, 2)
    for reported, figure in zip(peers, (12.0, 22.0, 32.0, 40.0, 50.0, 60.0), strict=True):
        office.report(reported, quarter(3), figure)
    frozen(office, "q3", quarter(3))
    assert isinstance(publish(office, period_id="q3"), BenchmarkPublished)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"period_id": "q9"}, "the-period-is-not-frozen"),
        ({"kpi_id": "nothing"}, "the-indicator-is-unknown"),
        ({"kpi_id": "yes"}, "a-yes-or-no-is-not-compared"),
    ],
)
def test_what_cannot_be_compared_is_refused_by_name(office, peers, change, code):
    office.define(YES_NO, "yes")
    frozen(office)
    assert publish(office, **change).code == code


def test_a_period_is_frozen_once_and_when_it_is_over(office, peers):
    frozen(office)
    assert frozen(office).code == "the-period-is-frozen"
    assert frozen(office, "q2", quarter(2)).code == "the-period-is-in-the-future"
    backwards = quarter(1).model_copy(update={"start": quarter(1).end, "end": quarter(1).start})
    assert frozen(office, "qq", backwards).code == "the-period-ends-before-it-begins"


def test_figures_that_are_all_the_same_are_not_shown(office):
    office.define()
    office.now(2026, 4, 2)
    for number in range(1, 7):
        office.team(number, 10.0, period=quarter(1))
    frozen(office)
    refused = publish(office)
    assert refused.code == "nothing-may-be-shown"
    assert "too alike" in refused.reason


def test_a_replay_of_a_comparison_gives_the_same_rows(office, peers, new_desk):
    frozen(office)
    publish(office)
    copy = new_desk()
    copy.replay([*office.desk.heard, *office.desk.envelopes()])
    assert copy.dump() == office.desk.dump()
    assert at(2026, 4, 2) == office.desk.noon
