"""Agendas as files on the command line: what is written is what the portal gave, and a refusal names each row."""

import json

import httpx
import pytest
from typer.testing import CliRunner

from cityteams_cli import commands_calendars
from cityteams_cli.main import app
from cityteams_cli.portal import Portal

SESSIONS = {"sessions": [{"session_id": "s-1", "title": "Floods", "command_id": "c-1"}]}


@pytest.fixture
def portal(monkeypatch):
    """A portal that notes what it is asked for; `answer` is what it gives."""
    seen: list[httpx.Request] = []

    class Fake:
        requests = seen
        answer = httpx.Response(200, content=b"BEGIN:VCALENDAR")

    def at(*_):
        def give(request):
            seen.append(request)
            return Fake.answer

        return Portal("http://portal.example", "token", httpx.MockTransport(give))

    monkeypatch.setattr(commands_calendars, "portal_at", at)
    return Fake


def run(*words):
    return CliRunner().invoke(app, ["calendars", *map(str, words)])


@pytest.mark.parametrize(("ending", "path"), [("ics", "calendar.ics"), ("xml", "schedule.xml"), ("pdf", "agenda.pdf")])
def test_the_ending_of_a_file_says_what_is_written(portal, tmp_path, ending, path):
    file = tmp_path / f"expo.{ending}"
    done = run("export", "expo-2018", file)
    assert done.exit_code == 0, done.output
    assert file.read_bytes() == b"BEGIN:VCALENDAR"
    assert str(portal.requests[0].url) == f"http://portal.example/gatherings/expo-2018/{path}"


def test_another_ending_is_refused_with_those_that_there_are(portal, tmp_path):
    done = run("export", "expo-2018", tmp_path / "expo.doc")
    assert done.exit_code == 2
    assert "ics, xml, json" in done.output
    assert portal.requests == []


def test_a_schedule_is_brought_and_its_sessions_are_told(portal, tmp_path):
    file = tmp_path / "schedule.csv"
    file.write_text("title\nFloods\n")
    portal.answer = httpx.Response(202, json=SESSIONS)
    done = run("import", "expo-2018", file)
    assert (done.exit_code, "1 sessions are planned" in done.output) == (0, True)
    (request,) = portal.requests
    assert (request.url.path, request.content) == ("/api/v1/gatherings/expo-2018/sessions/import", b"title\nFloods\n")
    portal.answer = httpx.Response(202, json=SESSIONS)
    assert json.loads(run("import", "expo-2018", file, "--json").output) == SESSIONS["sessions"]


def test_a_refusal_names_every_row_that_is_wrong(portal, tmp_path):
    file = tmp_path / "schedule.csv"
    file.write_text("title\n\n")
    errors = [{"pointer": "/rows/1/title", "detail": "is missing; add it"}]
    portal.answer = httpx.Response(422, json={"code": "x", "detail": "No.", "title": "x", "errors": errors})
    done = run("import", "expo-2018", file)
    assert done.exit_code == 2
    assert "rows/1/title: is missing" in done.output.replace("rows.1.title", "rows/1/title")
