"""An agenda from elsewhere: whole or not at all, every wrong row named, and sent twice it is the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_portal.complaints import Complained
from cityteams_portal.documents.schedule_in import read_schedule
from cityteams_portal.documents.upload import Unfit
from tests.portal.calendars.gatherings import announced, released, session

PLACE = "/api/v1/gatherings/expo/sessions/import"
ONES = (session(1, 9, title="=Floods, at night"), session(2, 10, room="r2", minutes=45, title="한국어"))
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><schedule>&c;</schedule>'


@pytest.mark.parametrize("name", ["schedule.xml", "schedule.json", "agenda.csv"])
async def test_what_we_export_comes_back_as_the_same_sessions(desk, name):
    desk.hear(announced(), released(1, *ONES))
    async with desk.secretariat() as office:
        file = (await office.get(f"/gatherings/expo/{name}")).content
        answer = await office.post(PLACE, content=file)
        assert answer.status_code == 202, answer.text
        first = [command for _, command in desk.commands()]
        again = await office.post(PLACE, content=file)
    assert again.json() == answer.json()
    assert [command for _, command in desk.commands()] == first
    told = [(each.content.title, each.content.minutes, each.content.fixed_at, each.content.rooms) for each in first]
    rooms = {"r1": ("r1",), "r2": ("r2",)}
    wanted = [
        (each.title, int((each.ends - each.starts).total_seconds() / 60), each.starts, rooms[each.room_id])
        for each in ONES
    ]
    assert sorted(told) == sorted(wanted)


async def test_every_wrong_row_is_named_and_nothing_is_sent(desk):
    desk.hear(announced())
    table = (
        "title,date,starts,ends,room\r\n"
        "Good,2018-02-07,09:00,09:30,146A\r\n"
        ",2018-02-07,09:00,09:30,146A\r\n"
        "Bad hour,2018-02-07,25:00,09:30,146A\r\n"
        "No length,2018-02-07,09:00,,146A\r\n"
        "No such room,2018-02-07,09:00,09:30,Ballroom\r\n"
    )
    async with desk.secretariat() as office:
        first = await office.post(PLACE, content=table.encode())
        second = await office.post(PLACE, content=table.replace(",2018-02-07,25:00", ",2018-02-07,10:00").encode())
    assert first.status_code == second.status_code == 422
    assert [each["pointer"] for each in first.json()["errors"]] == ["/rows/2/title", "/rows/3/date", "/rows/4/minutes"]
    assert desk.commands() == []


async def test_an_unknown_room_and_a_session_that_is_too_long_are_named_by_row_and_field(desk):
    desk.hear(announced())
    table = "title,date,starts,duration,room\nA,2018-02-07,09:00,00:30,Ballroom\nB,2018-02-07,09:00,99:00,146A\n"
    async with desk.secretariat() as office:
        answer = await office.post(PLACE, content=table.encode())
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/rows/1/room", "/rows/2/minutes"]
    assert "146A, 146C" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (BOMB, "the-file-is-damaged"),
        (b"<schedule><day>", "the-file-is-damaged"),
        (b"<schedule/>", "the-file-has-no-rows"),
        (b'{"schedule": []}', "the-file-is-damaged"),
        (b"{" * 100_000, "the-file-is-damaged"),
        (b"\xff\xfe\x00", "the-file-is-not-utf-8"),
        (b"name,room\nA,B\n", "a-column-is-missing"),
        (b"", "a-column-is-missing"),
        (b"title\n" + b"A,\n" * 3000, "the-file-has-too-many-rows"),
        (b'title\n"broken', "the-file-is-damaged"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
async def test_a_file_that_cannot_be_read_is_refused_as_a_whole(desk, file, code):
    desk.hear(announced())
    async with desk.secretariat() as office:
        answer = await office.post(PLACE, content=file)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_only_the_secretariat_brings_an_agenda_and_only_for_a_gathering_that_is_there(desk):
    desk.hear(announced())
    async with desk.person() as somebody, desk.secretariat() as office:
        assert (await somebody.post(PLACE, content=b"title\nA\n")).status_code == 403
        assert (await office.post(PLACE.replace("expo", "nowhere"), content=b"title\nA\n")).status_code == 404


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(max_size=300).map(lambda text: f"title,{text}"), st.text(max_size=300)), st.binary(max_size=50)
)
def test_no_file_makes_the_reader_stumble(text, tail):
    try:
        rows = read_schedule(text.encode("utf-8", "surrogatepass") + tail)
    except (Unfit, Complained):
        return
    assert all(row.title for row in rows)
