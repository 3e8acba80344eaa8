"""One's own data at the portal, before the real registration: consents, everything held, and being forgotten."""

import hashlib
import html
import json
import re

import pytest

from cityteams_contracts.registration import ConsentPurpose, PersonErased
from cityteams_portal.domain.consents import TEXTS
from cityteams_portal.store import CONSENTS
from cityteams_portal.web.own_data import UNSURE
from tests.portal.pair import Pair, registration_at
from tests.portal.test_sign_in import hidden

MAIL, PUBLIC = ConsentPurpose.PROGRAMME_MAIL, ConsentPurpose.PUBLIC_LEAD
AGREED_TO = {
    ConsentPurpose.PROGRAMME_MAIL: "1 083b02f30785c9d8",
    ConsentPurpose.PUBLIC_LEAD: "1 26da54bde0f9ee01",
    ConsentPurpose.CONTACT_IN_CLUSTER: "1 f9af4c803c5e99b3",
    ConsentPurpose.BENCHMARKS: "1 406e4693adaf61ea",
}
"""Version and hash of each text; when a text is changed, its version has to be another."""


@pytest.fixture
async def pair(new_desk, new_store, migrated):
    """Both services over fresh stores."""
    return Pair(new_desk(answer_wait=3), migrated(registration_at(new_store())))


async def comes(pair, name="Ada"):
    """The id of somebody known, and their browser."""
    person = await pair.person(f"{name} Lovelace", f"{name.lower()}@city.example")
    return person, pair.browser(person, f"{name} Lovelace")


def form_of(page, purpose):
    """The fields of the form of one purpose, and its buttons."""
    (form,) = [each for each in page.text.split("<form")[1:] if f'name="purpose" value="{purpose}"' in each]
    form = form.partition("</form>")[0]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    return {name: html.unescape(value) for name, value in fields.items()}, re.findall(r'name="do" value="(\w+)"', form)


async def press(client, about, do, **change):
    fields, _ = form_of(await client.get("/account"), about)
    return await client.post("/account/consents", data=fields | {"do": do} | change)


def said(pair, kind):
    return [each for each in pair.registration.said() if isinstance(each, kind)]


async def test_each_consent_is_given_and_taken_back_by_itself_with_the_version_of_its_text(pair):
    person, client = await comes(pair)
    async with client, pair.delivering():
        page = await client.get("/account")
        assert [form_of(page, each)[1] for each in ConsentPurpose] == [["give"]] * 4
        for each in TEXTS.values():
            assert html.escape(each.text, quote=False) in page.text
        given = await press(client, MAIL, "give")
        assert (given.status_code, given.headers["location"]) == (303, "/account#consents")
        page = await client.get("/account")
        assert f"to text {TEXTS[MAIL].version}" in page.text
        assert [form_of(page, each)[1] for each in (MAIL, PUBLIC)] == [["withdraw"], ["give"]]
        await press(client, MAIL, "withdraw")
        page = await client.get("/account")
        assert "You took this back on" in page.text
        assert form_of(page, MAIL)[1] == ["give"]
        assert (await press(client, MAIL, "give")).headers["location"] == "/account#consents"
    (agreed,) = pair.portal.read(lambda tx: tx.get(CONSENTS, person)).agreed
    assert (agreed.purpose, agreed.text_version, agreed.holds) == (MAIL, TEXTS[MAIL].version, True)


async def test_the_same_form_sent_twice_is_one_consent(pair):
    _, client = await comes(pair)
    async with client, pair.delivering():
        fields, _ = form_of(await client.get("/account"), MAIL)
        for _ in range(2):
            answer = await client.post("/account/consents", data=fields | {"do": "give"})
            assert answer.headers["location"] == "/account#consents"
    assert [each.name for each in pair.registration.said()] == ["registration.person.consent-given"]


async def test_a_text_that_changed_meanwhile_is_not_agreed_to(pair):
    _, client = await comes(pair)
    async with client:
        answer = await press(client, MAIL, "give", version="0")
        assert answer.status_code == 400
        assert "has changed" in answer.text
    assert pair.portal.commands() == []


@pytest.mark.parametrize("change", [{"purpose": "everything"}, {"do": "perhaps"}, {"purpose": ""}])
async def test_a_form_that_is_not_ours_is_refused(pair, change):
    _, client = await comes(pair)
    async with client:
        assert (await press(client, MAIL, **({"do": "give"} | change))).status_code == 400
    assert pair.portal.commands() == []


@pytest.mark.parametrize("path", ["/account/consents", "/account/erase"])
async def test_another_site_cannot_agree_or_erase_for_somebody(pair, path):
    _, client = await comes(pair)
    typed = {"purpose": MAIL, "do": "give", "version": "1", "sure": "yes", "form_token": "guessed"}
    async with client:
        assert (await client.post(path, data=typed)).status_code == 403
        client.cookies.set("cityteams_form", "theirs")
        assert (await client.post(path, data=typed)).status_code == 403
    assert pair.portal.commands() == []


async def test_everything_held_on_oneself_comes_as_one_file_and_nothing_of_others(pair):
    _, client = await comes(pair)
    person, other = await comes(pair, "Eve")
    async with client, other, pair.delivering():
        await press(client, MAIL, "give")
        answer = await client.get("/account/data")
        foreign = await other.get(f"/account/data?person_id={person}")
    assert answer.headers["content-disposition"] == 'attachment; filename="my-data.json"'
    assert answer.headers["cache-control"] == "no-store"
    told = json.loads(answer.text)
    assert [each["mail"] for each in told["sections"]["contact"]] == ["ada@city.example"]
    assert [each["purpose"] for each in told["sections"]["consents"]] == [MAIL]
    assert [each["browser"] for each in told["sections"]["sessions"]] == ["Firefox on Linux"]
    assert "eve@" not in answer.text
    assert "ada@" not in foreign.text
    assert "eve@" in foreign.text


async def test_an_export_of_many_pages_is_joined_in_order(pair):
    person, client = await comes(pair)
    desk = pair.answers["cityteams.prv.registration.draft.save"]
    for number in range(6):
        asked = {"draft_id": f"d{number}", "actor": person, "round_id": "sc3-2018", "revision": 0}
        await desk.handler(desk.request(**asked, changes={"description": "x" * 90_000}), pair.registration.service)
    async with client:
        told = (await client.get("/account/data")).json()
        by_program = (await client.get(f"/api/v1/people/{person}/export")).json()
    assert pair.questions.count("cityteams.prv.registration.person.export") > 3
    texts = [each for each in told["sections"]["drafts"] if each.get("field") == "description"]
    assert sorted(each["draft_id"] for each in texts) == [f"d{number}" for number in range(6)]
    assert by_program["sections"]["drafts"] == told["sections"]["drafts"]


async def test_being_forgotten_takes_a_page_a_tick_and_a_press(pair):
    person, client = await comes(pair)
    async with client, pair.delivering():
        page = await client.get("/account/erase")
        assert (page.status_code, pair.portal.commands()) == (200, [])
        unsure = await client.post("/account/erase", data={"form_token": hidden(page)})
        assert (unsure.status_code, UNSURE in unsure.text, pair.portal.commands()) == (422, True, [])
        done = await client.post("/account/erase", data={"form_token": hidden(unsure), "sure": "yes"})
        assert done.status_code == 200
        assert "You are forgotten" in done.text
        assert (await client.get("/api/v1/me")).status_code == 401
        assert (await client.get("/account")).headers["location"].startswith("/sign-in?")
    assert [each.person_id for each in said(pair, PersonErased)] == [person]
    assert pair.portal.read(lambda tx: tx.get(CONSENTS, person)) is None


async def test_who_is_erased_while_registration_is_slow_is_signed_out_and_told_so(new_desk, new_store, migrated):
    pair = Pair(new_desk(answer_wait=0.05), migrated(registration_at(new_store())))
    _, client = await comes(pair)
    async with client:
        page = await client.get("/account/erase")
        done = await client.post("/account/erase", data={"form_token": hidden(page), "sure": "yes"})
        assert "on its way" in done.text
        assert (await client.get("/api/v1/me")).status_code == 401
    pair.deliver()
    assert len(said(pair, PersonErased)) == 1


@pytest.mark.parametrize("tag", ["fr", "es", "ko", "pt", "ar"])
async def test_the_pages_speak_the_language_of_the_reader(pair, tag):
    _, client = await comes(pair)
    async with client:
        account = await client.get(f"/account?lang={tag}")
        erase = await client.get(f"/account/erase?lang={tag}")
    for text in ("What you agree to", "I agree", "Download my data", TEXTS[MAIL].text):
        assert text not in account.text
    for text in ("Yes, erase me for good.", "Back to my account"):
        assert text not in erase.text


def test_a_text_that_is_changed_has_another_version():
    found = {
        purpose: f"{each.version} {hashlib.sha256((each.title + each.text).encode()).hexdigest()[:16]}"
        for purpose, each in TEXTS.items()
    }
    assert found == AGREED_TO
