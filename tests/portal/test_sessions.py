"""Sessions live on the server: they end by themselves, are listed, can be taken away; no other site can use them."""

from datetime import UTC, datetime, timedelta

import pytest

from cityteams_contracts.registration import PersonErased, ProgrammeRole, RoleGranted, RoleRevoked
from cityteams_portal.domain.session import ABSOLUTE, IDLE, Session
from cityteams_portal.store import SESSIONS, sessions_of
from cityteams_portal.web.browsers import browser_words
from cityteams_portal.web.sessions import hashed
from tests.portal.signing import COOKIE, sign_in
from tests.portal.test_sign_in import hidden

SECOND = timedelta(seconds=1)
NOW = datetime(2018, 2, 7, 12, tzinfo=UTC)
BLANK = Session("s", "p", (), b"", "Firefox", NOW, NOW)


async def is_in(client):
    return (await client.get("/api/v1/me")).status_code == 200


@pytest.mark.parametrize(
    ("began", "seen", "good"),
    [
        (timedelta(), timedelta(), True),
        (IDLE, IDLE - SECOND, True),
        (IDLE, IDLE, False),
        (ABSOLUTE - SECOND, timedelta(), True),
        (ABSOLUTE, timedelta(), False),
        (-timedelta(hours=1), -timedelta(hours=1), True),
    ],
)
def test_a_session_ends_after_half_an_hour_without_use_and_after_twelve_hours(began, seen, good):
    session = Session("s", "p", (), b"", "Firefox", NOW - began, NOW - seen)
    assert session.lasts(NOW) is good


def test_that_a_session_was_used_is_written_down_once_a_minute():
    assert BLANK.noted(NOW + 59 * SECOND) is None
    later = BLANK.noted(NOW + 60 * SECOND)
    assert later
    assert later.seen_at == NOW + 60 * SECOND


async def test_an_idle_session_is_over_and_one_in_use_goes_on(desk):
    old, young = sign_in(desk.service, ago=IDLE), sign_in(desk.service, ago=IDLE - timedelta(minutes=5))
    async with desk.client() as client:
        client.cookies.set(COOKIE, old)
        assert not await is_in(client)
    async with desk.client() as client:
        client.cookies.set(COOKIE, young)
        assert await is_in(client)
    seen = desk.read(lambda tx: tx.get(SESSIONS, hashed(young))).seen_at
    assert datetime.now(UTC) - seen < timedelta(minutes=1)


async def test_ones_own_sessions_are_listed_and_one_can_be_ended(desk):
    async with desk.person("p-one") as here, desk.person("p-one") as there, desk.person("p-two") as other:
        page = await here.get("/account")
        assert page.text.count("Sign out there:") == 2
        assert page.headers["cache-control"] == "no-store"
        target = hashed(there.cookies[COOKIE])
        done = await here.post("/account/sessions", data={"form_token": hidden(page), "session": target})
        assert done.headers["location"] == "/account"
        assert [await is_in(each) for each in (here, there, other)] == [True, False, True]


async def test_nobody_ends_the_session_of_somebody_else(desk):
    async with desk.person("p-one") as here, desk.person("p-two") as other:
        token = hidden(await here.get("/account"))
        await here.post("/account/sessions", data={"form_token": token, "session": hashed(other.cookies[COOKIE])})
        assert await is_in(here)
        assert await is_in(other)


@pytest.mark.parametrize(("which", "left"), [("others", [True, False, False]), ("all", [False, False, False])])
async def test_all_sessions_can_be_ended_at_once(desk, which, left):
    async with desk.person("p-one") as here, desk.person("p-one") as there, desk.person("p-one") as third:
        token = hidden(await here.get("/account"))
        await here.post("/account/sessions", data={"form_token": token, "session": which})
        assert [await is_in(each) for each in (here, there, third)] == left


async def test_signing_out_ends_the_session_on_the_server_too(desk):
    async with desk.person() as client:
        token = client.cookies[COOKIE]
        done = await client.post("/sign-out", data={"form_token": hidden(await client.get("/account"))})
        assert done.status_code == 303
        assert '"storage"' in done.headers["clear-site-data"]
    async with desk.client() as again:
        again.cookies.set(COOKIE, token)
        assert not await is_in(again)
    assert desk.read(lambda tx: tx.find(SESSIONS)) == []


@pytest.mark.parametrize("path", ["/sign-out", "/account/sessions"])
async def test_nothing_ends_without_the_token_of_the_form(desk, path):
    async with desk.person() as client:
        for sent in ({}, {"form_token": "guessed", "session": "all"}):
            assert (await client.post(path, data=sent)).status_code == 403
        assert await is_in(client)


@pytest.mark.parametrize("kind", [RoleGranted, RoleRevoked])
async def test_who_is_trusted_with_something_else_signs_in_anew(desk, kind):
    old = sign_in(desk.service, "p-one", ago=timedelta(minutes=5))
    other = sign_in(desk.service, "p-two", ago=timedelta(minutes=5))
    desk.noon = datetime.now(UTC) - timedelta(minutes=1)
    desk.hear(kind(person_id="p-one", role=ProgrammeRole.SECRETARIAT))
    young = sign_in(desk.service, "p-one")
    kept = {each.session_id for each in desk.read(lambda tx: tx.find(SESSIONS))}
    assert kept == {hashed(other), hashed(young)}
    assert hashed(old) not in kept


async def test_a_session_that_began_after_the_change_is_kept(desk):
    young = sign_in(desk.service, "p-one")
    desk.noon = datetime.now(UTC) - timedelta(minutes=1)
    desk.hear(RoleGranted(person_id="p-one", role=ProgrammeRole.SECRETARIAT))
    assert [each.session_id for each in desk.read(lambda tx: sessions_of(tx, "p-one"))] == [hashed(young)]


async def test_who_is_erased_is_signed_out_everywhere(desk):
    async with desk.person("p-one") as client:
        desk.noon = datetime.now(UTC) - timedelta(hours=1)
        desk.hear(PersonErased(person_id="p-one", erased_at=desk.noon))
        assert not await is_in(client)
    assert desk.read(lambda tx: tx.find(SESSIONS)) == []


async def test_the_head_of_each_page_says_who_is_signed_in_and_as_what(desk):
    async with desk.person("p-one", ProgrammeRole.SECRETARIAT, name="Ada <b>") as client:
        page = (await client.get("/about")).text
    assert "Ada &lt;b&gt;" in page
    assert '<span class="tag">Secretariat</span>' in page
    async with desk.client() as client:
        assert '<a href="/sign-in">Sign in</a>' in (await client.get("/about")).text


async def test_the_name_in_a_session_opens_with_the_cookie_alone(desk):
    sign_in(desk.service, name="Ada Lovelace")
    assert b"Lovelace" not in repr(desk.dump()).encode()


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}])
async def test_a_cookie_alone_asks_for_nothing_through_the_api(desk, headers):
    body = {"cluster_id": "c-2", "invitation_id": "i-1", "accepts": True}
    async with desk.person() as client:
        del client.headers["origin"]
        response = await client.post("/api/v1/invitations", json=body, headers=headers)
        assert response.status_code == 403
        assert response.json()["code"] in ("the-origin-is-not-told", "the-origin-is-foreign")
        assert (
            await client.post("/api/v1/invitations", json=body, headers={"sec-fetch-site": "same-origin"})
        ).is_success
    assert len(desk.commands()) == 1


async def test_a_person_asks_in_their_own_name(desk):
    async with desk.person("p-one") as client:
        await client.post("/api/v1/invitations", json={"cluster_id": "c", "invitation_id": "i", "accepts": True})
    assert [envelope.stamp.actor for envelope in desk.envelopes()] == ["p-one"]


async def test_two_people_with_the_same_idempotency_key_ask_two_things(desk):
    body, key = {"cluster_id": "c", "invitation_id": "i", "accepts": True}, {"Idempotency-Key": "k"}
    for person in ("p-one", "p-two"):
        async with desk.person(person) as client:
            await client.post("/api/v1/invitations", json=body, headers=key)
    assert [envelope.stamp.actor for envelope in desk.envelopes()] == ["p-one", "p-two"]


async def test_a_wrong_token_is_nobody_even_beside_a_good_cookie(desk):
    async with desk.person() as client:
        assert (await client.get("/api/v1/me", headers={"authorization": "Bearer no"})).status_code == 401


async def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_back(desk):
    async with desk.client() as client:
        answer = await client.get("/account", params={"a": "b"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Faccount%3Fa%3Db")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604", "Safari on iPhone"),
        ("curl/8", "A browser"),
        ("<script>", "A browser"),
    ],
)
def test_a_browser_is_told_in_a_few_words(agent, words):
    assert browser_words(agent) == words
