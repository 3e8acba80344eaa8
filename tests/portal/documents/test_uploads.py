import struct
import tracemalloc
import zipfile
from io import BytesIO
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_portal.complaints import Complained
from cityteams_portal.documents.sheet_in import from_xlsx
from cityteams_portal.documents.sheet_out import to_xlsx
from cityteams_portal.documents.upload import LARGEST, Unfit
from tests.portal.documents.fields import FORM

GOOD = to_xlsx(FORM, {"title": "Trees"})
BOOK = "xl/workbook.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>"""


def remade(more=(), *, without=(), **replaced) -> bytes:
    """The good workbook with parts added, left out or replaced."""
    kept = BytesIO()
    with ZipFile(BytesIO(GOOD)) as box, ZipFile(kept, "w", ZIP_DEFLATED) as made:
        for name in box.namelist():
            if name not in without:
                made.writestr(name, replaced.get(name.replace("/", "__").replace(".", "_"), box.read(name)))
        for name, content in more:
            made.writestr(name, content)
    return kept.getvalue()


def part(name: str) -> bytes:
    with ZipFile(BytesIO(GOOD)) as box:
        return box.read(name)


def many(count: int) -> bytes:
    """A container of very many empty parts, made by hand: a library would take minutes."""
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * count
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(local), 0)  # it lies about them
    return local + directory + end


def encrypted() -> bytes:
    data = bytearray(GOOD)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def relation(kind: str) -> bytes:
    link = f'<Relationship Id="x" Type="http://x/relationships/{kind}" Target="http://x/?a>b" TargetMode="External"/>'
    return part("xl/_rels/workbook.xml.rels").replace(b"</Relationships>", f"{link}</Relationships>".encode())


HOSTILE = {
    "the-file-is-too-large": b"PK\x03\x04" + bytes(LARGEST),
    "the-file-is-of-another-kind": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "the-file-is-of-another-kind ": b"%PDF-1.7",
    "the-file-is-of-another-kind  ": b"",
    "the-file-is-of-another-kind   ": remade(without=["[Content_Types].xml"]),
    "the-file-is-of-another-kind    ": remade(
        **{"[Content_Types]_xml": part("[Content_Types].xml").replace(b"sheet.main", b"sheet.macroEnabled.main")}
    ),
    "the-file-is-damaged": GOOD[: len(GOOD) // 2],
    "the-file-is-damaged ": GOOD[:2000] + b"\x00" * 50 + GOOD[2050:],
    "the-file-is-damaged  ": remade(more=[("../../etc/passwd", b"x")]),
    "the-file-is-damaged   ": remade(more=[("XL/WORKBOOK.XML", b"x")]),
    "the-file-is-damaged    ": remade(xl__workbook_xml=b"<workbook"),
    "the-file-is-damaged     ": remade(without=[BOOK]),
    "the-file-has-too-many-parts": remade(more=[(f"p{number}", b"") for number in range(120)]),
    "the-file-has-too-many-parts ": many(10**5),
    "the-file-is-encrypted": encrypted(),
    "the-file-does-more-than-hold-text": remade(more=[("xl/vbaProject.bin", b"x")]),
    "the-file-does-more-than-hold-text ": remade(more=[("xl/externalLinks/externalLink1.xml", b"<x/>")]),
    "the-file-does-more-than-hold-text  ": remade(more=[("xl/embeddings/oleObject1.bin", b"x")]),
    "the-file-unpacks-too-large": remade(more=[("xl/media/zeros.bin", bytes(20 * 1024 * 1024))]),
    "the-file-unpacks-too-large ": remade(more=[(f"xl/{n}.bin", bytes(9 * 1024 * 1024)) for n in range(6)]),
    "the-file-declares-entities": remade(xl__workbook_xml=LAUGHS),
    "the-file-declares-entities ": remade(xl__workbook_xml=LAUGHS.decode().encode("utf-16")),
    "the-file-points-outside": remade(xl___rels__workbook_xml_rels=relation("oleObject")),
    "the-file-holds-too-much": remade(
        xl__worksheets__sheet1_xml=b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + b"".join(b'<row r="%d"/>' % number for number in range(250_000)) + b"</worksheet>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", HOSTILE, ids=str.strip)
def test_a_file_that_means_harm_is_refused_with_a_reason_and_a_remedy(code):
    began = perf_counter()
    tracemalloc.start()
    with pytest.raises(Unfit) as no:
        from_xlsx(HOSTILE[code])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{code.strip()}: {len(HOSTILE[code])} bytes, {perf_counter() - began:.3f} s, {peak / 1e6:.1f} MB")
    assert no.value.code == code.strip()
    assert no.value.reason.endswith(".")


def test_a_million_parts_are_refused_without_a_look_at_any(monkeypatch):
    looked = []
    monkeypatch.setattr(zipfile.ZipFile, "__init__", lambda *_: looked.append(1))
    with pytest.raises(Unfit, match=r"too-many-parts|too-large"):
        from_xlsx(many(10**6))
    with pytest.raises(Unfit, match="too-many-parts"):
        from_xlsx(many(10**5))
    assert not looked


def test_a_mail_address_that_a_program_made_a_link_of_does_no_harm():
    assert from_xlsx(remade(xl___rels__workbook_xml_rels=relation("hyperlink"))).typed == {"title": "Trees"}


def test_a_part_that_says_to_be_smaller_than_it_is_gives_no_more_than_it_says():
    data = bytearray(remade(more=[("xl/big.bin", bytes(9 * 1024 * 1024))]))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    with ZipFile(BytesIO(bytes(data))) as box, pytest.raises(zipfile.BadZipFile):
        assert len(box.read("xl/big.bin")) <= 10
    assert from_xlsx(bytes(data)).typed == {"title": "Trees"}


def test_parts_that_are_stored_plainly_are_read_as_well():
    kept = BytesIO()
    with ZipFile(BytesIO(GOOD)) as box, ZipFile(kept, "w", ZIP_STORED) as made:
        for name in box.namelist():
            made.writestr(name, box.read(name))
    assert from_xlsx(kept.getvalue()).typed == {"title": "Trees"}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=5))
def test_a_file_with_any_bytes_changed_is_read_or_refused_in_words(changes):
    data = bytearray(GOOD)
    for at, put in changes:
        data[at : at + len(put)] = put
    told = "read"
    try:
        from_xlsx(bytes(data))
    except (Unfit, Complained) as no:
        told = str(no)
    assert told
