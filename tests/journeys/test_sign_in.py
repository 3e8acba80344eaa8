"""Signing in to a real house as somebody does who has only a browser and a mailbox."""

import email
import json
import re
import time
from email.policy import default
from urllib.parse import urlsplit

import httpx
import pytest

from tests.cli.commanding import Up

pytestmark = pytest.mark.slow
MAIL = "ada@city.example"


def hidden(page, name="form_token"):
    """A hidden field of the first form that has it."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page.text)[0]


def letter(data, address, within=30.0):
    """The one letter to an address, once it lies in the mail folder."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        found = [email.message_from_bytes(path.read_bytes(), policy=default) for path in data.glob("mail/*.eml")]
        if mine := [each for each in found if address in str(each["To"])]:
            return mine[0]
        time.sleep(0.05)
    raise AssertionError(f"no letter came to {address}")


def link_in(mail):
    """Path and query of the link in a letter."""
    text = mail.get_body(("plain",)).get_content()
    (found,) = re.findall(r"https?://\S*/sign-in/link\?token=\S+", text)
    parts = urlsplit(found)
    return f"{parts.path}?{parts.query}"


def is_signed_in(client):
    return client.get("/api/v1/me").status_code == 200


def press(client, link):
    """Opens the link and presses the button behind it."""
    page = client.get(link)
    return client.post("/sign-in/link", data={"form_token": hidden(page), "token": hidden(page, "token")})


def test_a_browser_and_a_mailbox_are_enough_to_sign_in_write_and_leave(tmp_path):
    data = tmp_path / "var"
    with Up(data, "--no-sample") as house:
        house.says("cityteams is up")
        home = json.loads((data / "run.json").read_text())["portal"]
        with browser(home) as client, browser(home) as other:
            asks(client)
            link = link_in(letter(data, MAIL))
            for _ in range(3):
                assert client.get(link).status_code == 200
            assert not is_signed_in(client)
            asks(other, "somebody@else.example")
            assert "another browser" not in other.get(link).text
            assert press(other, link).status_code == 422
            welcome = press(client, link)
            assert (welcome.status_code, welcome.headers["location"]) == (303, "/worksheets")
            assert client.get("/api/v1/me").json()["roles"] == []
            writes_and_leaves(client)
            asks(client)
            assert press(client, link).status_code == 422
            assert not is_signed_in(client)
        assert house.ends() == 0
    token = link.partition("token=")[2].encode()
    files = [path for path in tmp_path.rglob("*") if path.is_file() and "mail" not in path.parts]
    assert [path.name for path in files if token in path.read_bytes()] == []


def browser(home):
    return httpx.Client(base_url=home, timeout=30, trust_env=False, headers={"origin": home})


def asks(client, mail=MAIL):
    """Asks for a letter, as the page offers it."""
    page = client.get("/sign-in", params={"next": "/worksheets"})
    typed = {"form_token": hidden(page), "next": hidden(page, "next"), "mail": mail}
    assert client.post("/sign-in", data=typed).headers["location"] == "/sign-in/sent"


def writes_and_leaves(client):
    """Begins a worksheet, finds it again, and signs out."""
    saved = client.patch(
        "/api/v1/drafts/w-journey",
        json={"round_id": "sc3-2018", "changes": {"title": "Quiet"}},
        headers={"if-match": '"0"'},
    )
    assert saved.status_code == 200, saved.text
    assert "Quiet" in client.get("/worksheets").text
    page = client.get("/account")
    assert client.post("/sign-out", data={"form_token": hidden(page)}).headers["location"] == "/"
    assert not is_signed_in(client)
    assert client.get("/worksheets").headers["location"].startswith("/sign-in?")
