"""The commands of webhooks: the right request to the portal; a secret is printed once, where it was asked for."""

import json

import httpx
import pytest
from typer.testing import CliRunner

from cityteams_cli import desk
from cityteams_cli.main import app
from cityteams_cli.portal import Portal

REQUESTS = (
    ("test e-1", "/endpoints/e-1/test", {}),
    ("pause e-1", "/endpoints/e-1/pause", {}),
    ("resume e-1", "/endpoints/e-1/resume", {}),
    ("delete e-1", "/endpoints/e-1/delete", {}),
    ("replay e-1 --delivery d-1", "/endpoints/e-1/replay", {"delivery_id": "d-1"}),
    (
        "replay e-1 --failed --since 2026-02-01T00:00:00Z",
        "/endpoints/e-1/replay",
        {"since": "2026-02-01T00:00:00Z", "only_failed": True},
    ),
)
FRESH = (
    (
        "register o-ulm https://hooks.ulm.example --title Data --type org.cityteams.cluster.listed.v1 --sector utility",
        "/endpoints",
        {
            "organisation_id": "o-ulm",
            "url": "https://hooks.ulm.example",
            "title": "Data",
            "kind": "webhook",
            "wanted": {"types": ["org.cityteams.cluster.listed.v1"], "clusters": [], "sectors": ["utility"]},
        },
    ),
    ("rotate e-1 --overlap-hours 2", "/endpoints/e-1/rotate", {"overlap_hours": 2}),
)


class FakePortal:
    """Takes every command; `state` is how it ends."""

    def __init__(self):
        self.requests: list[httpx.Request] = []
        self.state = {"command_id": "c-1", "state": "done", "about": "e-1"}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path.endswith("/commands/c-1"):
            return httpx.Response(200, json=self.state)
        if request.method == "GET":
            return httpx.Response(200, json={"items": [{"delivery_id": "d-1", "state": "failed"}], "next": None})
        waiting = {"command_id": "c-1", "state": "waiting"}
        if request.url.path.endswith(("/endpoints", "/rotate")):
            return httpx.Response(
                202, json=waiting | {"endpoint_id": "e-1", "secret": "whsec_x", "public_key": "whpk_x"}
            )
        return httpx.Response(202, json=waiting)


@pytest.fixture
def portal(monkeypatch):
    """A portal that remembers what it was asked."""
    fake = FakePortal()
    monkeypatch.setattr(desk, "portal_at", lambda *_: Portal("http://portal", "word", httpx.MockTransport(fake)))
    return fake


def run(words, *more):
    return CliRunner().invoke(app, ["webhooks", *words.split(), *more])


@pytest.mark.parametrize(("words", "path", "body"), REQUESTS)
def test_each_command_is_one_request(portal, words, path, body):
    told = run(words)
    assert told.exit_code == 0, told.output
    assert portal.requests[0].url.path == f"/api/v1{path}"
    assert json.loads(portal.requests[0].content) == body


@pytest.mark.parametrize(("words", "path", "body"), FRESH)
def test_a_fresh_secret_is_printed_once_the_command_is_done(portal, words, path, body):
    told = run(words)
    assert told.exit_code == 0, told.output
    assert told.stdout.split("\n")[:2] == ["endpoint_id: e-1", "secret: whsec_x"]
    assert portal.requests[0].url.path == f"/api/v1{path}"
    assert json.loads(portal.requests[0].content) == body
    assert json.loads(run(words, "--json").stdout)["secret"] == "whsec_x"


def test_a_refusal_is_told_and_no_secret_with_it(portal):
    portal.state = {"command_id": "c-1", "state": "rejected", "code": "no", "reason": "Too many.", "field": None}
    told = run(FRESH[0][0])
    assert told.exit_code == 1
    assert "Too many." in told.stderr
    assert "whsec" not in told.output


def test_a_chat_channel_is_known_by_its_url(portal):
    run("register o-ulm slack://a/b/c --title Room")
    assert json.loads(portal.requests[0].content)["kind"] == "channel"


def test_deliveries_are_listed(portal):
    assert json.loads(run("deliveries e-1 --state failed --json").stdout)["delivery_id"] == "d-1"
    assert dict(portal.requests[0].url.params)["state"] == "failed"
