"""A released agenda as files: valid against the rules of each format, and with nobody's name in them."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pikepdf
import pytest
from lxml import etree
from openpyxl import load_workbook

from tests.portal.calendars.gatherings import TRACK, announced, called_off, released, session

DATA = Path(__file__).parents[2] / "data" / "frab"
XSD = etree.XMLSchema(etree.parse(DATA / "schedule.xsd"))
SCHEMA = json.loads((DATA / "schedule.schema.json").read_text("utf-8"))
ONES = (
    session(1, 9, title="=SUM(A1) & <b>Floods</b>"),
    session(2, 9, room="r2", track_id=TRACK.track_id, title="한국어 수해 경보 / إنذار"),
    session(3, 10, room=None, minutes=40, title="Exhibit hours"),
    session(4, 11, title="Session 4"),
)


@pytest.fixture
def expo(desk):
    """A portal with a released agenda."""
    desk.hear(announced(), released(1, *ONES))
    return desk


async def file(desk, name, kind):
    async with desk.client() as client:
        answer = await client.get(f"/gatherings/expo/{name}")
    assert answer.status_code == 200, answer.text[:300]
    assert answer.headers["content-type"].startswith(kind)
    return answer.content


async def test_the_schedule_as_xml_keeps_the_rules_of_its_format(expo):
    tree = etree.fromstring(await file(expo, "schedule.xml", "application/vnd.c3voc.schedule+xml"))
    XSD.assertValid(tree)
    events = {each.findtext("title"): each for each in tree.iter("event")}
    assert set(events) == {each.title for each in ONES}
    first = events["Session 4"]
    assert [first.findtext(name) for name in ("date", "start", "duration", "room")] == [
        "2018-02-07T11:00:00-05:00", "11:00", "00:30", "146A",
    ]  # fmt: skip
    assert events["Exhibit hours"].findtext("room") == "All rooms"
    assert tree.findtext("version") == "Release 1"


async def test_the_schedule_as_json_keeps_the_rules_of_its_format_and_says_the_same(expo):
    whole = json.loads(await file(expo, "schedule.json", "application/json"))
    jsonschema.validate(whole, SCHEMA, format_checker=jsonschema.FormatChecker())
    tree = etree.fromstring(await file(expo, "schedule.xml", "application/vnd.c3voc.schedule+xml"))
    told = {
        (each["id"], each["guid"], each["slug"], each["date"], each["duration"], each["title"], each["track"] or "")
        for day in whole["schedule"]["conference"]["days"]
        for room in day["rooms"].values()
        for each in room
    }
    names = ("slug", "date", "duration", "title", "track")
    assert told == {
        (int(each.get("id") or 0), each.get("guid"), *(each.findtext(name) for name in names))
        for each in tree.iter("event")
    }


async def test_numbers_and_guids_of_a_session_are_the_same_in_the_next_release(expo):
    before = etree.fromstring(await file(expo, "schedule.xml", "application"))
    expo.hear(released(2, session(4, 15, title="Session 4, moved")))
    after = etree.fromstring(await file(expo, "schedule.xml", "application"))
    (moved,) = after.iter("event")
    (stood,) = [each for each in before.iter("event") if each.findtext("title") == "Session 4"]
    assert moved.items() == stood.items()


async def test_linked_data_names_the_gathering_its_place_and_its_sessions(expo):
    whole = json.loads(await file(expo, "agenda.jsonld", "application/ld+json"))
    assert (whole["@context"], whole["@type"], whole["name"]) == ("https://schema.org", "Event", "Expo 2018")
    assert whole["startDate"] == "2018-02-07T09:00:00-05:00"
    assert whole["location"]["name"] == "Washington, DC"
    assert [each["name"] for each in whole["subEvent"]][-1] == "Session 4"
    assert {each["@type"] for each in whole["subEvent"]} == {"Event"}


async def test_tables_hold_one_row_for_each_session_and_no_cell_runs(expo):
    text = (await file(expo, "agenda.csv", "text/csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(ONES)
    assert rows[0]["title"].startswith("'=SUM")
    sheet = load_workbook(io.BytesIO(await file(expo, "agenda.xlsx", "application/vnd.openxml"))).active
    assert sheet is not None
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()][1:] == [list(row.values()) for row in rows]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


async def test_the_printed_agenda_is_tagged_and_the_same_bytes_each_time(expo):
    made = await file(expo, "agenda.pdf", "application/pdf")
    assert made == await file(expo, "agenda.pdf", "application/pdf")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert "pdfuaid:part" in str(pdf.open_metadata())
        assert "/StructTreeRoot" in pdf.Root


async def test_the_page_to_print_shows_the_same_sessions(expo):
    page = (await file(expo, "print", "text/html")).decode()
    assert page.count('<th scope="row">') == len(ONES)
    assert "&lt;b&gt;Floods" in page


async def test_no_file_names_a_speaker(desk):
    desk.hear(announced(), released(1, session(1, 9, speakers=("p-secret",), facilitator="p-secret")))
    for name in ("schedule.xml", "schedule.json", "agenda.jsonld", "agenda.csv", "print"):
        assert b"p-secret" not in await file(desk, name, "")


async def test_what_is_not_released_or_does_not_take_place_has_no_file(desk):
    desk.hear(announced())
    async with desk.client() as client:
        assert (await client.get("/gatherings/expo/schedule.xml")).status_code == 404
        assert (await client.get("/gatherings/unknown/agenda.pdf")).status_code == 404
        desk.hear(released(1, *ONES), called_off())
        assert (await client.get("/gatherings/expo/schedule.json")).status_code == 404


async def test_the_page_of_calendars_lists_feeds_and_files(expo):
    async with expo.client() as client:
        page = (await client.get("/calendars")).text
    for address in ("/calendar.ics", "/gatherings/expo/tracks/t-water/calendar.ics", "/gatherings/expo/schedule.xml"):
        assert address in page
