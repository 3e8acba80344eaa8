from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cityteams_contracts.registration import FIELDS
from cityteams_portal.complaints import Complained
from cityteams_portal.documents.cells import day, number, read, written
from cityteams_portal.documents.layout import Form, changes, choices, tidy
from cityteams_portal.documents.sheet_in import from_xlsx
from cityteams_portal.documents.sheet_out import to_xlsx
from cityteams_portal.documents.upload import Unfit
from cityteams_portal.tongues import LANGUAGES, load_tongues
from tests.portal.documents.fields import DRAFTS, FORM, TEXT, sample

FILLED = {
    "title": "=SUM(A1:A9)",
    "sector": "utility",
    "lead": {"name": "Hana Kim", "mail": "hana@example.org"},
    "participants": [{"name": "Ulsan", "kind": "municipality", "country": "KR", "city": "Ulsan", "deploys": True}],
    "targets": [{"name": "Water", "unit": "l", "baseline": "", "target": "30", "due": "2018-06-01", "method": ""}],
    "answers": {"patching": "Every month.", "of_last_year": "Nobody."},
}


def changed(data: bytes, **cells: Any) -> bytes:
    """The workbook as a spreadsheet program would save it with other values in some cells: sheet number and place."""
    book = load_workbook(BytesIO(data))
    for where, value in cells.items():
        sheet, place = where.split("_")
        book.worksheets[int(sheet[1:])][place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_blank_workbook_comes_back_with_nothing_but_its_marks():
    back = from_xlsx(to_xlsx(FORM))
    assert (back.worksheet_id, back.round_id, back.revision, back.language) == ("w-1", "sc3-2018", 7, "en")
    assert back.typed == {}


@pytest.mark.parametrize("typed", sample(), ids=lambda typed: typed["title"][:30])
def test_every_worksheet_of_the_shipped_season_comes_back_as_it_went(typed):
    back = from_xlsx(to_xlsx(FORM, typed)).typed
    assert back == tidy(typed)
    assert changes(typed, back) == {}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(DRAFTS)
def test_whatever_was_typed_comes_back_as_it_went(typed):
    assert from_xlsx(to_xlsx(FORM, typed)).typed == tidy(typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worksheet_comes_back_from_a_form_in_any_language(language):
    form = Form(load_tongues()[language], FORM.sectors, FORM.questions)
    assert from_xlsx(to_xlsx(form, FILLED)).typed == tidy(FILLED)
    assert from_xlsx(to_xlsx(form)).language == language


@given(TEXT | st.text("_x0054FaAdD\r", max_size=20))
def test_a_text_is_the_same_after_its_way_through_a_cell(text):
    assert read(written(text)) == text


def test_no_answer_is_a_formula_and_each_is_marked_as_text():
    book = load_workbook(BytesIO(to_xlsx(FORM, FILLED)))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value is not None}
    assert kinds == {"s"}
    (title,) = (cell for row in book.worksheets[0] for cell in row if cell.value == "=SUM(A1:A9)")
    assert title.quotePrefix
    assert title.number_format == "@"


def test_labels_are_protected_answers_are_not_and_lists_and_limits_are_at_hand():
    front = load_workbook(BytesIO(to_xlsx(FORM, FILLED))).worksheets[0]
    (title,) = (row for row in front.iter_rows(min_row=4) if row[0].value == "title")
    assert front.protection.sheet
    assert title[1].protection.locked
    assert not title[2].protection.locked
    assert title[2].comment is not None
    assert title[2].comment.text == "At most 300 characters."
    assert len(front.data_validations.dataValidation) == 2
    assert front.row_dimensions[1].hidden


def test_what_a_spreadsheet_program_made_numbers_and_days_of_is_read_as_typed():
    data = to_xlsx(FORM, FILLED)
    names = [sheet.title for sheet in load_workbook(BytesIO(data)).worksheets]
    targets = names.index("Performance targets")
    back = from_xlsx(changed(data, **{f"s{targets}_E3": 30.5, f"s{targets}_D3": 12, f"s{targets}_F3": 43252}))
    (row,) = back.typed["targets"]
    assert (row["baseline"], row["target"], row["due"]) == ("12", "30.5", "2018-06-01")


@pytest.mark.parametrize("value", ["=1+1", "=HYPERLINK(A1)"])
def test_a_formula_is_refused_with_its_sheet_its_cell_and_the_remedy(value):
    with pytest.raises(Complained) as no:
        from_xlsx(changed(to_xlsx(FORM, FILLED), s0_C6=value))
    assert [(each.path, each.detail) for each in no.value.found] == [
        (("Project worksheet", "C6"), "holds a formula; write the value itself")
    ]


def test_text_far_away_from_the_form_is_told_of_and_not_dropped():
    with pytest.raises(Complained) as no:
        from_xlsx(changed(to_xlsx(FORM, FILLED), s0_AZ900="important"))
    assert no.value.found[0].path == ("Project worksheet", "AZ900")


def test_sheets_in_another_order_and_label_or_code_mean_the_same():
    book = load_workbook(BytesIO(to_xlsx(FORM, FILLED)))
    book.move_sheet(book.worksheets[0], 4)
    kept = BytesIO()
    book.save(kept)
    assert from_xlsx(kept.getvalue()).typed == tidy(FILLED)
    label = to_xlsx(FORM, {**FILLED, "sector": "Utility"})
    assert from_xlsx(label).typed["sector"] == "utility"


def test_a_workbook_of_somebody_else_is_no_worksheet():
    book = load_workbook(BytesIO(to_xlsx(FORM)))
    book.worksheets[0]["A1"] = "budget"
    kept = BytesIO()
    book.save(kept)
    with pytest.raises(Unfit, match="the-file-is-no-worksheet"):
        from_xlsx(kept.getvalue())


def test_an_answer_that_fits_in_no_cell_is_refused_by_its_field():
    with pytest.raises(Complained) as no:
        to_xlsx(FORM, {"description": "\x07" * 20_000})
    assert no.value.found[0].path == ("description",)


def test_emptied_fields_are_changes_and_untouched_ones_are_not():
    after = {**FILLED, "title": "", "lead": {"name": "", "mail": ""}, "participants": [], "answers": {}}
    assert changes(FILLED, after) == {
        "title": "", "lead": {"name": "", "mail": ""}, "participants": [], "answers": {},
    }  # fmt: skip


def test_every_field_of_the_sheet_is_in_the_workbook():
    whole = {each.name: "x" for each in FIELDS if not each.rows and each.name != "lead"}
    assert set(from_xlsx(to_xlsx(FORM, whole)).typed) == set(whole)


def test_two_codes_with_one_label_are_shown_as_codes():
    form = Form(FORM.tongue, {"a": "Same", "b": "Same", "c": "Other"})
    assert choices(form)["sector"] == {"a": "a", "b": "b", "c": "Other"}


@pytest.mark.parametrize(("text", "typed"), [("3.0", "3"), ("0.1", "0.1"), ("1e20", "1e+20"), ("-2", "-2")])
def test_numbers_read_as_somebody_would_type_them(text, typed):
    assert number(text) == typed


def test_days_are_counted_as_either_kind_of_program_counts_them():
    assert (day("43252", mac=False), day("41790", mac=True), day("0.5", mac=False)) == (
        "2018-06-01",
        "2018-06-01",
        "0.5",
    )


def test_the_workbook_has_few_parts_and_names_no_machine():
    with ZipFile(BytesIO(to_xlsx(FORM, FILLED))) as box:
        assert len(box.namelist()) < 50
