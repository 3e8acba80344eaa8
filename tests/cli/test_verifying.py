import copy
import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter
from typer.testing import CliRunner

from cityteams_cli import commands_documents
from cityteams_cli.main import app
from cityteams_cli.verifying import judge, read_receipt
from cityteams_contracts.examples.values import project
from cityteams_contracts.registration import canonical_content, part_digest, sha256_of
from cityteams_store.errors import Refused

PRIVATE = {"content": {"privacy": "We keep nothing.", "answers": {"patching": "Monthly."}}, "salt": "5f" * 32}
CONTENT = canonical_content(project(), part_digest(PRIVATE))
RECORDED = {
    "number": "SC3-2018-7K2M-9QXP",
    "sha256": sha256_of(CONTENT),
    "worksheet_id": "gctc-003",
    "round_id": "sc3-2018",
    "title": project().title,
    "received_at": "2018-02-07T14:00:00.000000Z",
}
RECEIPT = {"format": "cityteams-receipt-1", **RECORDED, "content": CONTENT, "private": PRIVATE}


def places(value, path=()):
    """The path of every name and every leaf in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in items:
        yield from places(each, (*path, name))
    if path:
        yield path


def altered(path, how):
    receipt = copy.deepcopy(RECEIPT)
    inner: Any = receipt
    for step in path[:-1]:
        inner = inner[step]
    how(inner, path[-1])
    return receipt


def other(inner, name):
    value = inner[name]
    inner[name] = not value if isinstance(value, bool) else f"{value}x" if isinstance(value, str) else "x"


def without(inner, name):
    del inner[name]


EVERYWHERE = [path for path in places(RECEIPT) if path not in (("format",), ("number",), ("content",))]


def test_a_true_receipt_holds_in_every_point():
    verdict = judge(json.loads(json.dumps(RECEIPT)), RECORDED)
    assert verdict.wrong == []
    assert len(verdict.true) == 10


@pytest.mark.parametrize("how", [other, without], ids=["changed", "left_out"])
@pytest.mark.parametrize("path", EVERYWHERE, ids=lambda path: ".".join(map(str, path)))
def test_a_letter_changed_or_left_out_anywhere_is_found(path, how):
    receipt = altered(path, how)
    if how is without and path == ("private",):
        assert any("not in this file" in line for line in judge(receipt, RECORDED).true)
    else:
        assert not judge(receipt, RECORDED).holds


def test_something_added_is_found_and_so_is_a_number_nobody_gave():
    assert not judge({**RECEIPT, "more": 1}, RECORDED).holds
    assert not judge({**RECEIPT, "content": {**CONTENT, "more": 1}}, RECORDED).holds
    assert "was ever given" in judge(RECEIPT, None).wrong[-1]


def test_a_receipt_that_was_made_up_whole_does_not_match_what_was_recorded():
    content = canonical_content(project().model_copy(update={"description": "Mine."}), None)
    made_up = {**RECEIPT, "content": content, "private": None, "sha256": sha256_of(content)}
    assert judge(made_up, RECORDED).wrong == ["The sha256 is not the recorded one."]


def test_whoever_may_not_read_the_private_answers_can_prove_the_rest():
    verdict = judge({**RECEIPT, "private": None}, RECORDED)
    assert verdict.holds
    assert "The private answers are not in this file; their digest is part of the content." in verdict.true


def pdf(receipt: bytes | None) -> bytes:
    made, kept = PdfWriter(), BytesIO()
    made.add_blank_page(100, 100)
    if receipt is not None:
        made.add_attachment("receipt.json", receipt)
    made.write(kept)
    return kept.getvalue()


@pytest.mark.parametrize("data", [json.dumps(RECEIPT).encode(), pdf(json.dumps(RECEIPT).encode())], ids=["json", "pdf"])
def test_a_receipt_is_read_from_its_file_or_from_the_pdf_it_is_attached_to(tmp_path, data):
    path = tmp_path / "receipt"
    path.write_bytes(data)
    assert read_receipt(path) == RECEIPT


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"no json", b'{"format": 1, "format": 2}', pdf(None),
        b"%PDF-1.7 broken", b"\xff\xfe", b"[" * 9999,
        json.dumps({**RECEIPT, "number": "../../x"}).encode(), json.dumps({**RECEIPT, "content": 3}).encode(),
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_receipt_is_refused_in_words(tmp_path, data):
    path = tmp_path / "receipt"
    path.write_bytes(data)
    with pytest.raises(Refused, match="receipt"):
        read_receipt(path)


class Known:
    """A portal that recorded one receipt, or is away."""

    def __init__(self, recorded):
        self.recorded = recorded

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        return None

    async def find(self, path):
        if self.recorded == "away":
            raise Refused("the portal is away; start it")
        return self.recorded if path == f"/receipts/{RECEIPT['number']}" else None


@pytest.mark.parametrize(
    ("receipt", "recorded", "code", "words"),
    [
        (RECEIPT, RECORDED, 0, "The receipt is true."),
        ({**RECEIPT, "title": "x"}, RECORDED, 1, "WRONG  The title is not the recorded one."),
        (RECEIPT, None, 1, "was ever given"),
        (RECEIPT, "away", 2, ""),
        ({"format": "other"}, RECORDED, 2, ""),
    ],
    ids=["true", "changed", "never_given", "away", "no_receipt"],
)
def test_the_command_tells_by_words_and_exit_code_what_holds(tmp_path, monkeypatch, receipt, recorded, code, words):
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(receipt), "utf-8")
    monkeypatch.setattr(commands_documents, "portal_at", lambda *_: Known(recorded))
    result = CliRunner().invoke(app, ["worksheets", "verify", str(path)])
    assert result.exit_code == code
    assert words in result.output


def test_the_command_speaks_json_to_programs(tmp_path, monkeypatch):
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(RECEIPT), "utf-8")
    monkeypatch.setattr(commands_documents, "portal_at", lambda *_: Known(RECORDED))
    told = json.loads(CliRunner().invoke(app, ["worksheets", "verify", str(path), "--json"]).stdout)
    assert (told["holds"], told["wrong"]) == (True, [])


def test_the_recorded_moment_is_spelled_as_on_the_bus():
    assert datetime.fromisoformat(RECORDED["received_at"]).tzinfo == UTC
