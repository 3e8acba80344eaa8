"""Safe headers on everything, and nothing too big, foreign or unnamed comes in."""

import asyncio

import httpx
import pytest

from cityteams_portal import store

WANTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/api/v1/counters", "/api/v1/nowhere", "/worksheets/new"])
async def test_every_answer_has_the_safe_headers(desk, path):
    async with desk.client() as client:
        response = await client.get(path)
    assert WANTED.items() <= dict(response.headers).items()
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


async def test_even_a_bug_leaves_with_the_safe_headers_and_without_its_name(desk, monkeypatch):
    def broken(_tx):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(store, "counters", broken)
    async with desk.client() as client:
        page, told = await client.get("/"), await client.get("/api/v1/counters")
    for response in (page, told):
        assert response.status_code == 500
        assert "secret" not in response.text
        assert WANTED.items() <= dict(response.headers).items()
    assert told.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/worksheets/new", "/api/v1/worksheets", "/nowhere"])
async def test_a_body_over_256_kb_is_refused(desk, path):
    async def drops():
        for _ in range(257):
            yield b"x" * 1024

    async with desk.client() as client:
        named = await client.post(path, content=b"x" * (256 * 1024 + 1))
        dripped = await client.post(path, content=drops())
    assert named.status_code == dripped.status_code == 413
    assert "256 kB" in named.text


async def test_a_body_of_256_kb_is_let_in(desk):
    async with desk.secretariat() as client:
        response = await client.post("/api/v1/worksheets", content=b"x" * 256 * 1024)
    assert response.status_code == 415


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:81"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_what_another_site_sends_is_refused(desk, headers):
    async with desk.client(**headers) as client:
        form = await client.post("/worksheets/new", data={"title": "x"})
        told = await client.post("/api/v1/worksheets", json={})
    assert form.status_code == told.status_code == 403
    assert told.json()["code"] == "the-origin-is-foreign"


@pytest.mark.parametrize("name", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "", "[::2]"])
async def test_an_unknown_host_name_is_refused(desk, name):
    async with desk.client() as client:
        response = await client.get("/letters", headers={"host": name})
    assert response.status_code == 421


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST:8080", "127.0.0.1:9", "[::1]:8080", "[::1]"])
async def test_a_known_host_name_is_let_in(desk, name):
    async with desk.client() as client:
        assert (await client.get("/about", headers={"host": name})).status_code == 200


async def test_a_get_changes_nothing(busy):
    before = busy.dump()
    async with busy.secretariat() as client:
        for path in (
            "/api/v1/worksheets/w-1/return",
            "/api/v1/gatherings/expo-2018/sessions/import",
            "/api/v1/worksheets/w-1/accept",
        ):
            assert (await client.get(path)).status_code == 405
        await client.get("/worksheets/new?title=x&lead_mail=a@b.example")
    assert busy.commands() == []
    assert busy.people == []
    assert busy.dump() == before


async def test_a_slow_body_is_given_up(desk, monkeypatch):
    monkeypatch.setattr("cityteams_portal.web.guard._BODY_SECONDS", 0.05)

    async def never():
        yield b"x"
        await asyncio.sleep(30)

    async with desk.client() as client:
        response = await client.post("/api/v1/worksheets", content=never(), timeout=httpx.Timeout(5))
    assert response.status_code == 408
