"""A real browser: killed while somebody types, two that change one field, without scripts, and for every reader."""

import asyncio

import pytest

pytest.importorskip("playwright.async_api")

from axe_playwright_python.async_playwright import Axe

from tests.portal.worksheets.browsing import browsers, served, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
async def address(pair):
    """Where the portal is served."""
    async with served(pair) as found:
        yield found


@pytest.fixture
async def driver():
    """Drives browsers."""
    async with browsers() as found:
        yield found


@pytest.fixture
def opening(driver, pair, lea, moritz, tmp_path):
    """Opens a browser of Lea or Max."""
    people = {"lea": (lea.person, "Lea Lead"), "max": (moritz.person, "Max Mate")}

    async def make(who="lea", folder="one", **wishes):
        return await window(driver, tmp_path / folder, pair, *people[who], **wishes)

    return make


async def until(look, wanted):
    """Looks until what is wanted is there; the test's own time-out ends it otherwise."""
    found = await look()
    for _ in range(300):
        if wanted(found):
            return found
        await asyncio.sleep(0.05)
        found = await look()
    raise AssertionError(f"never came: {found!r}")


async def fields_of(client, draft_id):
    response = await client.get(f"/api/v1/drafts/{draft_id}")
    return {name: each["value"] for name, each in response.json()["fields"].items()} if response.is_success else {}


def draft_of(page):
    return page.evaluate("document.querySelector('form[data-draft]').dataset.draft")


async def test_a_browser_killed_while_somebody_types_loses_nothing_older_than_two_seconds(opening, address, lea):
    it = await opening()
    page = await it.page(f"{address}/worksheets/new")
    draft_id = await draft_of(page)
    await page.fill("#title", "Typed first")
    await until(lambda: fields_of(lea, draft_id), lambda fields: fields.get("title") == "Typed first")
    typed = ""
    for number in range(40):
        typed += f"word{number} "
        await page.locator("#description").press_sequentially(f"word{number} ")
        await asyncio.sleep(0.1)
    await asyncio.sleep(2)  # what is older than this must be safe; the test does not judge how quick it was
    await page.locator("#challenges").press_sequentially("the last words")
    it.kill()
    kept = await fields_of(lea, draft_id)
    assert kept["title"] == "Typed first"
    assert kept["description"] == typed
    again = await opening()
    page = await again.page(f"{address}/worksheets/{draft_id}/edit")
    assert await page.input_value("#description") == typed
    await again.context.close()


async def test_what_the_server_could_not_take_comes_back_in_the_next_window(opening, address, pair, lea):
    it = await opening()
    page = await it.page(f"{address}/worksheets/new")
    draft_id = await draft_of(page)
    await page.fill("#title", "Saved")
    await until(lambda: fields_of(lea, draft_id), lambda fields: fields.get("title") == "Saved")
    pair.away = True
    await page.fill("#description", "Typed while nobody answered")
    await until(lambda: page.inner_text("[data-saved]"), lambda text: "trying again" in text)
    await page.close()
    pair.away = False
    page = await it.page(f"{address}/worksheets/{draft_id}/edit")
    assert await page.input_value("#description") == "Typed while nobody answered"
    found = await until(lambda: fields_of(lea, draft_id), lambda fields: "description" in fields)
    assert found["description"] == "Typed while nobody answered"
    await it.context.close()


async def test_an_expired_session_loses_nothing_when_the_person_comes_back(opening, address, lea):
    it = await opening()
    page = await it.page(f"{address}/worksheets/new")
    draft_id = await draft_of(page)
    await page.fill("#title", "Saved")
    await until(lambda: fields_of(lea, draft_id), lambda fields: fields.get("title") == "Saved")
    cookies = await it.context.cookies()
    await it.context.clear_cookies()
    await page.fill("#title", "Typed while signed out")
    await until(lambda: page.inner_text("[data-saved]"), lambda text: "signed out" in text)
    await it.context.add_cookies(cookies)
    await page.reload()
    await until(lambda: fields_of(lea, draft_id), lambda fields: fields["title"] == "Typed while signed out")
    await it.context.close()


async def test_two_browsers_that_change_one_field_choose_and_see_the_rest(opening, address, lea):
    mine, theirs = await opening(), await opening("max", "two")
    page = await mine.page(f"{address}/worksheets/new")
    draft_id = await draft_of(page)
    await page.fill("#title", "Quiet streets")
    await until(lambda: fields_of(lea, draft_id), lambda fields: "title" in fields)
    share = {"name": "Max Mate", "mail": "max@team.example"}
    assert (await lea.post(f"/api/v1/drafts/{draft_id}/share", json=share)).status_code == 200
    other = await theirs.page(f"{address}/worksheets/{draft_id}/edit")
    await mine.context.set_offline(True)
    await page.fill("#title", "Calm streets")
    await other.fill("#title", "Silent streets")
    await other.fill("#solutions", "Better asphalt")
    await until(lambda: fields_of(lea, draft_id), lambda fields: "solutions" in fields and "Silent" in fields["title"])
    await mine.context.set_offline(False)
    panel = page.locator(".clash")
    await panel.wait_for()
    assert "Silent streets" in await panel.inner_text()
    assert "Calm streets" in await panel.inner_text()
    await until(lambda: page.input_value("#solutions"), lambda text: text == "Better asphalt")
    assert (await fields_of(lea, draft_id))["title"] == "Silent streets"
    await panel.get_by_role("button", name="Keep mine").click()
    await until(lambda: fields_of(lea, draft_id), lambda fields: fields["title"] == "Calm streets")
    await until(lambda: other.input_value("#title"), lambda text: text == "Calm streets")
    await mine.context.close()
    await theirs.context.close()


async def test_rows_are_added_filled_and_removed_and_handing_in_tells_what_misses(opening, address, lea):
    it = await opening()
    page = await it.page(f"{address}/worksheets/new")
    draft_id = await draft_of(page)
    await page.fill("#participants-0-name", "Zürich")
    await page.check("#participants-0-deploys")
    await page.fill("#participants-1-name", "CoLab")
    await page.locator("#participants [data-add]").click()
    await page.locator("#participants [data-row]").last.locator("[data-part=name]").fill("University")
    await page.locator("#participants [data-row]").nth(1).locator("[data-remove]").click()
    await until(
        lambda: fields_of(lea, draft_id),
        lambda fields: [each["name"] for each in fields.get("participants", [])] == ["Zürich", "University"],
    )
    assert await page.locator("[data-checklist] li").count() > 3
    await page.get_by_role("button", name="Hand it in").click()
    await page.locator("#errors").wait_for()
    assert "is empty" in await page.inner_text("#title-error")
    assert await page.input_value("#participants-1-name") == "University"
    await it.context.close()


async def test_without_scripts_the_form_saves(opening, address, lea):
    it = await opening(java_script_enabled=False)
    page = await it.page(f"{address}/worksheets/new")
    await page.fill("#title", "Without scripts")
    await page.get_by_role("button", name="Save").click()
    await page.wait_for_url("**/edit")
    assert await page.input_value("#title") == "Without scripts"
    draft_id = page.url.split("/")[-2]
    assert (await fields_of(lea, draft_id))["title"] == "Without scripts"
    await it.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("screen", [(375, "light"), (1280, "dark")])
async def test_every_reader_can_use_the_pages_of_a_worksheet(opening, address, lea, language, screen, tmp_path):
    width, scheme = screen
    await lea.patch("/api/v1/drafts/w-axe", json={"changes": {"title": "Quiet streets"}}, headers={"if-match": '"0"'})
    it = await opening(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in ("/worksheets/new", "/worksheets/w-axe/edit", "/worksheets/w-axe/preview", "/worksheets"):
        page = await it.page(f"{address}{path}?lang={language}")
        assert await page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
        found = await Axe().run(page, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{path} is {wider} px too wide"
        await page.screenshot(path=tmp_path / f"{path.replace('/', '_')}-{language}-{width}.png", full_page=True)
    await it.context.close()


async def test_the_page_needs_no_exception_from_its_content_policy(opening, address):
    it = await opening()
    page = await it.context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda wrong: said.append(str(wrong)))
    response = await page.goto(f"{address}/worksheets/new")
    await page.fill("#description", "x" * 3500)
    await page.locator("#description + .counter").wait_for()
    assert response is not None
    assert response.headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in response.headers["content-security-policy"]
    assert said == []
    await it.context.close()
