"""KPIs in the portal: pages that work without scripts, pictures with tables, and nothing of others' reports."""

import re

import pytest

from cityteams_contracts.clusters import (
    AdoptCatalogue,
    ChooseKpi,
    CorrectKpi,
    FreezePeriod,
    KpiChosen,
    KpiDefined,
    MarkKpiNotReported,
    PublishBenchmark,
    ReportKpi,
    SetReportingCalendar,
)
from cityteams_contracts.registration import ProgrammeRole
from cityteams_portal.store.kpis import SHEETS
from tests.portal.kpis.story import MINUTES, catalogue, comparison, no_figure, sheet
from tests.portal.test_pages import Outline

SHEET = "/clusters/c-1/kpis"


@pytest.fixture
def told(busy):
    """A portal that heard a small season and its KPIs."""
    busy.hear(*catalogue(), *sheet(), *comparison())
    return busy


async def page(client, path, status=200):
    response = await client.get(path)
    assert response.status_code == status, response.text[:500]
    return response.text


async def post(client, path, status=303, **fields):
    """Sends a form of a page that was looked at before."""
    shown = await page(client, path)
    tokens = dict(re.findall(r'name="(form_token|act_id)" value="([^"]+)"', shown))
    response = await client.post(path, data={**tokens, **fields})
    assert response.status_code == status, response.text[:1500]
    return response.text


def last(desk):
    """The command that was sent last."""
    return desk.commands()[-1][1]


@pytest.mark.parametrize(
    "path", ["/kpis", "/kpis?topic=Safety", "/kpis/k-1", "/kpis/benchmarks", "/kpis/missing", SHEET]
)
async def test_every_page_of_kpis_has_a_sound_outline(told, path):
    client = told.person("p-office", ProgrammeRole.SECRETARIAT)
    shown = await page(client, path)
    outline = Outline.of(shown) if hasattr(Outline, "of") else None
    assert shown.count("<h1") == 1
    assert "style=" not in shown
    assert "Minutes of <warning>" not in shown
    for picture in re.findall(r"<svg class=\"kpi-picture\".*?</svg>", shown, re.DOTALL):
        assert 'role="img"' in picture
        assert "aria-label" in picture
    labels, inputs = re.findall(r'label for="([^"]+)"', shown), re.findall(r'(?:input|select) id="([^"]+)"', shown)
    assert set(inputs) <= set(labels)
    assert len(inputs) == len(set(inputs))
    assert outline is None or outline


async def test_the_sheet_shows_progress_and_every_earlier_value(told):
    shown = await page(told.person("p-lead"), SHEET)
    assert "33 %" in shown
    assert "On track" in shown
    assert re.search(r"2018-01-01 to 2018-03-31</th><td>20", shown)
    assert "15 (1 March 2018" in shown
    assert "Wanted: 2018-04-01 to 2018-06-30" in shown


@pytest.mark.parametrize("person", ["p-lead", "p-official"])
async def test_the_team_sees_its_sheet_and_others_do_not(told, person):
    await page(told.person(person), SHEET)
    await page(told.person("p-third"), SHEET, 403)
    response = await told.client().get(SHEET)
    assert response.status_code in (303, 401)


async def test_no_figure_is_never_shown_as_zero(told):
    told.hear(no_figure())
    shown = await page(told.person("p-lead"), SHEET)
    assert 'Not reported</span>: <span dir="auto">The meter broke.' in shown
    assert "Wanted:" not in shown


async def test_who_has_not_reported_is_listed_for_the_secretariat(told):
    office = told.person("p-office", ProgrammeRole.SECRETARIAT)
    assert "2018-04-01 to 2018-06-30" in await page(office, "/kpis/missing")
    items = (await told.secretariat().get("/api/v1/kpis/missing")).json()["items"]
    assert [(each["cluster_id"], each["due"], each["overdue"]) for each in items] == [("c-1", 1, 0)]
    told.hear(no_figure())
    assert "Nobody is waited for" in await page(office, "/kpis/missing")


async def test_the_public_sees_groups_of_ten_and_who_is_signed_in_of_five(told):
    public = (await told.client().get("/api/v1/kpis/benchmarks")).json()["items"][0]["cells"]
    assert [each["group"] for each in public] == ["all"]
    inside = await page(told.person("p-third"), "/kpis/benchmarks")
    outside = await page(told.client(), "/kpis/benchmarks")
    assert ">Data<" in inside
    assert ">Data<" not in outside
    assert "10,000,000" in outside
    assert "on a scale of powers of ten" in outside


FORMS = [
    ({"action": "choose", "kpi_id": "k-2", "target": "12.5"}, ChooseKpi),
    (
        {"action": "report", "choice_id": "choice-1", "start": "2018-04-01", "end": "2018-06-30", "value": "0.5",
         "unit": "h", "grade": "estimate", "source": "A log"},
        ReportKpi,
    ),
    (
        {"action": "correct", "choice_id": "choice-1", "observation_id": "seen-1", "value": "19",
         "grade": "estimate", "source": "A log", "reason": "A slip."},
        CorrectKpi,
    ),
    (
        {"action": "no-report", "choice_id": "choice-1", "start": "2018-04-01", "end": "2018-06-30", "reason": "None."},
        MarkKpiNotReported,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "command"), FORMS, ids=[each["action"] for each, _ in FORMS])
async def test_a_form_of_the_sheet_is_one_command(told, fields, command):
    await post(told.person("p-lead"), SHEET, **fields)
    sent = last(told)
    assert isinstance(sent, command)
    assert sent.cluster_id == "c-1"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": "NaN"}, "must be a number"),
        ({"value": "twelve"}, "write a number"),
        ({"start": "yesterday"}, "choose a day"),
        ({"grade": "perfect"}, "one of the words"),
        ({"source": ""}, "source"),
    ],
)
async def test_what_cannot_be_is_told_beside_the_form_with_all_that_was_typed(told, change, words):
    before = len(told.commands())
    fields = FORMS[1][0] | {"note": "Typed by hand"} | change
    shown = await post(told.person("p-lead"), SHEET, 422, **fields)
    assert words in shown
    assert "Typed by hand" in shown
    assert len(told.commands()) == before


async def test_the_secretariat_adopts_freezes_publishes_and_sets_calendars(told):
    office = told.person("p-office", ProgrammeRole.SECRETARIAT)
    await post(office, "/kpis", action="adopt", catalogue_id="cityteams-1")
    assert last(told) == AdoptCatalogue(catalogue_id="cityteams-1")
    await post(
        office, "/kpis/missing", action="freeze", period_id="q2", title="Q2", start="2018-04-01", end="2018-06-30"
    )
    assert isinstance(last(told), FreezePeriod)
    await post(
        office, "/kpis/missing", action="publish", period_id="q1", kpi_id="k-2", measure="value", grouping="sector"
    )
    assert isinstance(last(told), PublishBenchmark)
    await post(
        office, "/kpis/missing", action="calendar", round_id="sc3-2018", frequency="quarterly", first_day="2018-01-01"
    )
    sent = last(told)
    assert isinstance(sent, SetReportingCalendar)
    assert sent.calendar is not None


async def test_the_export_holds_every_choice_and_no_cell_runs(told):
    told.hear(
        KpiDefined(kpi_id="k-3", definition=MINUTES.model_copy(update={"code": "=1"}), defined_at=sheet()[0].chosen_at)
    )
    text = (await told.secretariat().get("/api/v1/exports/kpis.csv")).text
    assert text.count("\r\n") == 2
    assert '"c-1","Crime-curbing lights"' in text
    assert not re.search(r'(^|,)"[=+@]', text)
    assert (await told.client().get("/api/v1/exports/kpis.csv")).status_code == 401


async def test_the_api_gives_one_command_and_names_what_is_wrong(told):
    api = told.secretariat()
    told.desk_before = len(told.commands())
    body = {"kpi_id": "k-2", "goal": {"target": 5}}
    response = await api.post("/api/v1/clusters/c-1/kpis", json=body)
    assert response.status_code == 202
    assert last(told) == ChooseKpi.model_validate({"cluster_id": "c-1", **body})
    wrong = await api.post("/api/v1/clusters/c-1/kpis", json={"kpi_id": "k-2", "goal": {"target": "much"}})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"] == "/goal/target"
    other = await api.post("/api/v1/clusters/c-1/kpis", json={**body, "cluster_id": "c-2"})
    assert other.json()["code"] == "the-address-says-otherwise"


def test_a_replay_gives_the_same_rows(told, new_desk):
    copy = new_desk()
    copy.replay(told.heard)
    assert copy.dump() == told.dump()
    assert told.read(lambda tx: tx.get(SHEETS, "c-1")).choices[0].choice_id == "choice-1"
    assert isinstance(sheet()[0], KpiChosen)
