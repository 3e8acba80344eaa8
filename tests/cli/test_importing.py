import json

import httpx
import pytest

from cityteams_cli.importing import import_rows
from cityteams_cli.portal import Portal
from cityteams_cli.rows import BadLine, Result, Row, read_rows, row_of
from cityteams_cli.season import Sample
from cityteams_store.errors import Refused


def problem(status: int, code: str, detail: str, *errors: tuple[str, str]) -> httpx.Response:
    told = [{"pointer": pointer, "detail": words} for pointer, words in errors]
    return httpx.Response(status, json={"code": code, "detail": detail, "errors": told})


def done(about: str) -> httpx.Response:
    return httpx.Response(200, json={"command_id": "c", "state": "done", "about": about})


async def imported(answer, lines: list[bytes], *, accept: bool = False):
    results: list[Result] = []
    async with Portal("http://portal", "secret", httpx.MockTransport(answer)) as portal:
        rows = [row_of(number, line) for number, line in enumerate(lines, 1)]
        await import_rows(portal, rows, accept=accept, told=results.append, in_flight=2)
    return sorted(results, key=lambda result: result.line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"not json", "is not JSON: Expecting value at column 1; write one object on one line"),
        (b"[1]", "is not a JSON object"),
        (b'"text"', "is not a JSON object"),
        (b'{"a": "\xff"}', "is not UTF-8 at byte 8; save the file as UTF-8"),
        (b"[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_line_that_is_no_row_says_what_to_do(line, words):
    found = row_of(3, line)
    assert isinstance(found, BadLine)
    assert found.line == 3
    assert words in found.reason


def test_a_row_without_an_id_has_the_same_one_whenever_it_is_read():
    first, again, other = (row_of(1, text) for text in (b'{"title":"A"}', b'{ "title": "A" }', b'{"title":"B"}'))
    assert isinstance(first, Row)
    assert isinstance(again, Row)
    assert isinstance(other, Row)
    assert first.worksheet_id == again.worksheet_id != other.worksheet_id
    assert first.body["id"] == first.worksheet_id


def test_an_id_that_no_subject_can_carry_becomes_one_that_it_can():
    row = row_of(1, b'{"id": "a.b > c"}')
    assert isinstance(row, Row)
    assert row == row_of(1, b'{"id": "a.b > c"}')
    assert "." not in row.worksheet_id


def test_empty_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    (tmp_path / "rows.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "one"}\n\n  \n{"id": "two"}\n')
    assert [(row.line, row.worksheet_id) for row in read_rows(tmp_path / "rows.jsonl") if isinstance(row, Row)] == [
        (1, "one"),
        (4, "two"),
    ]


async def test_a_refused_row_is_named_with_its_rule_and_field_and_the_rest_go_on():
    def answer(request: httpx.Request) -> httpx.Response:
        if json.loads(request.content)["id"] == "bad":
            return problem(422, "a-field-is-not-right", "1 field", ("/lead/mail", "is missing; add it"))
        return done("good")

    results = await imported(answer, [b'{"id": "bad"}', b"nonsense", b'{"id": "good"}'])
    assert [result.ending for result in results] == ["refused", "refused", "submitted"]
    assert (results[0].code, results[0].field) == ("a-field-is-not-right", "lead.mail")
    assert results[0].reason == "lead.mail: is missing; add it"


async def test_importing_twice_says_that_the_rows_are_there():
    def answer(request: httpx.Request) -> httpx.Response:
        again = "accepted" if request.url.path.endswith("/accept") else "submitted"
        return problem(422, f"worksheet-is-already-{again}", "It is there.")

    results = await imported(answer, [b'{"id": "a"}', b'{"id": "b"}'], accept=True)
    assert [result.ending for result in results] == ["already there", "already there"]


async def test_a_submitted_row_is_accepted_with_the_token_of_the_secretariat():
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.url.path, request.headers["Authorization"], request.headers["Prefer"]))
        return done("a")

    results = await imported(answer, [b'{"id": "a"}'], accept=True)
    assert [result.ending for result in results] == ["accepted"]
    assert asked[1] == ("/api/v1/worksheets/a/accept", "Bearer secret", "wait=10")


async def test_an_answer_that_takes_long_is_waited_for():
    states = iter(["waiting", "waiting", "done"])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(202, json={"command_id": "c", "state": next(states), "about": "a"})

    assert [result.ending for result in await imported(answer, [b'{"id": "a"}'])] == ["submitted"]


async def test_a_part_that_is_away_for_a_moment_costs_no_row():
    answers = iter([problem(503, "registration-is-away", "Not now"), done("a")])
    assert [result.ending for result in await imported(lambda _: next(answers), [b'{"id": "a"}'])] == ["submitted"]


async def test_a_closed_door_ends_the_import_with_the_remedy():
    with pytest.raises(Refused, match="token"):
        await imported(lambda _: problem(401, "the-token-is-missing-or-wrong", "Send the token."), [b'{"id": "a"}'])


def test_a_season_that_is_none_is_refused_by_name(tmp_path):
    (tmp_path / "season.json").write_text('{"round": {}}')
    with pytest.raises(Refused, match="is no season: KeyError 'gathering'"):
        Sample(tmp_path).gathering()
