"""A cluster chooses what it is measured by, and reports; nothing that was said is lost."""

import pytest

from cityteams_clusters.domain.kpis.choosing import MOST_CHOICES
from cityteams_clusters.store.kpis import OBSERVATIONS, REVISIONS
from cityteams_contracts.clusters import (
    Band,
    ChangeKpiChoice,
    ChooseKpi,
    DropKpi,
    Goal,
    KpiChoiceChanged,
    KpiCorrected,
    KpiDropped,
    KpiNotReported,
    KpiReported,
    Period,
)
from tests.clusters.desk import withdrawn
from tests.clusters.kpis.office import CLUSTER, LEAD, OFFICIAL
from tests.clusters.kpis.samples import COUNT, GOAL, MINUTES, at, indicator, quarter
from tests.clusters.samples import WHOLE_TEAM


@pytest.fixture
def choice(office):
    """A choice of the cluster, in July 2026."""
    office.define()
    office.calendar()
    chosen = office.choose()
    office.now(2026, 7, 1)
    return chosen


def test_a_choice_says_everything_that_others_need(office):
    office.define()
    office.calendar()
    chosen = office.choose()
    assert chosen.definition == MINUTES
    assert chosen.lead == LEAD
    assert (chosen.cluster, chosen.round_id) == (WHOLE_TEAM.title, WHOLE_TEAM.round_id)
    assert (chosen.goal, chosen.own_calendar, chosen.standing.band) == (GOAL, False, Band.NOT_REPORTED)


def test_a_choice_that_cannot_be_made_is_refused_by_name(office, choice):
    def refused(**change):
        fields = {"cluster_id": CLUSTER, "kpi_id": "minutes", "goal": GOAL}
        return office.ask(ChooseKpi(**{**fields, **change})).code

    assert refused() == "the-indicator-is-already-chosen"
    assert refused(kpi_id="nothing") == "the-indicator-is-unknown"
    assert refused(cluster_id="nothing") == "the-cluster-is-unknown"
    office.define(COUNT, "count")
    assert refused(kpi_id="count", goal=Goal(target=1.5)) == "a-count-is-a-whole-number"
    office.desk.take(withdrawn(WHOLE_TEAM))
    assert refused(kpi_id="count", goal=Goal(target=2)) == "cluster-is-dissolved"


def test_a_cluster_has_a_bounded_number_of_indicators(office):
    for number in range(MOST_CHOICES + 1):
        office.define(indicator(code=f"N-{number}"), f"n-{number}")
    for number in range(MOST_CHOICES):
        office.choose(f"n-{number}")
    refused = office.ask(ChooseKpi(cluster_id=CLUSTER, kpi_id=f"n-{MOST_CHOICES}", goal=GOAL))
    assert refused.code == "too-many-indicators"


def test_a_change_keeps_the_reason_and_stands_the_latest_value_anew(office, choice):
    office.report(choice, quarter(1), 25)
    goal = GOAL.model_copy(update={"target": 25.0})
    ids = {"cluster_id": CLUSTER, "choice_id": choice.choice_id}
    changed = office.ask(ChangeKpiChoice(**ids, goal=goal, reason="Fewer sirens than planned."))
    assert isinstance(changed, KpiChoiceChanged)
    assert (changed.standing.progress, changed.standing.band) == (1.0, Band.MET)
    again = office.ask(ChangeKpiChoice(**ids, goal=goal, reason="Again."))
    assert again.code == "nothing-was-changed"
    unknown = ChangeKpiChoice(cluster_id=CLUSTER, choice_id="nothing", goal=goal, reason="Who?")
    assert office.ask(unknown).code == "the-choice-is-unknown"


def test_who_drops_an_indicator_may_choose_it_again_and_loses_no_report(office, choice):
    reported = office.report(choice, quarter(1), 25)
    dropped = office.ask(DropKpi(cluster_id=CLUSTER, choice_id=choice.choice_id, reason="Too much work."))
    assert isinstance(dropped, KpiDropped)
    assert office.report(choice, quarter(2), 30).code == "the-choice-is-unknown"
    assert office.choose().choice_id != choice.choice_id
    assert office.desk.read(lambda tx: tx.get(OBSERVATIONS, reported.observation_id)).value == 25


def test_a_report_is_kept_in_the_unit_of_the_indicator_with_what_was_given(office, choice):
    reported = office.report(choice, quarter(1), 0.5, unit="h")
    assert isinstance(reported, KpiReported)
    assert (reported.value, reported.unit, reported.given.value, reported.given.unit) == (30, "minute", 0.5, "h")
    assert (reported.revision, reported.standing.band) == (1, Band.AHEAD)
    assert reported.progress == pytest.approx(2 / 3)


def test_no_figure_is_not_zero(office, choice):
    said = office.not_there(choice, quarter(1))
    assert isinstance(said, KpiNotReported)
    assert (said.standing.band, said.standing.value) == (Band.NOT_REPORTED, None)
    assert office.desk.read(lambda tx: tx.get(OBSERVATIONS, said.observation_id)).value is None


def test_a_figure_that_comes_after_all_is_the_next_revision(office, choice):
    none = office.not_there(choice, quarter(1))
    late = office.report(choice, quarter(1), 12)
    assert (late.observation_id, late.revision) == (none.observation_id, 2)
    gone = office.not_there(choice, quarter(1), "It was the wrong siren.")
    assert (gone.observation_id, gone.revision) == (none.observation_id, 3)


def test_a_correction_keeps_every_earlier_value(office, choice):
    reported = office.report(choice, quarter(1), 25)
    corrected = office.correct(reported, 20)
    assert isinstance(corrected, KpiCorrected)
    assert (corrected.revision, corrected.value, corrected.period) == (2, 20, quarter(1))
    office.correct(corrected, 21)
    revisions = sorted(office.desk.read(lambda tx: tx.find(REVISIONS)), key=lambda each: each.revision)
    assert [each.value for each in revisions] == [25, 20, 21]
    unknown = reported.model_copy(update={"observation_id": "nothing"})
    assert office.correct(unknown, 1).code == "the-observation-is-unknown"


def test_the_latest_period_says_how_a_choice_stands_whatever_came_last(office, choice):
    later = office.report(choice, quarter(2), 40)
    earlier = office.report(choice, quarter(1), 10)
    assert (earlier.standing.value, earlier.standing.band) == (40, Band.MET)
    assert earlier.progress == 0
    gone = office.not_there(choice, quarter(2))
    assert gone.observation_id == later.observation_id
    assert gone.standing.value == 10


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (quarter(1), "the-period-is-already-reported"),
        (Period(start=quarter(1).end, end=quarter(2).end), "the-periods-overlap"),
        (Period(start=quarter(1).start, end=quarter(1).start), "the-periods-overlap"),
        (Period(start=at(2026, 1, 2).date(), end=quarter(1).end), "the-periods-overlap"),
        (Period(start=at(2025, 7, 1).date(), end=quarter(2).end), "the-periods-overlap"),
        (quarter(3), "the-period-is-in-the-future"),
        (Period(start=quarter(2).end, end=quarter(2).start), "the-period-ends-before-it-begins"),
        (Period(start=at(2000, 1, 1).date(), end=quarter(2).end), "the-period-is-too-long"),
    ],
)
def test_a_period_that_does_not_fit_is_refused_by_name(office, choice, period, code):
    office.report(choice, quarter(1), 25)
    refused = office.report(choice, period, 30)
    assert refused.code == code
    assert refused.field.startswith("period")


def test_a_value_that_cannot_be_is_refused_and_nothing_is_kept(office, choice):
    before = office.desk.dump()
    assert office.report(choice, quarter(1), -1).code == "the-value-is-below-what-is-possible"
    assert office.report(choice, quarter(1), 1e308).code == "the-value-is-too-large"
    assert office.report(choice, quarter(1), 3, unit="kWh").code == "the-unit-does-not-convert"
    assert office.desk.dump() == before


def test_the_lead_and_an_official_report_and_nobody_else(office, choice):
    assert office.report(choice, quarter(1), 1, "p-stranger").code == "this-is-not-yours-to-do"
    assert isinstance(office.report(choice, quarter(1), 1, LEAD), KpiReported)
    assert isinstance(office.report(choice, quarter(2), 1, OFFICIAL), KpiReported)
    chosen = ChooseKpi(cluster_id=CLUSTER, kpi_id="minutes", goal=GOAL)
    assert office.ask(chosen, OFFICIAL).code == "this-is-not-yours-to-do"
    assert office.ask(chosen, LEAD).code == "the-indicator-is-already-chosen"


def test_a_replay_gives_the_same_rows(office, choice, new_desk):
    reported = office.report(choice, quarter(1), 25)
    office.correct(reported, 20)
    office.not_there(choice, quarter(2))
    office.calendar(None)
    copy = new_desk()
    copy.replay([*office.desk.heard, *office.desk.envelopes()])
    assert copy.dump() == office.desk.dump()
