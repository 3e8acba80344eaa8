"""Who comes from the command line: the right requests, and a device at a door that has no network."""

import json

import httpx
import pytest
from typer.testing import CliRunner

from cityteams_cli import desk
from cityteams_cli.device import Device, mark
from cityteams_cli.main import app
from cityteams_cli.portal import Portal

TOKENS = {"CT1ONE": "s-1", "CT1TWO": "s-2"}
REQUESTS = (
    (
        "attendance answer jam p-1 yes --guests 2",
        "/seatings/jam/answer",
        {"answer": "yes", "guests": 2, "person_id": "p-1"},
    ),
    ("meetings plan jam --seconds 30", "/gatherings/jam/meetings/plan", {"seconds": 30}),
    ("meetings cancel m-1 p-1", "/meetings/m-1/cancel", {"person_id": "p-1"}),
)


@pytest.fixture
def asked(monkeypatch):
    """What a portal was asked for; it takes everything."""
    requests: list[httpx.Request] = []

    def answer(request):
        requests.append(request)
        if request.url.path.endswith("/badges"):
            return httpx.Response(200, json={"items": [{"token": t, "seat_id": s} for t, s in TOKENS.items()]})
        if request.method == "GET":
            return httpx.Response(200, json={"items": [{"seating_id": "jam", "title": "Tech Jam", "taken": 2}]})
        return httpx.Response(200, json={"command_id": "c", "state": "done", "about": "jam"})

    transport = httpx.MockTransport(answer)
    monkeypatch.setattr(desk, "portal_at", lambda *_: Portal("http://portal", "token", transport=transport))
    return requests


def run(words, **rest):
    return CliRunner().invoke(app, words.split(), **rest)


@pytest.mark.parametrize(("words", "path", "body"), REQUESTS)
def test_a_command_asks_the_portal_for_the_right_thing(asked, words, path, body):
    done = run(words)
    assert done.exit_code == 0, done.output
    assert asked[-1].url.path == f"/api/v1{path}"
    assert json.loads(asked[-1].content) == body


def test_opening_names_the_classes_in_their_order(asked):
    done = run("attendance open jam jam-2018 --title Jam --capacity 50 --guests 1")
    assert done.exit_code == 0, done.output
    plan = json.loads(asked[-1].content)["plan"]
    assert (plan["capacity"], [each["entitled"] for each in plan["classes"]]) == (50, ["members", "anyone"])


def test_the_list_is_shown(asked):
    assert "Tech Jam" in run("attendance list").output


def test_a_device_scans_without_a_network_and_hands_everything_in_later_twice_if_need_be(asked, tmp_path):
    file = tmp_path / "door.json"
    assert run(f"checkin fetch jam --file {file}").exit_code == 0
    before = len(asked)
    codes = "CT1ONE\nHTTPS://P/B/CT1TWO\nct1one\nCT1OTHER\n\n"
    assert run(f"checkin scan --file {file}", input=codes).output.split() == ["welcome", "welcome", "again", "unknown"]
    assert len(asked) == before
    for _ in range(2):
        assert run(f"checkin send --file {file}").exit_code == 0
    first, second = [json.loads(request.content) for request in asked[before:]]
    assert first == second
    assert [(each["sequence"], each["seat_id"]) for each in first["scans"]] == [(1, "s-1"), (2, "s-2"), (3, "s-1")]


def test_a_device_keeps_its_name_and_its_numbers_when_badges_are_fetched_again(asked, tmp_path):
    file = tmp_path / "door.json"
    run(f"checkin fetch jam --file {file}")
    run(f"checkin scan --file {file} CT1ONE")
    name = Device.read(file).name
    run(f"checkin fetch jam --file {file}")
    run(f"checkin scan --file {file} CT1TWO")
    device = Device.read(file)
    assert device.name == name
    assert [each["sequence"] for each in device.scans()] == [1, 2]


def test_a_lost_device_gives_away_no_badge_and_a_cut_off_line_costs_no_other(asked, tmp_path):
    file = tmp_path / "door.json"
    run(f"checkin fetch jam --file {file}")
    assert "CT1ONE" not in file.read_text()
    assert mark("CT1ONE") in file.read_text()
    run(f"checkin scan --file {file} CT1ONE")
    device = Device.read(file)
    with device.scans_file.open("a") as kept:
        kept.write('{"sequence": 2, "se')
    assert [each["seat_id"] for each in device.scans()] == ["s-1"]


def test_a_file_that_is_no_device_is_named(asked, tmp_path):
    (tmp_path / "x.json").write_text("{}")
    done = run(f"checkin scan --file {tmp_path / 'x.json'} CT1ONE")
    assert done.exit_code != 0
    assert "checkin fetch" in done.output
