"""The commands of mailings: the right request to the portal."""

import json

import httpx
import pytest
from typer.testing import CliRunner

from cityteams_cli import desk
from cityteams_cli.main import app
from cityteams_cli.portal import Portal

REQUESTS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("proof m-1 2 p-1", "/mailings/m-1/proof", {"edition": 2, "person_id": "p-1"}),
    ("approve m-1 2", "/mailings/m-1/approve", {"edition": 2}),
    ("stop m-1 --reason Wrong", "/mailings/m-1/stop", {"reason": "Wrong"}),
    ("stop m-1", "/mailings/m-1/stop", {}),
)


class FakePortal:
    """Takes every command, and lists one mailing with one reader."""

    def __init__(self):
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path.endswith("/commands/c-1"):
            return httpx.Response(200, json={"command_id": "c-1", "state": "done", "about": "m-1"})
        if request.url.path.endswith("/people"):
            return httpx.Response(200, json={"person_id": "p-ann"})
        if request.method == "GET" and request.url.path.endswith("/recipients"):
            return httpx.Response(200, json={"items": [{"person_id": "p-1", "left_out": None}], "next": None})
        if request.method == "GET" and request.url.path.endswith("/mailings"):
            return httpx.Response(200, json={"items": [{"mailing_id": "m-1", "state": "sending"}], "next": None})
        if request.method == "GET":
            return httpx.Response(200, json={"mailing_id": "m-1", "progress": {"done": 3, "waiting": 2}})
        return httpx.Response(202, json={"command_id": "c-1", "state": "waiting"})


@pytest.fixture
def portal(monkeypatch):
    """A portal that remembers what it was asked."""
    fake = FakePortal()
    monkeypatch.setattr(desk, "portal_at", lambda *_: Portal("http://portal", "word", httpx.MockTransport(fake)))
    return fake


def run(*words):
    told = CliRunner().invoke(app, ["mailings", *words])
    assert told.exit_code == 0, told.output
    return told.stdout


@pytest.mark.parametrize(("words", "path", "body"), REQUESTS)
def test_each_command_is_one_request(portal, words, path, body):
    run(*words.split())
    assert portal.requests[0].url.path == f"/api/v1{path}"
    assert json.loads(portal.requests[0].content) == body


def test_a_mailing_is_prepared_from_a_file(portal, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("Release 53.\n\nLook.", "utf-8")
    run("prepare", "Out", str(text), "--kind", "agenda_release", "--gathering", "expo-2018", "--role", "speaker")
    audience = {"roles": ["speaker"], "gatherings": ["expo-2018"]}
    body = {"kind": "agenda_release", "subject_line": "Out", "text": "Release 53.\n\nLook.", "audience": audience}
    assert json.loads(portal.requests[0].content) == body
    run("prepare", "Out", str(text), "--everybody", "--mailing", "m-1", "--replaces", "3")
    told = json.loads(next(each for each in portal.requests[1:] if each.url.path == "/api/v1/mailings").content)
    assert (told["mailing_id"], told["replaces"], told["audience"]) == ("m-1", 3, {"everybody": True})


def test_the_office_may_be_named_by_mail_address_which_stays_out_of_the_command(portal):
    run("proof", "m-1", "1", "ann@example.org")
    asked = next(each for each in portal.requests if each.url.path.endswith("/proof"))
    assert json.loads(asked.content) == {"edition": 1, "person_id": "p-ann"}


def test_mailings_their_readers_and_their_progress_are_told(portal):
    assert json.loads(run("list", "--json"))["state"] == "sending"
    assert json.loads(run("recipients", "m-1", "--json"))["person_id"] == "p-1"
    assert "done 3" in run("show", "m-1")
