"""The lead is reminded before and after a due date, once each, whatever the clock does."""

from datetime import timedelta

from cityteams_contracts.clusters import (
    ChangeKpiChoice,
    Frequency,
    KpiDropped,
    KpiDue,
    KpiOverdue,
    KpiRescheduled,
    ReportingCalendarSet,
    SetReportingCalendar,
)
from tests.clusters.desk import withdrawn
from tests.clusters.kpis.office import CLUSTER, LEAD
from tests.clusters.kpis.samples import GOAL, QUARTERLY, at, indicator, quarter
from tests.clusters.samples import WHOLE_TEAM


def told(said):
    """Which kind, for which period, how many days before or after, when."""
    return [(type(event), event.period, event.days, f"{moment:%m-%d %H}") for event, moment in said]


def measured(office, *ids):
    """Choices of indicators, in a round that reports quarterly."""
    office.calendar()
    for kpi_id in ids:
        office.define(indicator(code=kpi_id), kpi_id)
    return [office.choose(kpi_id) for kpi_id in ids]


async def test_a_quarter_is_asked_for_before_and_after_it_is_due(office):
    measured(office, "minutes")
    assert told(await office.wake(2026, 5, 20)) == [
        (KpiDue, quarter(1), 14, "04-16 08"),
        (KpiDue, quarter(1), 3, "04-27 08"),
        (KpiOverdue, quarter(1), 1, "05-01 08"),
        (KpiOverdue, quarter(1), 14, "05-14 08"),
    ]
    assert await office.wake(2026, 5, 20) == []


async def test_one_reminder_names_all_indicators_of_the_cluster(office):
    choices = measured(office, "a", "b", "c")
    ((event, moment),) = await office.wake(2026, 4, 16)
    assert moment == at(2026, 4, 16, 8)
    assert (event.cluster_id, event.lead, event.title) == (CLUSTER, LEAD, WHOLE_TEAM.title)
    assert {each.choice_id for each in event.kpis} == {each.choice_id for each in choices}
    assert event.due_on == quarter(1).end + timedelta(days=30)


async def test_what_was_reported_is_not_asked_for(office):
    first, second = measured(office, "a", "b")
    office.now(2026, 4, 2).report(first, quarter(1), 20)
    ((event, _),) = await office.wake(2026, 4, 16)
    assert [each.choice_id for each in event.kpis] == [second.choice_id]
    office.now(2026, 4, 20).not_there(second, quarter(1))
    assert await office.wake(2026, 7, 15) == []
    assert told(await office.wake(2026, 7, 17)) == [(KpiDue, quarter(2), 14, "07-16 08")]


async def test_a_report_that_comes_after_the_chase_ends_it(office):
    (choice,) = measured(office, "a")
    assert len(await office.wake(2026, 5, 2)) == 3
    office.now(2026, 5, 3).report(choice, quarter(1), 20)
    assert await office.wake(2026, 7, 1) == []


async def test_the_house_slept_and_says_everything_as_of_its_moment(office, new_desk):
    measured(office, "a")
    said = await office.wake(2027, 2, 1)
    moments = [moment for _, moment in said]
    assert moments == sorted(moments)
    periods = [event.period for event, _ in said]
    expected = ((1, 4), (2, 4), (3, 4), (4, 3))
    assert periods == [quarter(number) for number, times in expected for _ in range(times)]
    copy = new_desk()
    copy.replay([*office.desk.heard, *office.desk.envelopes()])
    assert copy.dump() == office.desk.dump()


async def test_the_same_season_under_another_clock_says_the_very_same(office, new_desk):
    measured(office, "a", "b")
    recorded = [*office.desk.heard, *office.desk.envelopes()]
    await office.wake(2026, 12, 31)
    at_once = office.desk.envelopes()
    copy = type(office)(new_desk())
    copy.desk = new_desk()
    copy.desk.replay(recorded)
    for month in range(2, 13):
        for day in (3, 11, 19, 27):
            await copy.wake(2026, month, day)
    await copy.wake(2026, 12, 31)
    key = lambda each: (each.stamp.id, each.stamp.at, each.subject, each.body, each.version)  # noqa: E731
    assert [key(each) for each in copy.desk.envelopes()] == [key(each) for each in at_once]
    assert len(at_once) > 12


async def test_another_calendar_of_the_round_moves_its_clusters_but_not_those_with_their_own(office):
    monthly = QUARTERLY.model_copy(update={"frequency": Frequency.MONTHLY})
    office.define(indicator(code="own"), "own")
    office.choose("own", calendar=QUARTERLY)
    assert [type(each) for each in office.calendar(monthly)] == [ReportingCalendarSet]
    office.define(indicator(code="round"), "round")
    office.choose("round")
    said = office.calendar(monthly.model_copy(update={"due_days": 10}))
    assert [type(each) for each in said] == [ReportingCalendarSet, KpiRescheduled]
    told_now = await office.wake(2026, 2, 8)
    assert [(event.kpis[0].kpi_id, f"{moment:%m-%d}") for event, moment in told_now] == [
        ("round", "01-27"),
        ("round", "02-07"),
    ]


async def test_what_was_said_is_not_said_again_after_a_change(office):
    (choice,) = measured(office, "a")
    assert len(await office.wake(2026, 4, 20)) == 1
    office.now(2026, 4, 20)
    office.calendar(QUARTERLY.model_copy(update={"chase_days": (2,)}))
    goal = GOAL.model_copy(update={"target": 41.0})
    ids = {"cluster_id": CLUSTER, "choice_id": choice.choice_id}
    office.ask(ChangeKpiChoice(**ids, goal=goal, reason="More."))
    assert told(await office.wake(2026, 5, 20)) == [
        (KpiDue, quarter(1), 3, "04-27 08"),
        (KpiOverdue, quarter(1), 2, "05-02 08"),
    ]


async def test_without_a_calendar_nobody_is_asked(office):
    measured(office, "a")
    office.every(SetReportingCalendar(round_id=WHOLE_TEAM.round_id))
    assert office.sheet().wakes_at is None
    assert await office.wake(2028, 1, 1) == []


async def test_reminders_end_with_the_date_of_the_target(office):
    office.calendar()
    office.define()
    office.choose(goal=GOAL.model_copy(update={"due": at(2026, 6, 30).date()}))
    said = await office.wake(2028, 1, 1)
    assert {event.period for event, _ in said} == {quarter(1), quarter(2)}


async def test_a_team_that_is_no_more_is_measured_no_more(office):
    measured(office, "a", "b")
    office.desk.take(withdrawn(WHOLE_TEAM))
    said = await office.wake(2026, 12, 31)
    assert [type(event) for event, _ in said] == [KpiDropped, KpiDropped]
    assert office.sheet().choices == ()


async def test_a_sheet_stays_small_over_the_years(office):
    monthly = QUARTERLY.model_copy(update={"frequency": Frequency.MONTHLY})
    office.define()
    choice = office.choose(calendar=monthly, goal=GOAL.model_copy(update={"due": at(2040, 1, 1).date()}))
    for index in range(60):
        year, month = 2026 + index // 12, index % 12 + 1
        first = at(year, month, 1).date()
        last = at(year + month // 12, month % 12 + 1, 1).date() - timedelta(days=1)
        office.now(last.year + (last.month == 12), last.month % 12 + 1, 5)
        period = quarter(1).model_copy(update={"start": first, "end": last})
        assert office.report(choice, period, 20).observation_id
        assert len(office.sheet().choices[0].settled) <= 1
    assert await office.wake(2031, 1, 10) == []
