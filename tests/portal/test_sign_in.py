"""Signing in by a mailed link, against registration's real desk: the portal's half of what an attacker would try."""

import re
from datetime import timedelta

import pytest

from cityteams_contracts.registration import SIGN_IN_ASK, PersonConfirmed, SignInLinkAsked
from cityteams_portal.domain.session import ABSOLUTE
from cityteams_portal.store import SESSIONS
from cityteams_portal.web.sign_in import safe_next

COOKIE = "cityteams_session"


def hidden(page, name="form_token"):
    (found,) = re.findall(rf'name="{name}" value="([^"]*)"', page.text)[:1]
    return found


async def ask(client, mail="ada@city.example", **more):
    page = await client.get("/sign-in", params={"next": "/worksheets"})
    typed = {"form_token": hidden(page), "next": hidden(page, "next"), "mail": mail}
    return await client.post("/sign-in", data=typed | more)


async def press(client, token):
    page = await client.get("/sign-in/link", params={"token": token})
    token_of_form = re.search(r'name="form_token" value="([^"]*)"', page.text)
    known = token_of_form[1] if token_of_form else client.cookies.get("cityteams_form", "")
    return await client.post("/sign-in/link", data={"form_token": known, "token": token})


async def signed_in(client):
    return (await client.get("/api/v1/me")).status_code == 200


async def test_a_mailed_link_signs_in_and_leads_where_one_wanted_to_go(desk, registration):
    async with desk.client() as client:
        sent = await ask(client)
        assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in/sent")
        assert not await signed_in(client)
        (token,) = await registration.tokens()
        done = await press(client, token)
        assert (done.status_code, done.headers["location"]) == (303, "/worksheets")
        told = (await client.get("/api/v1/me")).json()
    assert told["roles"] == []
    assert [event.person_id for event in registration.said(PersonConfirmed)] == [told["person_id"]]


async def test_looking_at_a_link_uses_nothing_up(desk, registration):
    async with desk.client() as client:
        await ask(client)
        (token,) = await registration.tokens()
        for _ in range(3):
            assert (await client.get("/sign-in/link", params={"token": token})).status_code == 200
            assert (await client.head("/sign-in/link", params={"token": token})).status_code == 200
        assert not await signed_in(client)
        assert (await press(client, token)).status_code == 303
        assert await signed_in(client)


async def test_a_link_works_once(desk, registration):
    async with desk.client() as client, desk.client() as other:
        await ask(client)
        (token,) = await registration.tokens()
        await press(client, token)
        await client.post("/sign-out", data={"form_token": hidden(await client.get("/account"))})
        assert not await signed_in(client)
        client.cookies.update(other.cookies)
        await ask(client)
        assert (await press(client, token)).status_code == 422
        assert not await signed_in(client)


@pytest.mark.parametrize(("minutes", "good"), [(14.9, True), (15.1, False), (60, False), (-60, True)])
async def test_a_link_is_good_for_fifteen_minutes_by_the_clock_of_registration(desk, registration, minutes, good):
    async with desk.client() as client:
        await ask(client)
        (token,) = await registration.tokens()
        registration.ahead = timedelta(minutes=minutes)
        assert (await press(client, token)).status_code == (303 if good else 422)
        assert await signed_in(client) is good


async def test_a_link_does_not_work_in_another_browser(desk, registration):
    async with desk.client() as client, desk.client() as thief:
        await ask(client)
        (token,) = await registration.tokens()
        page = await thief.get("/sign-in/link", params={"token": token})
        assert "another browser" in page.text
        await thief.get("/sign-in")
        assert (await press(thief, token)).status_code == 422
        await ask(thief, "thief@evil.example")
        assert (await press(thief, token)).status_code == 422
        assert not await signed_in(thief)
        assert (await press(client, token)).status_code == 303


@pytest.mark.parametrize("token", ["", "guessed", "A" * 43, "x" * 5000, "\u202e", "' or 1=1 --"])
async def test_a_guessed_link_signs_nobody_in(desk, registration, token):
    async with desk.client() as client:
        await ask(client)
        await registration.tokens()
        assert (await press(client, token)).status_code == 422
        assert not await signed_in(client)


async def test_known_and_unknown_addresses_get_the_same_answer(desk, registration):
    async with desk.client() as client:
        await ask(client)
        (token,) = await registration.tokens()
        await press(client, token)
    answers = []
    for mail in ("ada@city.example", "nobody@nowhere.example"):
        async with desk.client() as client:
            sent = await ask(client, mail)
            page = await client.get(sent.headers["location"])
            headers = {name: value for name, value in sent.headers.items() if name != "set-cookie"}
            answers.append((sent.status_code, headers, sent.text, page.text))
    assert answers[0] == answers[1]


async def test_the_fourth_letter_to_an_address_is_not_written_and_nobody_can_tell(desk, registration):
    answers = []
    for _ in range(5):
        async with desk.client() as client:
            sent = await ask(client)
            answers.append((sent.status_code, sent.headers["location"]))
    assert len(set(answers)) == 1
    assert len(registration.said(SignInLinkAsked)) == 3


async def test_one_origin_may_ask_twenty_times_an_hour(desk, registration):
    async with desk.client() as client:
        for number in range(23):
            assert (await ask(client, f"p{number}@city.example")).status_code == 303
    assert len(registration.said(SignInLinkAsked)) == 20
    origins = {question.origin for subject, question in registration.asked if subject == SIGN_IN_ASK}
    assert len(origins) == 1
    assert "127.0.0.1" not in repr(origins)


async def test_a_proxy_is_believed_only_where_there_is_one(new_desk):
    origins = {}
    for proxies in (0, 1):
        told: list[str] = []
        desk = new_desk(web_proxies=proxies)

        async def note(_subject, question, response, timeout=2.0, told=told):  # noqa: ASYNC109
            told.append(question.origin)
            return response()

        desk.service.request = note
        for forwarded in ("203.0.113.7", "198.51.100.1, 203.0.113.7", "203.0.113.8", "2001:db8::1", "2001:db8::2"):
            async with desk.client(**{"x-forwarded-for": forwarded}) as client:
                await ask(client)
        origins[proxies] = told
    assert len(set(origins[0])) == 1
    one, longer, other, six, same_house = origins[1]
    assert one == longer
    assert six == same_house
    assert len({one, other, six}) == 3


@pytest.mark.parametrize("mail", ["", "nobody", "a@b\n@c", "x" * 400 + "@y.example", "a,b@c.example"])
async def test_what_is_no_address_is_told_at_the_field(desk, registration, mail):
    async with desk.client() as client:
        page = await ask(client, mail)
    assert page.status_code == 422
    assert 'id="mail-error"' in page.text
    assert registration.said(SignInLinkAsked) == []


async def test_a_form_from_elsewhere_asks_for_nothing(desk, registration):
    async with desk.client() as client:
        assert (await ask(client, form_token="guessed")).status_code == 403
        foreign = await client.post("/sign-in", data={"mail": "a@b.example"}, headers={"origin": "http://evil.example"})
        assert foreign.status_code == 403
        await ask(client)
        (token,) = await registration.tokens()
        forged = await client.post("/sign-in/link", data={"form_token": "guessed", "token": token})
        assert forged.status_code == 403
        assert not await signed_in(client)


async def test_the_session_cookie_is_new_at_each_sign_in_and_out_of_reach_for_scripts(desk, registration):
    async with desk.client() as client:
        client.cookies.set(COOKIE, "chosen-by-an-attacker")
        await ask(client)
        done = await press(client, (await registration.tokens())[-1])
        (kept,) = [line for line in done.headers.get_list("set-cookie") if line.startswith(f"{COOKIE}=")]
        assert "chosen-by-an-attacker" not in kept
        assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in kept.lower().split(";")}
        assert f"Max-Age={int(ABSOLUTE.total_seconds())}" in kept
        first = client.cookies.get(COOKIE, domain="localhost.local")
    found = desk.read(lambda tx: tx.find(SESSIONS))
    assert first
    assert first not in repr(found)
    assert b"ada" not in repr(desk.dump()).encode().lower()


async def test_over_https_cookies_are_bound_to_this_very_host(new_desk, registration):
    desk = new_desk(portal_address="https://portal.example.org")
    desk.service.request = registration.request
    async with desk.client() as client:
        client.base_url = "https://localhost"
        await ask(client)
        done = await press(client, (await registration.tokens())[-1])
    cookies = [line for line in done.headers.get_list("set-cookie") if "cityteams_" in line]
    assert any(line.startswith(f"__Host-{COOKIE}=") for line in cookies)
    assert all("; secure" in line.lower() for line in cookies)
    assert not any("domain=" in line.lower() for line in cookies)


@pytest.mark.parametrize(
    "address", ["http://portal.example.org", "ftp://x.example", "https://a.example/path", "portal"]
)
def test_an_address_that_is_not_safe_is_refused_at_start(new_desk, address):
    with pytest.raises(ValueError, match="portal_address"):
        new_desk(portal_address=address)


@pytest.mark.parametrize(
    "told",
    [
        "//evil.example",
        "http://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/sign-out",
        "/a\r\nb: c",
        "/" + "x" * 600,
        "evil.example",
        "/api/v1/me",
        " /x",
    ],
)
def test_nobody_is_led_to_another_site(told):
    assert safe_next(told) == "/account"


def test_one_is_led_back_to_a_page_of_the_portal():
    assert safe_next("/worksheets?state=mine") == "/worksheets?state=mine"
