"""The pages of a gathering in a real browser: agenda, answers and the desk at the door, on a phone and on a desktop."""

from typing import Any

import pytest

pytest.importorskip("playwright.async_api")

from axe_playwright_python.async_playwright import Axe

from cityteams_contracts import events as said
from cityteams_contracts.events import ReportDelay
from cityteams_contracts.registration import ProgrammeRole
from tests.events.planning.desk import JAM, RELEASE, at, hold, session
from tests.portal.attendance.story import given, hours, meeting, opened, scheduled, waits
from tests.portal.planning.test_planning import PAGE, TRACK, put
from tests.portal.signing import COOKIE, sign_in
from tests.portal.worksheets.browsing import browsers, served, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
NOW = "at=2018-02-07T09:10:00-05:00"
PAGES = (
    f"/agenda/{JAM}", PAGE, f"{PAGE}/sessions/beta", f"{PAGE}/now?{NOW}", f"{PAGE}/changelog", f"{PAGE}/releases/1",
    f"{PAGE}/plan", f"{PAGE}/ask", f"{PAGE}/print", f"{PAGE}/meetings", "/calendars", "/attend", "/attend/jam",
    "/attend/jam/desk", "/meetings",
)  # fmt: skip


class Alone:
    """The portal by itself, as the helpers of the worksheets want it."""

    def __init__(self, portal):
        self.portal = portal


@pytest.fixture
def jam(desk, planner, follow):
    """A released agenda that runs late, seats that somebody has, waits for or asks for, and a meeting."""
    planner.take(hold(tracks=(TRACK,)))
    planner.take(session("opening", "p-ada", audience=90), session("beta", "p-bob", track_id="t-water"))
    planner.take(put("opening", "hall", 9), put("beta", "hall", 10), RELEASE)
    planner.take(ReportDelay(gathering_id=JAM, track_id="t-water", since=at(9, 45), minutes=20))
    follow()
    desk.hear(opened(2), given("p-boss"), given("p-ada"), waits("p-cyd", 1))
    desk.hear(hours(), meeting(people=("p-boss", "p-other")), scheduled())
    return desk


@pytest.fixture
async def opening(jam, tmp_path):
    """A browser in which somebody of the secretariat is signed in, and the address of the portal."""
    alone: Any = Alone(jam)
    async with served(alone) as address, browsers() as driver:
        it = await window(driver, tmp_path / "browser", alone, "p-boss", "Rita Reviewer")
        token = sign_in(jam.service, "p-boss", ProgrammeRole.SECRETARIAT, name="Rita Reviewer")
        cookie: Any = {"name": COOKIE, "value": token, "domain": "localhost", "path": "/", "expires": 4e9}
        await it.context.add_cookies([cookie])
        yield it, address
        await it.context.close()


async def test_everybody_can_use_the_pages_of_a_gathering(opening):
    it, address = opening
    page = await it.context.new_page()
    wrong = []
    for path in PAGES:
        await page.goto(f"{address}{path}")
        for width, scheme in ((375, "light"), (1280, "dark")):
            await page.set_viewport_size({"width": width, "height": 800})
            await page.emulate_media(color_scheme=scheme)
            found = await Axe().run(page, options=WCAG)
            if found.violations_count:
                wrong.append(f"{path} {width} {scheme}: {found.generate_report()}")
            wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wider > 0:
                wrong.append(f"{path} {width}: {wider} px too wide")
    assert not wrong, "\n".join(wrong)


async def test_an_answer_is_given_with_the_keyboard_alone_and_goes_out_once(opening, jam):
    it, address = opening
    page = await it.page(f"{address}/attend/jam")
    await page.get_by_label("Guests").focus()
    await page.keyboard.type("1")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "Yes, I come"
    async with page.expect_response(lambda answer: answer.request.method == "POST"):
        await page.keyboard.press("Enter")
    (asked,) = [command for _, command in jam.commands() if isinstance(command, said.AnswerAttendance)]
    assert (asked.person_id, asked.answer, asked.seating_id) == ("p-boss", "yes", "jam")
