"""The commands of gatherings, sessions and agendas: the right request to the portal; a search is watched to its end."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from cityteams_cli import desk
from cityteams_cli.main import app
from cityteams_cli.portal import Reply

AT = "2018-02-07T09:00:00-05:00"
REQUESTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("gatherings slip jam --months 5", "/gatherings/jam/slip", {"months": 5, "days": 0, "reason": ""}),
    ("gatherings cancel jam --reason Snow", "/gatherings/jam/cancel", {"reason": "Snow"}),
    (
        f"gatherings delay jam --since {AT} --minutes 20 --room hall",
        "/gatherings/jam/delay",
        {"since": AT, "minutes": 20, "room_id": "hall", "track_id": None},
    ),
    ("gatherings booths jam", "/gatherings/jam/booths", {}),
    ("gatherings travel-support jam", "/gatherings/jam/travel-support", {}),
    ("sessions accept s-1", "/sessions/s-1/accept", {}),
    ("sessions decline s-1 --reason Late", "/sessions/s-1/decline", {"reason": "Late"}),
    ("agenda solve jam --seed 3 --no-wait", "/gatherings/jam/solve", {"seed": 3, "seeds": 4, "effort": 1000}),
    ("agenda stop jam", "/gatherings/jam/stop", {}),
    (
        f"agenda place jam s-1 --starts {AT} --room hall",
        "/gatherings/jam/place",
        {"session_id": "s-1", "starts": AT, "room_id": "hall"},
    ),
    ("agenda unplace jam s-1", "/gatherings/jam/unplace", {"session_id": "s-1"}),
    ("agenda release jam", "/gatherings/jam/release", {}),
    ("agenda roll-back jam", "/gatherings/jam/roll-back", {}),
    (
        f"agenda repair jam --away p-1 --starts {AT} --ends {AT}",
        "/gatherings/jam/repair",
        {"away": [{"person_id": "p-1", "starts": AT, "ends": AT}], "lost": []},
    ),
    ("agenda adopt jam r-1", "/gatherings/jam/repair/r-1/adopt", {}),
)


class FakePortal:
    """`sent` is what was asked; `searches` are what the plan says, one look after the other."""

    def __init__(self, *searches: dict[str, Any]) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.searches = list(searches)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        """Nothing is open."""

    async def ask(self, path, body=None):
        self.sent.append((path, body or {}))
        return Reply(True, "jam")

    async def get(self, path, **_asked):
        return {"search": self.searches.pop(0)} if path.endswith("/plan") else {"items": [], "next": None}


def search(state, **more):
    known = {"state": state, "done": 0.5, "weight": None, "lost_interests": 0, "reasons": [], "proven": True}
    return {**known, **more}


@pytest.fixture
def run(monkeypatch):
    def run(command, portal, *more):
        monkeypatch.setattr(desk, "portal_at", lambda *_: portal)
        return CliRunner().invoke(app, [*command.split(), *more])

    return run


@pytest.mark.parametrize(("command", "path", "body"), REQUESTS, ids=[each[0] for each in REQUESTS])
def test_a_command_asks_the_portal_for_what_it_says(run, command, path, body):
    portal = FakePortal()
    result = run(command, portal)
    assert result.exit_code == 0, result.output
    assert portal.sent == [(path, body)]


def test_a_session_is_put_in_from_a_file(run, tmp_path):
    file = tmp_path / "session.json"
    told = {"session_id": "s-1", "content": {"kind": "workshop", "title": "One", "minutes": 30}}
    file.write_text(json.dumps(told), "utf-8")
    portal = FakePortal()
    assert run("sessions plan jam", portal, str(file)).exit_code == 0
    assert portal.sent == [("/gatherings/jam/sessions", told)]
    file.write_text("[]", "utf-8")
    assert run("sessions plan jam", FakePortal(), str(file)).exit_code == 2


def test_a_search_is_watched_until_it_has_an_agenda(run):
    portal = FakePortal(search("running"), search("running", weight=9), search("solved", weight=7, lost_interests=2))
    result = run("agenda solve jam", portal)
    assert result.exit_code == 0, result.output
    assert "solved: weight 7, 2 interests lost" in result.output


def test_a_search_without_an_agenda_says_why_and_fails(run):
    result = run("agenda solve jam", FakePortal(search("infeasible", reasons=["one is too long"])))
    assert result.exit_code == 1
    assert "these contradict each other" in result.output
    assert "one is too long" in result.output
