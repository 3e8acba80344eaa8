"""The worksheet form works without scripts: errors at their fields, typed values kept, the answer shown."""

import asyncio
import re
from typing import Any

import pytest

from cityteams_contracts.registration import RegistrationRejection, SubmitWorksheet
from cityteams_portal.worksheet_form import WorksheetForm
from cityteams_portal.worksheet_row import WorksheetRow
from tests.portal.story import refused, submitted
from tests.portal.test_pages import HOSTILE, Outline

FILLED = {
    "title": "Quiet streets",
    "sector": "transportation",
    "description": "Sensors.\r\nAnd people.",
    "city_name": "Zürich",
    "city_country": "ch",
    "official_name": "Ada Official",
    "official_mail": "ada@city.example",
    "lead_name": "Lea Lead",
    "lead_mail": "lea@team.example",
    "partner_1_name": "CoLab",
    "partner_1_kind": "company",
    "partner_1_country": "",
    "needs": ["data", "funding"],
}


class Browser:
    """Opens the form, fills it and sends it, as a person without scripts does."""

    def __init__(self, client):
        self.client, self.page = client, ""

    async def open(self):
        self.page = (await self.client.get("/worksheets/new")).text
        return self

    def hidden(self, name):
        (value,) = [each["value"] for each in Outline(self.page).all("input") if each.get("name") == name]
        return value

    async def send(self, **change):
        fields = {"form_token": self.hidden("form_token"), "id": self.hidden("id"), **FILLED, **change}
        response = await self.client.post("/worksheets/new", data=fields)
        self.page = response.text
        return response

    def error(self, field):
        found = re.search(rf'id="{field}-error">([^<]*)<', self.page)
        return found[1] if found else None

    def typed(self, field):
        return next(each["value"] for each in Outline(self.page).all("input") if each.get("name") == field)


@pytest.fixture
async def browser(desk):
    async with desk.client() as client:
        yield await Browser(client).open()


async def test_a_filled_form_becomes_a_command_without_any_contact_in_it(desk, browser):
    response = await browser.send()
    ((command_id, command),) = desk.commands()
    assert response.status_code == 303
    assert response.headers["location"] == f"/commands/{command_id}"
    assert isinstance(command, SubmitWorksheet)
    assert command.worksheet_id == browser_id(desk)
    assert command.project.participants[0].name == "Zürich"
    assert command.project.participants[0].country == "CH"
    assert command.project.participants[0].deploys
    assert [need.kind for need in command.project.needs] == ["data", "funding"]
    assert {person.mail for person in desk.people} == {"ada@city.example", "lea@team.example"}
    assert "example" not in command.model_dump_json()
    assert "Lea" not in command.model_dump_json()


def browser_id(desk):
    return desk.commands()[0][1].worksheet_id


async def test_an_empty_form_names_every_field_at_the_field(desk, browser):
    blank: dict[str, Any] = dict.fromkeys(FILLED, "") | {"needs": []}
    response = await browser.send(**blank)
    assert response.status_code == 422
    assert browser.error("title") == "This is empty; fill it in."
    assert "choose" in browser.error("sector")
    assert browser.error("lead_name") == "This is empty; fill it in."
    assert browser.error("lead_mail") == "This is empty; fill it in."
    assert desk.commands() == []
    assert desk.people == []
    outline = Outline(browser.page)
    title = next(each for each in outline.all("input") if each.get("name") == "title")
    assert title["aria-invalid"] == "true"
    assert "title-error" in title["aria-describedby"]
    assert any(each.get("role") == "alert" for each in outline.all("div"))
    assert any(each.get("href") == "#title" for each in outline.all("a"))


async def test_what_was_typed_is_kept_and_escaped(browser):
    await browser.send(title="", lead_name=HOSTILE, city_country="Switzerland")
    assert browser.typed("lead_name") == HOSTILE
    assert browser.typed("city_name") == "Zürich"
    assert "two capital letters" in browser.error("city_country")
    assert "<script>alert" not in browser.page
    checked = [each["value"] for each in Outline(browser.page).all("input") if "checked" in each]
    assert checked == ["data", "funding"]
    assert 'value="transportation" selected' in browser.page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "x" * 301, "longer than 300"),
        ("title", "a\x00b", "U.0000"),
        ("title", "a\u202eb", "U.202E"),
        ("city_name", "a\nb", "one line"),
        ("description", "x" * 4001, "longer than 4000"),
        ("partner_1_kind", "circus", "choose"),
        ("partner_2_country", "USA", "two capital letters"),
        ("official_mail", "", "empty"),
        ("lead_mail", "nobody", "no mail address|not a mail address"),
        ("official_mail", "nobody", "not a mail address"),
    ],
)
async def test_each_mistake_is_told_at_its_field(desk, browser, field, value, words):
    assert (await browser.send(**{field: value})).status_code == 422
    assert re.search(words, browser.error(field) or "nothing"), browser.error(field)
    assert desk.commands() == []


async def test_the_rule_that_refuses_is_told_at_its_field(desk, new_desk):
    patient = new_desk(answer_wait=5)

    def no(command_id):
        return refused(
            command_id, "a-worksheet-needs-a-city-official", "No city official is named. Add one.", "officials"
        )

    async with patient.client() as client:
        browser = await Browser(client).open()
        sending = asyncio.create_task(browser.send(official_name="", official_mail=""))
        await patient.answer_next(no)
        response = await sending
    assert response.status_code == 422
    assert browser.error("official_name") == "No city official is named. Add one."
    assert browser.typed("title") == "Quiet streets"


async def test_an_answer_in_time_leads_to_done(new_desk):
    patient = new_desk(answer_wait=5)
    async with patient.client() as client:
        browser = await Browser(client).open()
        sending = asyncio.create_task(browser.send())
        await patient.answer_next(lambda _: submitted())
        page = await client.get((await sending).headers["location"])
    assert "Your worksheet is in" in page.text
    assert "data-waiting" not in page.text


async def test_without_an_answer_the_page_says_on_its_way_and_looks_again(desk, browser):
    place = (await browser.send()).headers["location"]
    page = (await browser.client.get(place)).text
    assert "Received, on its way" in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    command_id = place.rpartition("/")[2]
    desk.hear(
        RegistrationRejection(command_id=command_id, command="submit-worksheet", code="no", reason="Not this way.")
    )
    later = (await browser.client.get(place)).text
    assert "Not this way." in later
    assert "http-equiv" not in later


async def test_a_form_sent_twice_is_one_command(desk, browser):
    first = await browser.send()
    browser.page = (await browser.client.get("/worksheets/new")).text
    ((_, command),) = desk.commands()
    second = await browser.send(id=command.worksheet_id)
    assert first.headers["location"] == second.headers["location"]
    assert len(desk.commands()) == 1


async def test_two_clicks_at_once_are_one_command(desk, browser):
    first = await browser.send()
    ((_, command),) = desk.commands()
    browser.page = (await browser.client.get("/worksheets/new")).text
    again = [browser.send(id=command.worksheet_id, title="Both at once") for _ in range(5)]
    places = {response.headers["location"] for response in await asyncio.gather(*again)}
    assert len(places) == 1
    assert places != {first.headers["location"]}
    assert len(desk.commands()) == 2


async def test_a_corrected_form_is_a_command_of_its_own(desk, browser):
    await browser.send()
    ((_, command),) = desk.commands()
    browser.page = (await browser.client.get("/worksheets/new")).text
    await browser.send(id=command.worksheet_id, title="Quieter streets")
    assert len({command_id for command_id, _ in desk.commands()}) == 2


async def test_registration_away_keeps_the_text_and_sends_nothing(desk, browser):
    desk.away = True
    response = await browser.send()
    assert response.status_code == 503
    assert browser.typed("title") == "Quiet streets"
    assert "Nothing was sent" in browser.page
    assert desk.commands() == []


async def test_a_form_without_its_token_is_refused_but_kept(desk, browser):
    response = await browser.send(form_token="guessed")
    assert response.status_code == 403
    assert browser.typed("title") == "Quiet streets"
    browser.client.cookies.clear()
    assert (await browser.send()).status_code == 403
    assert desk.commands() == []
    assert desk.people == []


async def test_the_token_is_out_of_reach_for_scripts_and_other_sites(desk):
    async with desk.client() as client:
        cookie = (await client.get("/worksheets/new")).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


async def test_files_and_malformed_forms_are_refused(desk, browser):
    files = {"title": ("a.txt", b"hello")}
    assert (await browser.client.post("/worksheets/new", files=files)).status_code == 400
    odd = await browser.client.post(
        "/worksheets/new", content=b"--x", headers={"content-type": "multipart/form-data; boundary"}
    )
    assert odd.status_code in (400, 403)
    assert desk.commands() == []


def test_a_form_of_spaces_is_an_empty_form():
    form = WorksheetForm.typed({"partner_1_name": "   ", "city_name": " ", "official_name": " "}, {})
    read = form.row("sc3-2018")
    assert isinstance(read, WorksheetForm)
    assert read.errors.keys() == {"title", "sector", "lead_name", "lead_mail"}


def test_a_good_form_is_a_row():
    texts = {name: value for name, value in FILLED.items() if isinstance(value, str)}
    row = WorksheetForm.typed(texts, {"needs": ["data"]}).row("sc3-2018")
    assert isinstance(row, WorksheetRow)
    assert row.description == "Sensors.\nAnd people."
    assert [each.name for each in row.participants] == ["Zürich", "CoLab"]
