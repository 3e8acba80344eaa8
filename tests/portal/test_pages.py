"""The pages show what was heard, escape what people wrote, and need no scripts."""

import re
from html.parser import HTMLParser

import pytest

from cityteams_contracts.values import Sector
from tests.portal.story import announced, cancelled, listed, proposed, released, slot

HOSTILE = "<script>alert(1)</script>\"'{{7*7}}<img src=x onerror=alert(2)>"


BEHIND_THE_SIGN_IN = ("/worksheets", "/account")


class Outline(HTMLParser):
    """What a screen reader would find."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.attributes = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.attributes if name == tag]


async def get(desk, path, status=200):
    async with desk.person() if path.startswith(BEHIND_THE_SIGN_IN) else desk.client() as client:
        response = await client.get(path)
    assert response.status_code == status, response.text[:300]
    return response


async def text_of(desk, path):
    return " ".join(" ".join(Outline((await get(desk, path)).text).text).split())


PAGES = (
    *("/", "/clusters", "/clusters/c-1", "/clusters/c-2", "/agenda", "/worksheets/new", "/about"),
    *("/sign-in", "/sign-in/sent", "/sign-in/link?token=t", "/account"),
)


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_has_landmarks_a_language_a_title_and_one_heading(busy, path):
    page = Outline((await get(busy, path)).text)
    assert page.all("html")[0]["lang"] == "en"
    assert {"header", "nav", "main", "footer", "title"} <= set(page.tags)
    assert page.tags.count("h1") == 1
    assert page.all("a")[0]["href"] == "#main"
    ids = [each["id"] for _, each in page.attributes if "id" in each]
    assert len(ids) == len(set(ids))
    for _, each in page.attributes:
        assert set((each.get("aria-labelledby") or each.get("aria-describedby") or "").split()) <= set(ids)


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_has_inline_scripts_styles_or_handlers(busy, path):
    page = Outline((await get(busy, path)).text)
    assert all(each.get("src", "").startswith("/static/") for each in page.all("script"))
    assert "style" not in page.tags
    assert not [name for _, each in page.attributes for name in each if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", ["/", "/clusters", "/agenda", "/worksheets/new"])
async def test_pages_are_there_before_anything_was_heard(desk, path):
    await get(desk, path)


async def test_every_field_of_the_form_has_a_label(desk):
    page = Outline((await get(desk, "/worksheets/new")).text)
    labelled = {each.get("for") for each in page.all("label")}
    fields = [each for tag in ("input", "select", "textarea") for each in page.all(tag)]
    for each in fields:
        assert each.get("type") in ("hidden", "checkbox") or each["id"] in labelled


async def test_the_front_page_shows_the_season(busy):
    page = (await get(busy, "/")).text
    assert re.search(r'data-count="worksheets.total">3<', page)
    assert re.search(r'data-count="clusters.listed">1<', page)
    assert re.search(r'data-count="commands.rejected">2<', page)
    row = re.search(r'<tr data-sector="public_safety">.*?</tr>', page, re.DOTALL)
    assert row
    assert 'data-cell="listed">1<' in row[0]
    assert '<tr data-sector="wireless" hidden>' in page


async def test_a_cluster_shows_members_alliance_and_slot(busy):
    shown = await text_of(busy, "/clusters/c-1")
    for words in (
        "Chattanooga, TN",
        "CoLab",
        "Municipality, deploys",
        "Safety SuperCluster",
        "146A, Tuesday, 18 September 2018, 13:30",
    ):
        assert words in shown
    assert "Pilot site" not in shown
    async with busy.person() as client:
        assert "Pilot site" in (await client.get("/clusters/c-1")).text


async def test_a_team_in_the_making_shows_what_it_needs_and_whom_it_asked(busy):
    shown = await text_of(busy, "/clusters/c-2")
    for words in ("A cluster needs two organisations.", "Waits for an answer", "It offers the data", "1.50"):
        assert words in shown


async def test_no_page_names_a_person(busy):
    for path in PAGES:
        page = (await get(busy, path)).text
        assert not re.search(r"p-(lead|official|asked)", page)


async def test_the_list_can_be_narrowed(busy):
    assert "Quiet streets" not in await text_of(busy, "/clusters?state=listed")
    assert "Crime-curbing" not in await text_of(busy, "/clusters?sector=transportation")
    assert "No cluster fits" in await text_of(busy, "/clusters?sector=wireless")


async def test_a_long_list_goes_on(desk):
    desk.hear(*(proposed(f"c-{number:03}", title=f"Team {number:03}") for number in range(70)))
    first = Outline((await get(desk, "/clusters")).text)
    (more,) = [each["href"] for each in first.all("a") if "after=" in each["href"]]
    assert "Team 069" in await text_of(desk, more)
    await get(desk, "/clusters?after=nonsense", 400)


async def test_the_agenda_is_a_draft_until_it_is_released(desk):
    desk.hear(announced(), slot(), slot("c-2", "c", 10, "Quiet streets"))
    draft = await text_of(desk, "/agenda")
    assert "A draft" in draft
    assert "13:30" in draft
    desk.hear(released(slot(), slot("c-2", "c", 10, "Quiet streets")))
    shown = await text_of(desk, "/agenda")
    assert "Release 1" in shown
    assert "changed since" not in shown
    gone = cancelled("c-2")
    desk.hear(gone)
    later = await text_of(desk, "/agenda")
    assert "1 place has changed since" in later
    assert "Quiet streets" in later
    assert "Quiet streets" not in await text_of(desk, "/agenda/expo-2018?view=now")


async def test_the_grid_puts_each_cluster_in_its_room(desk):
    desk.hear(announced(), slot(), slot("c-2", "c", 10, "Quiet streets"))
    grid = re.search(r"<table>.*?</table>", (await get(desk, "/agenda")).text, re.DOTALL)
    assert grid
    found = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", grid[0], re.DOTALL)
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in found]
    assert cells == ["Time", "146A", "146C", "13:30", "Crime-curbing lights", "", "13:40", "", "Quiet streets"]


async def test_hostile_text_is_shown_as_text(desk):
    desk.hear(proposed("c-1", title=HOSTILE), listed("c-1", title=HOSTILE), announced(), slot(title=HOSTILE))
    for path in ("/clusters", "/clusters/c-1", "/agenda"):
        page = (await get(desk, path)).text
        outline = Outline(page)
        assert HOSTILE in "".join(outline.text)
        assert "onerror" not in str(outline.attributes)
        assert "img" not in outline.tags
        assert "49" not in page or HOSTILE in "".join(outline.text)


async def test_what_is_not_there_is_said_in_words(desk):
    for path in ("/clusters/none", "/agenda/none", "/commands/none", "/nowhere", "/letters"):
        page = Outline((await get(desk, path, 404)).text)
        assert page.tags.count("h1") == 1


async def test_letters_are_shown_as_text_only_where_a_folder_is_set(new_desk, tmp_path):
    desk = new_desk(mail_folder=tmp_path)
    body = "Content-Type: text/html\r\n\r\n<b>bold</b>"
    (tmp_path / "one.eml").write_bytes(
        b"Subject: =?utf-8?q?Listed=3A_caf=C3=A9?=\r\nTo: A <a@example.org>\r\n\r\nHello <script>alert(1)</script>\r\n"
    )
    (tmp_path / "two.eml").write_text(f"Subject: html\r\n{body}")
    (tmp_path / "three.eml").write_bytes(b"\xff\xfe broken \x00")
    assert "Listed: café" in await text_of(desk, "/letters")
    one = await get(desk, "/letters/one")
    assert "Hello &lt;script&gt;" in one.text
    assert "no plain text" in await text_of(desk, "/letters/two")
    await get(desk, "/letters/three")
    await get(desk, "/letters/..%2Fsecret", 404)
    await get(desk, "/letters/four", 404)


async def test_static_files_are_kept_by_browsers(desk):
    page = Outline((await get(desk, "/")).text)
    for address in (page.all("link")[0]["href"], page.all("script")[0]["src"]):
        assert "immutable" in (await get(desk, address)).headers["cache-control"]


async def test_every_sector_has_a_word(busy):
    page = (await get(busy, "/")).text
    assert all(f'data-sector="{sector}"' in page for sector in Sector)
