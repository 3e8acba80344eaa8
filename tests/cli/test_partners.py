"""Partners and texts on the command line: the right request, and texts read without a house."""

import json

import httpx
import pytest
from typer.testing import CliRunner

from cityteams_cli import desk
from cityteams_cli.main import app
from cityteams_cli.portal import Portal
from tests.cli.commanding import cityteams


@pytest.fixture
def portal(monkeypatch):
    """Takes down what is asked, and says yes."""
    heard = []

    def answer(request):
        heard.append(request)
        if request.method == "GET":
            state = "running" if len(heard) < 4 else "done"
            return httpx.Response(200, json={"items": [], "state": state, "score": 5, "bound": 5})
        return httpx.Response(200, json={"command_id": "c", "state": "done", "about": "x"})

    monkeypatch.setattr(desk, "portal_at", lambda *_: Portal("http://portal", "t", httpx.MockTransport(answer)))
    return heard


def test_matching_asks_for_a_run_waits_for_it_and_tells_how_good_it_is(portal, monkeypatch):
    monkeypatch.setattr(desk, "_LOOK", 0)
    done = CliRunner().invoke(app, ["partners", "match", "sc3-2018", "--partners", "2"])
    assert done.exit_code == 0, done.output
    post, *looks, get = portal
    body = json.loads(post.content)
    assert (body["round_id"], body["limits"]) == ("sc3-2018", {"partners": 2, "clients": 5})
    assert {each.url.path for each in (*looks, get)} == {f"/api/v1/partner-runs/{body['run_id']}"}
    assert len(looks) == 3


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("partners introduce o-1 o-2", "/introductions"),
        ("partners cancel i-1", "/introductions/i-1/cancel"),
        ("partners show o-1", "/organisations/o-1/partners"),
        ("partners introductions", "/introductions"),
        ("texts suggestions w-1", "/worksheets/w-1/suggestions"),
    ],
)
def test_every_command_goes_to_its_address(portal, words, path):
    done = CliRunner().invoke(app, words.split())
    assert done.exit_code == 0, done.output
    assert portal[0].url.path == f"/api/v1{path}"


def test_texts_are_read_without_a_house(tmp_path):
    file = tmp_path / "texts.txt"
    file.write_text('Electric buses arrive on time\n\n{"title": "Leaks in drinking water pipes"}\n', "utf-8")
    done = cityteams("texts", "suggest", file, "--model", "tfidf", seconds=120)
    assert done.returncode == 0, done.stderr
    bus, water = map(json.loads, done.stdout.splitlines())
    assert bus["sectors"][0]["sector"] == "transportation"
    assert water["sectors"][0]["sector"] == "utility"
    assert 6 in water["goals"]


def test_a_file_that_cannot_be_read_is_refused_by_its_line(tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text('{"title": "Good"}\n{"title": \n', "utf-8")
    done = cityteams("texts", "suggest", file, "--model", "tfidf", seconds=120)
    assert done.returncode != 0
    assert "line 2 is not JSON" in done.stderr
