"""Lists for spreadsheets: whole, without what only a few may read, and without a cell that could run."""

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from cityteams_contracts.registration import ProgrammeRole
from tests.portal.office.story import registered, submitted
from tests.portal.story import NOON
from tests.portal.test_api import problem

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", " =cmd|' /C calc'!A0", "＝1", "＋1", "－1", "＠x", "\u200b=1", "−1")


async def rows_of(client, path):
    response = await client.get(path)
    assert response.status_code == 200, response.text
    assert "attachment" in response.headers["content-disposition"]
    if path.partition("?")[0].endswith("csv"):
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    sheet: Any = load_workbook(io.BytesIO(response.content)).active
    for row in sheet.iter_rows():
        kinds = {cell.data_type for cell in row if cell.value is not None}
        assert kinds <= {"s", "inlineStr"}
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
async def test_a_cell_never_runs(desk, ending):
    desk.hear(*(submitted(f"w-{at}", NOON, description=text) for at, text in enumerate(FORMULAS)))
    desk.hear(*(registered(f"o-{at}", text.strip("\u200b ")) for at, text in enumerate(FORMULAS)))
    async with desk.secretariat() as client:
        worksheets = await rows_of(client, f"/api/v1/exports/worksheets.{ending}")
        organisations = await rows_of(client, f"/api/v1/exports/organisations.{ending}")
    assert len(worksheets) == len(organisations) == len(FORMULAS) + 1
    for row in (*worksheets[1:], *organisations[1:]):
        assert not any(cell.lstrip(" \u200b\ufeff")[:1] in set("=+-@＝＋－＠−") for cell in row if cell)
    told = {row[worksheets[0].index("description")].removeprefix("'") for row in worksheets[1:]}
    assert told == {text.strip() for text in FORMULAS}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
async def test_a_list_of_several_pages_is_whole(desk, ending):
    desk.hear(*(submitted(f"w-{at:03}") for at in range(403)))
    async with desk.secretariat() as client:
        rows = await rows_of(client, f"/api/v1/exports/worksheets.{ending}")
    assert {row[0] for row in rows[1:]} == {f"w-{at:03}" for at in range(403)}
    assert len(rows) == 404


async def test_the_filter_of_the_page_is_that_of_the_export(morning):
    async with morning.secretariat() as client:
        rows = await rows_of(client, "/api/v1/exports/worksheets.csv?state=returned,declined&sort=title")
    assert [row[0] for row in rows[1:]] == ["w-6", "w-3"]


async def test_nobody_but_the_secretariat_exports(morning):
    for path in ("worksheets.csv", "organisations.xlsx"):
        async with morning.client() as client:
            problem(await client.get(f"/api/v1/exports/{path}"), 401)
        async with morning.person("p-lead") as client:
            problem(await client.get(f"/api/v1/exports/{path}"), 403)
        async with morning.person("p-s", ProgrammeRole.SECRETARIAT) as client:
            assert (await client.get(f"/api/v1/exports/{path}")).status_code == 200
    async with morning.secretariat() as client:
        problem(await client.get("/api/v1/exports/worksheets.pdf"), 404)
