import json
import re
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from shutil import which

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from cityteams_contracts.examples.values import project
from cityteams_contracts.registration import PartRead
from cityteams_portal.documents.fonts import letters
from cityteams_portal.documents.receipt import receipt_file, receipt_words
from cityteams_portal.documents.receipt_pdf import Field, Page, Section, receipt_pdf
from cityteams_portal.domain.version import Version
from cityteams_portal.tongues import LANGUAGES, load_tongues

AT = datetime(2018, 2, 7, 14, tzinfo=UTC)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MARKUP = '#eval("1+1") *bold* _x_ $x^2$ <lab> @ref // c /* d */ [a] {b} \\ #panic("no") `raw` = not - list'


def page(*lines: str, language: str = "en", written_in: str = "en") -> Page:
    sections = (Section("The project", (Field("Title", lines[:1]), Field("Description", lines[1:]))),)
    facts = (("Number", "SC3-2018-7K2M-9QXP"), ("SHA-256", HASH))
    title = "Receipt SC3-2018-7K2M-9QXP"
    return Page("SC3-2018-7K2M-9QXP", title, "It proves.", "Content", facts, sections, language, written_in)


def made(*lines: str, **rest: str) -> bytes:
    return receipt_pdf(page(*lines, **rest), b"{}", AT)


def words(data: bytes) -> str:
    text = "".join(each.extract_text() for each in PdfReader(BytesIO(data)).pages)
    return re.sub(r"[\s\u200b]+", "", text)


def kinds(node, roles):
    """The kinds of the elements of the structure tree, in reading order."""
    if "/S" in node:
        kind = str(node.S)
        yield str(roles.get(kind, kind))
    below = node.get("/K", [])
    for each in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield from kinds(each, roles)


def test_the_pdf_is_tagged_titled_and_says_which_standards_it_keeps():
    with pikepdf.open(BytesIO(made("Trees", "One.", "Two."))) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        found = list(kinds(root.StructTreeRoot, {}))
        with pdf.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
            assert told["dc:title"] == "Receipt SC3-2018-7K2M-9QXP"
        assert all(str(each.get("/Tabs")) == "/S" for each in pdf.pages)
    assert [kind for kind in found if kind.startswith("/H")] == ["/H1", "/H2", "/H3", "/H3"]
    assert found.count("/P") >= 4
    assert "/L" in found


def test_every_letter_can_be_read_back_by_a_program():
    with pikepdf.open(BytesIO(made("Trees", "안녕하세요", "مرحبا"))) as pdf:
        fonts = [font for each in pdf.pages for font in each.Resources.Font.values()]
        assert fonts
        assert all("/ToUnicode" in font for font in fonts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (MARKUP, MARKUP),
        ("안녕하세요 도시", "안녕하세요 도시"),
        ("中文 日本語 Ελληνικά Русский Ünï", "中文 日本語 Ελληνικά Русский Ünï"),
        ("control \x07 and turn \u202e", "control [U+0007] and turn [U+202E]"),
        ("town \U0001f3d9", "town [U+1F3D9]"),
        ("half \ud800", "half [U+D800]"),
    ],
    ids=["markup", "korean", "scripts", "controls", "emoji", "half"],
)
def test_whatever_people_wrote_is_shown_and_never_run(text, shown):
    assert re.sub(r"\s+", "", shown) in words(made(text, text))


def test_one_word_of_four_thousand_letters_is_broken_into_lines_and_loses_none():
    text = words(made("x", "w" * 4000))
    assert text.count("w") == 4000
    assert len(PdfReader(BytesIO(made("x", "w" * 4000))).pages) < 6


def test_arabic_is_shaped_and_runs_from_right_to_left():
    with pikepdf.open(BytesIO(made("x", "مرحبا بالعالم", written_in="ar"))) as pdf:
        names = {str(font.BaseFont) for each in pdf.pages for font in each.Resources.Font.values()}
    assert any("NotoSansArabic" in name for name in names)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=200), min_size=1, max_size=4))
def test_no_text_keeps_a_receipt_from_being_made(lines):
    assert made(*lines).startswith(b"%PDF-")


def test_the_same_receipt_is_the_same_file_to_the_byte():
    assert made("Trees", "One.") == made("Trees", "One.")


def test_the_attached_file_holds_every_character_as_it_was():
    version = Version("v", "w-1", "sc3-2018", AT, "p-1", project(), (), "part-1", "SC3-2018-7K2M-9QXP", HASH)
    part = PartRead(part_id="p", worksheet_id="w-1", content={"privacy": "\u202e\x07 😀"}, digest=HASH, salt="00")
    file = receipt_file(version, part)
    data = json.dumps(file, ensure_ascii=False).encode()
    shown = receipt_words(version, part.content, {}, load_tongues()["en"], "2018-02-07 14:00 UTC")
    (attached,) = PdfReader(BytesIO(receipt_pdf(shown, data, AT))).attachments["receipt.json"]
    assert json.loads(attached) == file
    assert receipt_file(version, part.model_copy(update={"salt": None}))["private"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_is_made_in_every_language_of_the_portal(language):
    version = Version("v", "w-1", "sc3-2018", AT, "p-1", project(), (), None, "SC3-2018-7K2M-9QXP", HASH)
    shown = receipt_words(version, {"privacy": "Nothing."}, {}, load_tongues()[language], "2018-02-07 14:00 UTC")
    with pikepdf.open(BytesIO(receipt_pdf(shown, b"{}", AT))) as pdf:
        assert str(pdf.Root.Lang) == language


def test_the_fonts_cover_the_six_languages_of_the_portal():
    samples = "éèçñãõüß ¿¡ 가나다라마바사 힣 ابتثجحخ ﻻ – “” … · —"
    assert letters().printable(samples) == samples


@pytest.mark.skipif(which("pdfinfo") is None, reason="poppler-utils is not installed")
def test_another_reader_finds_the_tags_too(tmp_path):
    (tmp_path / "r.pdf").write_bytes(made("Trees", "One."))
    told = subprocess.run(["pdfinfo", "-struct", tmp_path / "r.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(
        r"Tagged:\s+yes",
        subprocess.run(["pdfinfo", tmp_path / "r.pdf"], capture_output=True, text=True, check=True).stdout,
    )
    assert told.index("H1") < told.index("H2") < told.index("H3")
