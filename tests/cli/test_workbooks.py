import httpx
import pytest

from cityteams_cli.documents import file_workbook, write_workbook
from cityteams_cli.portal import Portal
from cityteams_store.errors import Refused


def portal(answer) -> Portal:
    """A portal that answers every request in one way."""
    return Portal("http://portal", "token", httpx.MockTransport(answer))


def answering(status: int, **body):
    return lambda _: httpx.Response(status, json=body)


async def test_a_worksheet_is_written_once_and_never_over_another_file(tmp_path):
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(200, content=b"PK workbook")

    file = tmp_path / "w.xlsx"
    async with portal(answer) as client:
        assert await write_workbook(client, "w-1", file) == 11
        with pytest.raises(Refused, match="is there already"):
            await write_workbook(client, "blank", file)
        with pytest.raises(Refused, match="is no id"):
            await write_workbook(client, "../secrets", file)
    assert file.read_bytes() == b"PK workbook"
    assert asked == ["/api/v1/worksheets/w-1/sheet.xlsx", "/api/v1/worksheets/blank.xlsx"]


async def test_what_the_portal_refuses_is_told(tmp_path):
    async with portal(answering(403, detail="This is not yours.", code="x")) as client:
        with pytest.raises(Refused, match="This is not yours"):
            await write_workbook(client, "w-1", tmp_path / "w.xlsx")
    assert not (tmp_path / "w.xlsx").exists()


@pytest.mark.parametrize(
    ("status", "body", "ending"),
    [
        (200, {"state": "done", "command_id": "c", "about": "w-1"}, "submitted"),
        (422, {"code": "worksheet-is-already-submitted", "detail": "It is there."}, "already there"),
        (422, {"code": "the-file-is-damaged", "detail": "Save it again."}, "refused"),
    ],
)
async def test_a_workbook_is_filed_and_its_end_is_told(tmp_path, status, body, ending):
    file = tmp_path / "w.xlsx"
    file.write_bytes(b"PK")
    async with portal(answering(status, **body)) as client:
        result = await file_workbook(client, file, accept=False)
    assert result.ending == ending
    assert ending != "refused" or result.reason == "Save it again."


@pytest.mark.parametrize("data", [b"", b"x" * (5 * 1024 * 1024 + 1), None], ids=["empty", "large", "missing"])
async def test_a_file_that_cannot_be_a_workbook_is_not_sent(tmp_path, data):
    file = tmp_path / "w.xlsx"
    if data is not None:
        file.write_bytes(data)
    async with portal(answering(500)) as client:
        with pytest.raises(Refused, match=r"w\.xlsx"):
            await file_workbook(client, file, accept=False)
