"""A badge's code names a seat and nothing of a person, cannot be made up, and is read from paper again."""

from datetime import UTC, datetime

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from cityteams_portal.documents.badges_pdf import Badge, badges_pdf, qr_svg
from cityteams_portal.domain.badge import badge_key, badge_token, seat_of_token

KEY = badge_key("a secret of the secretariat")
SEATS = st.uuids().map(str)


@given(SEATS)
def test_a_token_leads_back_to_its_seat_and_fits_a_small_code(seat):
    token = badge_token(KEY, seat)
    assert seat_of_token(KEY, token) == seat
    assert seat_of_token(KEY, f"HTTPS://PORTAL.EXAMPLE/B/{token}".lower()) == seat
    assert len(token) <= 47
    assert segno.make(f"HTTPS://PORTAL.EXAMPLE/B/{token}", error="m").version <= 5


@given(SEATS, st.integers(3, 46), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_token_that_was_changed_anywhere_is_nobodys(seat, at, sign):
    token = badge_token(KEY, seat)
    changed = token[:at] + sign + token[at + 1 :]
    assert seat_of_token(KEY, changed) == (seat if changed == token else None)


@given(st.text(max_size=60))
def test_whatever_is_scanned_is_read_or_refused(text):
    assert seat_of_token(KEY, text) is None


@given(SEATS)
def test_another_key_signs_other_badges(seat):
    assert seat_of_token(badge_key("another secret"), badge_token(KEY, seat)) is None


def test_the_sheet_is_a_tagged_pdf_with_a_name_and_a_code_for_each_seat(tmp_path):
    badges = [Badge(f"Person {at} 김", "Member", f"HTTPS://P/B/CT1{at}") for at in range(9)]
    made = badges_pdf("Tech Jam", badges, datetime(2018, 1, 1, tzinfo=UTC))
    assert made == badges_pdf("Tech Jam", badges, datetime(2018, 1, 1, tzinfo=UTC))
    (tmp_path / "badges.pdf").write_bytes(made)
    reader = PdfReader(tmp_path / "badges.pdf")
    text = "".join(page.extract_text() for page in reader.pages)
    assert all(f"Person {at}" in text for at in range(9))
    assert len(reader.pages) == 2
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("code", ["HTTPS://PORTAL.EXAMPLE/B/CT1ABC", "x"])
def test_the_picture_of_a_code_has_its_quiet_zone(code):
    side = segno.make(code, error="m", micro=False).symbol_size(border=4)[0] * 4
    assert f'width="{side}"' in qr_svg(code)
