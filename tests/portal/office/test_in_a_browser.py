"""The desk's pages in a real browser: everybody can use them, on a phone and on a desktop, in light and in dark."""

from typing import Any

import pytest

pytest.importorskip("playwright.async_api")

from axe_playwright_python.async_playwright import Axe

from cityteams_contracts.registration import ProgrammeRole
from tests.portal.signing import COOKIE, sign_in
from tests.portal.worksheets.browsing import browsers, served, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PAGES = (
    "/review",
    "/review?q=nothing-like-it",
    "/review/w-1",
    "/review/w-2",
    "/review/w-4",
    "/review/w-5",
    "/review/w-4/history",
    "/organisations",
    "/organisations/o-genoa",
    "/organisations/questions",
    "/rounds",
    "/rounds/sc3-2018",
)


class Alone:
    """The portal by itself, as the helpers of the worksheets want it."""

    def __init__(self, portal):
        self.portal = portal


@pytest.fixture
async def opening(morning, tmp_path):
    """Opens a browser in which an administrator is signed in, and tells the address."""
    alone: Any = Alone(morning)
    async with served(alone) as address, browsers() as driver:

        async def make(**wishes):
            it = await window(driver, tmp_path / "browser", alone, "p-boss", "Rita Reviewer", **wishes)
            token = sign_in(morning.service, "p-boss", ProgrammeRole.ADMINISTRATOR, name="Rita Reviewer")
            cookie: Any = {"name": COOKIE, "value": token, "domain": "localhost", "path": "/", "expires": 4e9}
            await it.context.add_cookies([cookie])
            return it, address

        yield make


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1280, "light"), (1280, "dark")])
async def test_every_reviewer_can_use_the_pages_of_the_desk(opening, width, scheme, tmp_path):
    it, address = await opening(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in PAGES:
        page = await it.page(f"{address}{path}")
        await page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        found = await Axe().run(page, options=WCAG)
        assert found.violations_count == 0, path + found.generate_report()
        wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{path} is {wider} px too wide"
        await page.screenshot(path=tmp_path / f"{path.replace('/', '_').partition('?')[0]}-{width}-{scheme}.png")
        await page.close()
    await it.context.close()


async def test_a_rule_leads_to_its_field_and_a_comment_is_written_where_it_belongs(opening):
    it, address = await opening()
    page = await it.page(f"{address}/review/w-2")
    await page.get_by_role("link", name="an-official-is-named in English.").click()
    assert page.url.endswith("#field-officials")
    field = page.locator("#field-officials")
    await field.locator("summary").click()
    await field.locator("textarea").fill("Who is it?")
    await page.fill("#due", "2099-05-01")
    await page.get_by_role("button", name="Give back with these comments").click()
    await page.wait_for_url("**/review/w-2")
    await it.context.close()


async def test_the_pages_of_the_desk_need_no_exception_from_the_content_policy(opening):
    it, address = await opening()
    page, said = await it.context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda wrong: said.append(str(wrong)))
    for path in ("/review/w-2", "/organisations/questions"):
        await page.goto(f"{address}{path}")
    assert said == []
    await it.context.close()
