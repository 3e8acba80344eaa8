"""Partners, formation and KPIs in a real browser: everybody can use the pages, on a phone and on a desktop."""

from typing import Any

import pytest

pytest.importorskip("playwright.async_api")

from axe_playwright_python.async_playwright import Axe

from cityteams_contracts.clusters import MatchingLimits, PartnerMatchingStarted, PartnersRanked
from cityteams_contracts.registration import ProgrammeRole
from tests.portal.kpis.story import catalogue, comparison, sheet
from tests.portal.office.test_in_a_browser import WCAG, Alone
from tests.portal.partners.test_partners import PARTNER, asked
from tests.portal.signing import COOKIE, sign_in
from tests.portal.story import NOON, accepted, submitted
from tests.portal.test_formation import DONE, PAGE, RUN, STARTED, TEAM
from tests.portal.worksheets.browsing import browsers, served, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (
    "/partners",
    "/formation",
    RUN,
    PAGE,
    f"/formation/compare?before={STARTED.run_id}&after={STARTED.run_id}",
    "/kpis",
    "/kpis/k-1",
    "/kpis/benchmarks",
    "/kpis/missing",
    "/clusters/c-1/kpis",
)


@pytest.fixture
def told(busy):
    """A portal that heard of a season, its teams, its KPIs and its partners."""
    people = {"lead": "p-me", "officials": ("p-official",)}
    lists = PartnersRanked(
        organisation_id="o-city",
        run_id="run-1",
        round_id="sc3-2018",
        partners=(PARTNER,),
        clients=(PARTNER,),
        about=("nobody-needs-what-is-offered",),
        ranked_at=NOON,
    )
    begun = PartnerMatchingStarted(run_id="run-2", round_id="sc3-2018", limits=MatchingLimits(), started_at=NOON)
    busy.hear(submitted("w-1", **people), accepted("w-1", **people), lists, begun, asked())
    busy.hear(STARTED, TEAM, DONE, *catalogue(), *sheet(), *comparison())
    return busy


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1280, "dark")])
async def test_everybody_can_use_the_pages_of_partners_formation_and_kpis(told, tmp_path, width, scheme):
    alone: Any = Alone(told)
    wishes = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    async with served(alone) as address, browsers() as driver:
        it = await window(driver, tmp_path / "browser", alone, "p-me", "Rita Reviewer", **wishes)
        token = sign_in(told.service, "p-me", ProgrammeRole.SECRETARIAT, name="Rita Reviewer")
        cookie: Any = {"name": COOKIE, "value": token, "domain": "localhost", "path": "/", "expires": 4e9}
        await it.context.add_cookies([cookie])
        page = await it.page(address)
        await page.get_by_role("navigation").get_by_role("link", name="Partners").click()
        assert await page.locator("nav [aria-current=page]").first.inner_text() == "Partners"
        for path in PAGES:
            answer = await page.goto(f"{address}{path}")
            assert answer is not None
            assert answer.ok, path
            await page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
            found = await Axe().run(page, options=WCAG)
            assert found.violations_count == 0, path + found.generate_report()
            wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{path} is {wider} px too wide"
        await it.context.close()
