"""The desk's commands: the right request to the portal, told in words or JSON, with an exit code that tells."""

import json
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from cityteams_cli import desk
from cityteams_cli.main import app
from cityteams_cli.portal import Portal

RULES = b"round: r-1\ntitle: One\nversion: 1\n"
DUE = "2026-12-31T23:59:59Z"
REQUESTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("worksheets review w-1 --seen e-1", "/worksheets/w-1/begin-review", {"seen": "e-1"}),
    ("worksheets accept w-1", "/worksheets/w-1/accept", {}),
    (
        f"worksheets return w-1 --comment targets=When? --comment title=a=b --due {DUE}",
        "/worksheets/w-1/return",
        {"comments": {"targets": "When?", "title": "a=b"}, "due_at": DUE},
    ),
    ("worksheets decline w-1 --reason Late", "/worksheets/w-1/decline", {"reason": "Late"}),
    ("worksheets withdraw w-1", "/worksheets/w-1/withdraw", {}),
    (
        f"worksheets reopen w-1 --field title --field website --until {DUE}",
        "/worksheets/w-1/reopen",
        {"fields": ["title", "website"], "until": DUE},
    ),
    ("organisations register Ulm --kind municipality", "/organisations", {"name": "Ulm", "kind": "municipality"}),
    ("organisations merge q-1", "/questions/q-1", {"verdict": "merge"}),
    ("organisations keep-apart q-1", "/questions/q-1", {"verdict": "keep_apart"}),
    ("organisations membership o-1 full", "/organisations/o-1/membership", {"membership": "full"}),
    ("organisations membership o-1 none", "/organisations/o-1/membership", {"membership": None}),
    (
        f"rounds extend r-1 o-1 --until {DUE}",
        "/rounds/r-1/extensions",
        {"organisation_id": "o-1", "until": DUE},
    ),
    ("rounds close r-1", "/rounds/r-1/close", {}),
    ("people grant p-1 secretariat", "/people/p-1/roles", {"role": "secretariat"}),
    ("people revoke ada@example.org secretariat", "/people/p-ada/roles/revoke", {"role": "secretariat"}),
    ("people erase p-1 --yes", "/people/p-1/erase", {}),
    (
        f"clusters invite c-1 o-1 --person m@ulm.example --name Mayor --role lead --until {DUE}",
        "/clusters/c-1/invite",
        {"organisation_id": "o-1", "roles": ["lead"], "name": "Mayor", "mail": "m@ulm.example", "answer_by": DUE},
    ),
    ("clusters take-back c-1 i-1", "/clusters/c-1/invitations/i-1/withdraw", {}),
    ("clusters ask-to-join c-1 o-1", "/clusters/c-1/ask-to-join", {"organisation_id": "o-1", "roles": []}),
    ("clusters answer-join c-1 o-1 --no", "/clusters/c-1/answer-join", {"organisation_id": "o-1", "accepts": False}),
    ("clusters leave c-1 o-1", "/clusters/c-1/leave", {"organisation_id": "o-1"}),
    ("clusters leave c-1 o-1 --removed", "/clusters/c-1/remove", {"organisation_id": "o-1"}),
    (
        "clusters roles c-1 o-1 lead expert",
        "/clusters/c-1/roles",
        {"organisation_id": "o-1", "roles": ["lead", "expert"]},
    ),
    ("clusters lead c-1 --person p-1", "/clusters/c-1/lead", {"lead": "p-1"}),
    ("clusters official c-1 --person p-1", "/clusters/c-1/officials", {"person_id": "p-1"}),
    ("clusters rename c-1 Trams", "/clusters/c-1/rename", {"title": "Trams"}),
    ("clusters advance c-1 active", "/clusters/c-1/advance", {"stage": "active"}),
    ("clusters dissolve c-1", "/clusters/c-1/dissolve", {}),
    ("clusters merge c-1 c-2", "/clusters/c-1/merge", {"into": "c-2"}),
    (
        "clusters split c-1 New o-1 o-2 --lead p-1 --official p-2",
        "/clusters/c-1/split",
        {"title": "New", "lead": "p-1", "organisations": ["o-1", "o-2"], "officials": ["p-2"]},
    ),
    ("clusters affiliate c-1 sc", "/clusters/c-1/affiliations", {"super_cluster_id": "sc"}),
    ("clusters answer-affiliation c-1 sc --no", "/clusters/c-1/affiliations/sc/answer", {"grants": False}),
    ("clusters part c-1 sc", "/clusters/c-1/affiliations/sc/end", {}),
    (
        "super-clusters form sc Data --sector data --round r-1",
        "/super-clusters/sc/form",
        {"title": "Data", "sector": "data", "round_id": "r-1"},
    ),
    (
        "super-clusters form-thematic tc Water --person p-1 --of Uni",
        "/super-clusters/tc/form-thematic",
        {"title": "Water", "leader": "p-1", "leader_of": "Uni"},
    ),
    ("super-clusters promote sc T --cluster c-1", "/super-clusters/sc/promote", {"title": "T", "cluster_id": "c-1"}),
    ("super-clusters rename sc T", "/super-clusters/sc/rename", {"title": "T"}),
    ("super-clusters merge sc other", "/super-clusters/sc/merge", {"into": "other"}),
    ("super-clusters chair sc --person p-1 --of KC", "/super-clusters/sc/chairs", {"person_id": "p-1", "of": "KC"}),
    ("super-clusters unchair sc p-1", "/super-clusters/sc/chairs/p-1/remove", {}),
    ("super-clusters entity sc o-1", "/super-clusters/sc/entities", {"organisation_id": "o-1"}),
    ("super-clusters entity sc o-1 --answer grant", "/super-clusters/sc/entities/o-1/answer", {"grants": True}),
    ("super-clusters entity sc o-1 --answer end", "/super-clusters/sc/entities/o-1/end", {}),
    (
        "super-clusters group sc g T --chair p-1",
        "/super-clusters/sc/groups",
        {"group": "g", "title": "T", "chair": "p-1"},
    ),
    ("super-clusters group sc g T --change", "/super-clusters/sc/groups/g/revise", {"title": "T"}),
    ("super-clusters group sc g --close", "/super-clusters/sc/groups/g/close", {}),
)


class FakePortal:
    """`requests` are what came; `refusing` makes every command a refusal."""

    def __init__(self):
        self.requests: list[httpx.Request] = []
        self.refusing = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        path = request.url.path.removeprefix("/api/v1")
        if request.method == "GET":
            return self.look(path, request.url.params)
        if path == "/people":
            return httpx.Response(200, json={"person_id": "p-ada"})
        if self.refusing:
            told = {"code": "another-reviewer-was-quicker", "detail": "Read it again.", "errors": []}
            return httpx.Response(422, json=told)
        return httpx.Response(200, json={"command_id": "c", "state": "done", "about": "w-1"})

    def look(self, path: str, asked) -> httpx.Response:
        if path.endswith("/export"):
            return httpx.Response(200, json={"person_id": "p-1", "sections": {}})
        if path in ("/worksheets/w-1", "/rounds/r-1", "/organisations/o-1"):
            return httpx.Response(200, json={"title": "[b]Lamps[/b]", "state": "submitted", "due_at": None})
        start = int(asked.get("after") or 0)
        items = [{"worksheet_id": f"w-{at}", "title": "T", "name": "N"} for at in range(start, start + 2)]
        return httpx.Response(200, json={"items": items, "next": str(start + 2) if start < 4 else None})


@pytest.fixture
def portal(monkeypatch):
    """A portal that remembers what it was asked."""
    fake = FakePortal()
    make = lambda *_: Portal("http://portal", "secret", httpx.MockTransport(fake))  # noqa: E731
    monkeypatch.setattr(desk, "portal_at", make)
    return fake


def run(words, *more):
    return CliRunner().invoke(app, [*words.split(), *more])


@pytest.mark.parametrize(("words", "path", "body"), REQUESTS)
def test_each_command_is_one_request(portal, words, path, body):
    told = run(words)
    assert told.exit_code == 0, told.output
    last = portal.requests[-1]
    assert (last.method, last.url.path) == ("POST", f"/api/v1{path}")
    assert json.loads(last.content) == body
    assert last.headers["authorization"] == "Bearer secret"
    assert last.headers["idempotency-key"]


@pytest.mark.parametrize(("words", "path", "body"), REQUESTS[:2])
def test_a_refusal_is_told_with_its_remedy_and_exit_code_one(portal, words, path, body):
    portal.refusing = True
    told = run(words)
    assert told.exit_code == 1
    assert "Read it again." in told.stderr
    told = run(words, "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["code"] == "another-reviewer-was-quicker"


def test_a_list_follows_its_pages_up_to_what_is_wanted(portal):
    told = run("worksheets list flood --state submitted --json")
    assert [json.loads(line)["worksheet_id"] for line in told.stdout.splitlines()] == [f"w-{at}" for at in range(6)]
    assert dict(portal.requests[0].url.params) == {"q": "flood", "state": "submitted", "sort": "age", "limit": "100"}
    assert len(run("worksheets list --most 3 --json").stdout.splitlines()) == 3
    assert "6 found" in run("organisations list").stdout


@pytest.mark.parametrize("words", ["worksheets show w-1", "rounds show r-1", "organisations show o-1"])
def test_one_thing_is_shown_as_it_was_written(portal, words):
    assert "[b]Lamps[/b]" in run(words).stdout
    assert json.loads(run(words, "--json").stdout)["title"] == "[b]Lamps[/b]"


def test_a_rule_file_is_sent_as_it_is(portal, tmp_path):
    file = tmp_path / "r-1.yaml"
    file.write_bytes(RULES)
    assert run(f"rounds open {file}").exit_code == 0
    assert portal.requests[-1].content == RULES
    assert portal.requests[-1].headers["content-type"] == "application/yaml"
    missing = run(f"rounds open {tmp_path}/none.yaml")
    assert missing.exit_code == 2
    assert "check the name" in missing.stderr


def test_nobody_is_forgotten_by_a_slip_of_the_hand(portal):
    told = CliRunner().invoke(app, ["people", "erase", "p-1"], input="n\n")
    assert told.exit_code == 1
    assert portal.requests == []


def test_what_is_held_on_a_person_is_printed_for_a_program(portal):
    assert json.loads(run("people export ada@example.org").stdout)["person_id"] == "p-1"
    assert portal.requests[-1].url.path == "/api/v1/people/p-ada/export"
