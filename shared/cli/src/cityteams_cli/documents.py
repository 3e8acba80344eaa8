"""Workbooks between files and the portal."""

import re
from pathlib import Path

from cityteams_cli.portal import NoAnswer, Portal
from cityteams_cli.rows import ALREADY_THERE, Result
from cityteams_contracts.values import ID_PATTERN
from cityteams_store.errors import Refused

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LARGEST = 5 * 1024 * 1024


async def write_workbook(portal: Portal, worksheet: str, file: Path) -> int:
    """Fetches a worksheet as a workbook; returns its size in bytes. Raises Refused."""
    if not re.match(ID_PATTERN, worksheet):
        raise Refused(f"{worksheet!r} is no id of a worksheet; give the id, or the word blank")
    name = "blank.xlsx" if worksheet == "blank" else f"{worksheet}/sheet.xlsx"
    found = await portal.fetch(f"/worksheets/{name}")
    try:
        with file.open("xb") as new:
            return new.write(found)
    except FileExistsError:
        raise Refused(f"{file} is there already; name another file, or move it away") from None
    except OSError as wrong:
        raise Refused(f"{file} cannot be written: {wrong.strerror}; name another file") from None


async def file_workbook(portal: Portal, file: Path, *, accept: bool) -> Result:
    """Files one worksheet that came as a workbook, and accepts it if asked. Raises Refused."""
    data = _read(file)
    try:
        reply = await portal.bring("/worksheets/sheet", data, _XLSX)
        if reply.done and accept:
            reply = await portal.ask(f"/worksheets/{reply.about}/accept")
    except NoAnswer as late:
        return Result(1, "refused", code="no-answer-yet", reason=f"{late}; import the file again")
    if reply.done:
        return Result(1, "accepted" if accept else "submitted", reply.about)
    if reply.code in ALREADY_THERE:
        return Result(1, "already there", reply.about, reply.code)
    told = "; ".join(f"{place}: {detail}" for place, detail in reply.errors) or reply.reason
    return Result(1, "refused", reply.about, reply.code, reply.field, told)


def _read(file: Path) -> bytes:
    try:
        data = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
    except OSError as wrong:
        raise Refused(f"{file} cannot be read: {wrong.strerror}; check its name") from None
    if not data:
        raise Refused(f"{file} is empty, or has more than {_LARGEST // 1024 // 1024} MB; give the workbook itself")
    return data
