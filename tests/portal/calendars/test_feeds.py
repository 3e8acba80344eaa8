"""Feeds: two readers hear the same truth of every move, cancellation and return; the unchanged is not sent again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_contracts.registration import PersonErased
from cityteams_portal.domain.calendars import following
from cityteams_portal.domain.calendars.book import Noted
from cityteams_portal.store.calendars import BOOKS, FEED_KEYS
from cityteams_store.envelope import first_stamp
from tests.calendars.readers import by_both, by_library
from tests.portal.calendars.gatherings import (
    TRACK,
    announced,
    called_off,
    changed,
    late,
    released,
    session,
    slipped,
)

FIRST, SECOND = session(1, 9), session(2, 10, room="r2", track_id=TRACK.track_id)


async def fetched(client, address="/calendar.ics", read=by_both):
    answer = await client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return {each["uid"]: each for each in read(answer.content)["events"]}


async def test_a_move_a_cancellation_and_a_return_are_told_with_rising_sequences(desk):
    desk.hear(announced(), released(1, FIRST, SECOND))
    async with desk.client() as client:
        first = await fetched(client)
        assert first["session-s1@cityteams"]["sequence"] == 0
        desk.hear(released(2, session(1, 11), SECOND))
        moved = await fetched(client)
        assert moved["session-s1@cityteams"]["starts"] == datetime(2018, 2, 7, 16, tzinfo=UTC)
        desk.hear(released(3, SECOND))
        gone = await fetched(client)
        desk.hear(released(4, FIRST, SECOND))
        back = await fetched(client)
    ones = [each["session-s1@cityteams"] for each in (moved, gone, back)]
    told = [(each["sequence"], each["status"]) for each in ones]
    assert told == [(1, "CONFIRMED"), (2, "CANCELLED"), (3, "CONFIRMED")]
    assert {each["session-s2@cityteams"]["sequence"] for each in (first, moved, gone, back)} == {0}


async def test_a_gathering_that_slips_takes_everything_along_at_the_same_hour_of_the_clock(desk):
    desk.hear(announced(), released(1, FIRST), slipped(90))
    async with desk.client() as client:
        found = await fetched(client)
    assert found["session-s1@cityteams"]["starts"] == datetime(2018, 5, 8, 13, tzinfo=UTC)  # 9:00, summer time
    assert found["gathering-expo@cityteams"]["starts"] == datetime(2018, 5, 8, 13, tzinfo=UTC)


async def test_of_a_gathering_that_is_called_off_everything_is_cancelled_and_nothing_missing(desk):
    desk.hear(announced(), released(1, FIRST, SECOND))
    async with desk.client() as client:
        before = set(await fetched(client))
        desk.hear(called_off())
        after = await fetched(client)
    assert set(after) == before
    assert {each["status"] for each in after.values()} == {"CANCELLED"}


async def test_todays_delay_is_in_the_calendar_and_the_next_release_takes_it_back(desk):
    starts = FIRST.starts + timedelta(minutes=20)
    desk.hear(announced(), released(1, FIRST), late(FIRST, 20, starts, FIRST.ends + timedelta(minutes=20)))
    async with desk.client() as client:
        delayed = await fetched(client)
        assert delayed["session-s1@cityteams"]["starts"] == starts
        desk.hear(released(2, FIRST))
        assert (await fetched(client))["session-s1@cityteams"]["starts"] == FIRST.starts


async def test_a_gathering_that_is_held_elsewhere_revises_all_its_entries(desk):
    desk.hear(announced(), released(1, FIRST), changed(place="Chattanooga, TN"))
    async with desk.client() as client:
        found = await fetched(client)
    assert found["session-s1@cityteams"]["place"] == "146A, Chattanooga, TN"
    assert found["session-s1@cityteams"]["sequence"] == 1
    assert found["deadline-expo-booth_requests@cityteams"]["sequence"] == 0


async def test_unchanged_data_is_304_and_the_same_bytes_and_a_change_is_neither(desk):
    desk.hear(announced(), released(1, FIRST))
    async with desk.client() as one, desk.client() as other:
        first, second = await one.get("/calendar.ics"), await other.get("/calendar.ics")
        assert first.content == second.content
        assert first.headers["etag"] == second.headers["etag"]
        again = await one.get("/calendar.ics", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        desk.hear(changed())  # says nothing new
        assert (await one.get("/calendar.ics", headers={"if-none-match": first.headers["etag"]})).status_code == 304
        desk.hear(released(2, session(1, 15)))
        assert (await one.get("/calendar.ics", headers={"if-none-match": first.headers["etag"]})).status_code == 200


async def test_feeds_of_a_gathering_and_of_a_track_hold_their_own_part(desk):
    desk.hear(announced(), released(1, FIRST, SECOND))
    async with desk.client() as client:
        whole = await fetched(client, "/gatherings/expo/calendar.ics", by_library)
        track = await fetched(client, "/gatherings/expo/tracks/t-water/calendar.ics", by_library)
        assert len(whole) == 4
        assert set(track) == {"session-s2@cityteams"}
        assert (await client.get("/gatherings/nothing/calendar.ics")).status_code == 404


async def test_an_agenda_that_is_not_released_is_in_no_feed(busy):
    busy.hear(announced(gathering_id="kickoff"))
    async with busy.client() as client:
        found = await fetched(client, "/gatherings/kickoff/calendar.ics", by_library)
    assert {uid.split("-")[0] for uid in found} == {"gathering", "deadline"}


async def test_no_feed_names_a_person(desk):
    desk.hear(announced(), released(1, session(1, 9, speakers=("p-secret-speaker",))))
    async with desk.client() as client:
        assert b"p-secret-speaker" not in (await client.get("/calendar.ics")).content


async def make(client, do="make"):
    page = await client.get("/calendars")
    token = page.text.split('name="form_token" value="')[1].split('"')[0]
    page = await client.post("/calendars", data={"form_token": token, "do": do})
    assert page.status_code == 200
    return page.text.split("/calendar/mine/")[1].split(".ics")[0] if do == "make" else ""


async def test_ones_own_calendar_holds_what_one_has_a_part_in_and_its_address_can_be_made_void(desk):
    desk.hear(announced(), released(1, FIRST, SECOND))
    async with desk.person("p1") as mine, desk.client() as program:
        old = await make(mine)
        assert set(await fetched(program, f"/calendar/mine/{old}.ics", by_library)) == {"session-s1@cityteams"}
        new = await make(mine)
        assert (await program.get(f"/calendar/mine/{old}.ics")).status_code == 404
        assert (await program.get(f"/calendar/mine/{new}.ics")).status_code == 200
        await make(mine, do="end")
        assert (await program.get(f"/calendar/mine/{new}.ics")).status_code == 404


async def test_the_store_does_not_know_the_address_and_who_is_erased_has_none_any_more(desk):
    async with desk.person("p1") as mine, desk.client() as program:
        token = await make(mine)
        rows = desk.read(lambda tx: tx.find(FEED_KEYS))
        assert [each.person_id for each in rows] == ["p1"]
        assert token not in str(rows)
        desk.hear(PersonErased(person_id="p1", erased_at=datetime(2018, 3, 1, tzinfo=UTC)))
        assert (await program.get(f"/calendar/mine/{token}.ics")).status_code == 404


async def test_a_stranger_cannot_make_an_address_and_a_forged_form_neither(desk):
    async with desk.client(origin="http://localhost") as stranger, desk.person("p1") as mine:
        assert (await stranger.post("/calendars", data={"do": "make"})).status_code in (401, 403)
        assert (await mine.post("/calendars", data={"do": "make", "form_token": "forged"})).status_code == 403
        assert desk.read(lambda tx: tx.find(FEED_KEYS)) == []


PLACES = st.lists(st.tuples(st.integers(1, 5), st.integers(8, 16)), max_size=6, unique_by=lambda pair: pair[0])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PLACES, min_size=1, max_size=6))
def test_whatever_is_released_a_fetched_entry_never_vanishes_and_its_sequence_rises_exactly_when_it_changes(releases):
    book = following.planned(None, announced(), stamp(0))
    seen: dict[tuple[str, str], Noted] = {}
    for number, places in enumerate(releases, 1):
        after_it = following.released(book, released(number, *(session(one, at) for one, at in places)), stamp(number))
        assert after_it is not None
        book = after_it
        now = {each.key: each for each in book.noted}
        assert set(seen) <= set(now)
        for key, before in seen.items():
            after = now[key]
            same = (after.line, after.cancelled) == (before.line, before.cancelled)
            assert after.sequence == before.sequence + (0 if same else 1)
            assert (after.revised == before.revised) == same
        standing = {each.line.name for each in book.of({"session"}) if not each.cancelled}
        assert standing == {f"s{one}" for one, _ in places}
        seen = now


def stamp(minute):
    return first_stamp(f"s{minute}", datetime(2018, 1, 1, 0, minute, tzinfo=UTC))


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Asia/Kathmandu", "Pacific/Apia"])
def test_a_zone_that_nobody_knows_does_not_stop_the_fold(zone):
    assert following.planned(None, announced(time_zone=zone), stamp(0)).time_zone == zone


def test_a_book_is_rebuilt_by_a_replay(desk, new_desk):
    desk.hear(announced(), released(1, FIRST, SECOND), released(2, SECOND), slipped(9))
    again = new_desk()
    again.replay(desk.heard)
    assert again.read(lambda tx: tx.find(BOOKS)) == desk.read(lambda tx: tx.find(BOOKS)) != []
