import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from cityteams_contracts.registration import SECURITY_QUESTIONS, ProgrammeRole, part_digest, sha256_of
from cityteams_portal import store
from cityteams_portal.documents.layout import Form, tidy
from cityteams_portal.documents.sheet_in import from_xlsx
from cityteams_portal.documents.sheet_out import to_xlsx
from cityteams_portal.tongues import Tongue

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPED = {
    "title": "=Trees & <b>Towns</b>",
    "sector": "utility",
    "description": "Sensors for trees.\nSecond line.",
    "lead": {"name": "Lea Lead", "mail": "lea@team.example"},
    "participants": [
        {"name": "Ulsan", "kind": "municipality", "country": "KR", "city": "Ulsan", "deploys": True},
        {"name": "Acme", "kind": "company", "country": "US", "city": "", "deploys": False},
    ],
    "officials": [{"name": "Omar Official", "mail": "omar@city.example"}],
    "needs": [{"kind": "funding", "text": "A grant."}],
    "cybersecurity": "Devices are patched monthly.",
    "privacy": "No personal data.",
    "targets": [{"name": "Trees", "unit": "", "baseline": "1.5", "target": "30", "due": "2018-06-01", "method": ""}],
    "notes": "Only for us: the mayor hesitates.",
    "answers": dict.fromkeys(SECURITY_QUESTIONS, "Yes."),
}
FORM = Form(Tongue("en"), {"utility": "Utility"}, round_id="sc3-2018", worksheet_id="w-tree")


async def filed(pair, office, typed=None, form=FORM):
    """The secretariat files the workbook; the answer of the API, after registration has heard of it."""
    workbook = to_xlsx(form, typed or TYPED)
    answer = await office.post("/api/v1/worksheets/sheet", content=workbook, headers={"content-type": XLSX})
    pair.deliver()
    return answer


def matched(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, f"{pattern} is not there"
    return found[1]


def token_in(page: str) -> str:
    return matched(r'name="form_token" value="([^"]+)"', page)


def carried_in(page: str) -> str:
    found = matched(r'name="changes" value="([^"]*)"', page)
    return (
        found.replace("&#34;", '"')
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
    )


async def test_a_worksheet_that_came_by_mail_is_filed_and_has_a_receipt_for_everybody_who_knows_its_number(
    pair, office
):
    answer = await filed(pair, office)
    assert answer.status_code == 202, answer.text
    (version,) = pair.portal.read(lambda tx: store.versions(tx, "w-tree"))
    told = (await office.get(f"/api/v1/receipts/{version.receipt_number}")).json()
    assert told == {
        "number": version.receipt_number,
        "sha256": version.receipt_sha256,
        "worksheet_id": "w-tree",
        "round_id": "sc3-2018",
        "title": TYPED["title"],
        "received_at": told["received_at"],
    }
    async with pair.portal.client() as anybody:
        page = await anybody.get(f"/receipts/{version.receipt_number}")
    assert page.status_code == 200
    assert version.receipt_sha256 in page.text
    assert "patched" not in page.text
    assert "lea@team" not in page.text


async def test_the_lead_gets_a_file_that_proves_itself_and_the_same_as_a_pdf(pair, office, lea):
    await filed(pair, office)
    file = (await lea.get("/worksheets/w-tree/receipt.json")).json()
    assert file["private"]["content"]["privacy"] == TYPED["privacy"]
    assert part_digest(file["private"]) == file["content"]["part"]
    assert sha256_of(file["content"]) == file["sha256"]
    pdf = await lea.get("/worksheets/w-tree/receipt.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    (attached,) = PdfReader(BytesIO(pdf.content)).attachments["receipt.json"]
    assert json.loads(attached) == file
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert "=Trees & <b>Towns</b>" in text
    assert file["sha256"] in text.replace("\n", "")


async def test_receipts_and_workbooks_of_others_are_refused_as_if_they_were_not_there(pair, office, stranger):
    await filed(pair, office)
    for name in ("receipt.json", "receipt.pdf", "sheet.xlsx", "sheet"):
        real, none = [await stranger.get(f"/worksheets/{which}/{name}") for which in ("w-tree", "w-none")]
        assert (real.status_code, none.status_code) == (403, 403)
        assert real.text == none.text
    assert (await stranger.get("/receipts/NOBODY-1")).status_code == 404
    async with pair.portal.client() as nobody:
        assert (await nobody.get("/worksheets/w-tree/receipt.json")).status_code == 303


async def test_what_was_handed_in_comes_out_again_as_a_workbook_without_addresses(pair, office):
    await filed(pair, office)
    back = from_xlsx((await office.get("/api/v1/worksheets/w-tree/sheet.xlsx")).content).typed
    bare = {**TYPED, "lead": {"name": "Lea Lead", "mail": ""}, "officials": [{"name": "Omar Official", "mail": ""}]}
    assert {name: back[name] for name in back if name not in ("notes", "language")} == {
        name: value for name, value in tidy(bare).items() if name != "notes"
    }
    assert "notes" not in back


async def test_a_blank_workbook_is_for_everybody_in_the_language_of_the_page(pair):
    async with pair.portal.client() as anybody:
        french = await anybody.get("/worksheets/blank.xlsx", headers={"accept-language": "fr"})
    back = from_xlsx(french.content)
    assert (back.language, back.round_id, back.typed) == ("fr", "sc3-2018", {})


async def test_a_workbook_is_shown_field_by_field_before_it_goes_into_the_draft(pair, lea):
    upload = await lea.get("/worksheets/new/sheet")
    draft_id = matched(r'action="/worksheets/([^/"]+)/sheet', upload.text)
    form = Form(Tongue("en"), {"utility": "Utility"})
    files = {"file": ("w.xlsx", to_xlsx(form, TYPED), XLSX)}
    token = token_in(upload.text)
    review = await lea.post(f"/worksheets/{draft_id}/sheet?new=1", data={"form_token": token}, files=files)
    assert review.status_code == 200
    assert "=Trees &amp; &lt;b&gt;Towns&lt;/b&gt;" in review.text
    assert "Hand in at once" not in review.text
    assert not pair.portal.commands()
    data = {"form_token": token, "revision": "0", "changes": carried_in(review.text), "do": "keep"}
    kept = await lea.post(f"/worksheets/{draft_id}/sheet/take?new=1", data=data, files={"none": b""})
    assert kept.headers["location"] == f"/worksheets/{draft_id}/edit"
    out = from_xlsx((await lea.get(f"/worksheets/{draft_id}/sheet.xlsx")).content)
    assert (out.worksheet_id, out.typed) == (draft_id, tidy(TYPED))
    again = await lea.post(f"/worksheets/{draft_id}/sheet", data={"form_token": token}, files=files)
    assert "The file says the same as the draft" in again.text


async def test_fields_that_somebody_changed_meanwhile_are_shown_again_and_lost_on_neither_side(pair, lea):
    token = token_in((await lea.get("/worksheets/new/sheet")).text)

    async def take(revision: int, **typed: str):
        data = {"form_token": token, "revision": str(revision), "changes": json.dumps(typed), "do": "keep"}
        return await lea.post("/worksheets/w-two/sheet/take?new=1", data=data, files={"none": b""})

    assert (await take(0, title="First")).status_code == 303
    clash = await take(0, title="Second", description="Trees.")
    assert clash.status_code == 409
    assert "First" in clash.text
    assert "Second" in clash.text
    out = from_xlsx((await lea.get("/worksheets/w-two/sheet.xlsx")).content).typed
    assert (out["title"], out["description"]) == ("First", "Trees.")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "No file was chosen"), (b"PK\x03\x04", "damaged|end of the file"), (b"%PDF", "This is no Excel workbook")],
)
async def test_a_file_that_is_no_workbook_is_told_so_on_the_page(lea, data, words):
    token = token_in((await lea.get("/worksheets/new/sheet")).text)
    page = await lea.post("/worksheets/new/sheet", data={"form_token": token}, files={"file": ("x.xlsx", data)})
    assert page.status_code == 422
    assert re.search(words, page.text)


async def test_a_forged_form_and_the_file_of_another_worksheet_change_nothing(pair, lea):
    files = {"file": ("w.xlsx", to_xlsx(FORM, TYPED), XLSX)}
    forged = await lea.post("/worksheets/new/sheet", data={"form_token": "x"}, files=files)
    assert forged.status_code == 403
    token = token_in((await lea.get("/worksheets/new/sheet")).text)
    data = {"form_token": token, "revision": "0", "changes": '{"title": "Mine"}', "do": "keep"}
    await lea.post("/worksheets/w-mine/sheet/take?new=1", data=data, files={"none": b""})
    other = await lea.post("/worksheets/w-mine/sheet", data={"form_token": token}, files=files)
    assert other.status_code == 422
    assert "made for another worksheet" in other.text


async def test_the_secretariat_hands_a_workbook_in_at_once_from_the_page(pair):
    async with pair.portal.person("p-office", ProgrammeRole.SECRETARIAT) as office:
        token = token_in((await office.get("/worksheets/new/sheet")).text)
        review = await office.post(
            "/worksheets/new/sheet", data={"form_token": token}, files={"file": ("w.xlsx", to_xlsx(FORM, TYPED))}
        )
        assert "Hand in at once, for the team" in review.text
        data = {"form_token": token, "revision": "0", "changes": carried_in(review.text), "do": "hand-in"}
        bad = json.dumps({**TYPED, "sector": "", "lead": {"name": "", "mail": ""}})
        wrong = await office.post(
            "/worksheets/w-x/sheet/take?new=1", data={**data, "changes": bad}, files={"none": b""}
        )
        assert wrong.status_code == 422
        assert "=Trees" in wrong.text


@pytest.mark.parametrize(("content", "kind", "status"), [(b"x", XLSX, 422), (b"{}", "application/json", 415)])
async def test_the_api_takes_workbooks_alone_and_says_so(office, content, kind, status):
    answer = await office.post("/api/v1/worksheets/sheet", content=content, headers={"content-type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_workbook_with_wrong_fields_is_refused_by_field(pair, office):
    answer = await filed(pair, office, {**TYPED, "participants": [], "lead": {"name": "", "mail": ""}})
    assert answer.status_code == 422
    assert any(each["pointer"].startswith("/lead") for each in answer.json()["errors"])


async def test_only_files_may_be_large_and_only_from_somebody_who_says_who_it_is(pair, office):
    large = b"PK\x03\x04" + bytes(1024 * 1024)
    kind = {"content-type": XLSX}
    assert (await office.post("/api/v1/worksheets/sheet", content=large, headers=kind)).status_code == 422
    assert (await office.post("/api/v1/worksheets", content=large, headers=kind)).status_code == 413
    async with pair.portal.client() as nobody:
        assert (await nobody.post("/api/v1/worksheets/sheet", content=large, headers=kind)).status_code == 413
