"""Brings worksheets in through the portal: several in flight, each with its own answer, the rest go on."""

import asyncio
from collections.abc import Callable, Iterable, Iterator

from cityteams_cli.portal import NoAnswer, Portal, Reply
from cityteams_cli.rows import ALREADY_THERE, BadLine, Ending, Result, Row

IN_FLIGHT = 16
Told = Callable[[Result], None]


async def import_rows(
    portal: Portal, rows: Iterable[Row | BadLine], *, accept: bool, told: Told, in_flight: int = IN_FLIGHT
) -> None:
    """Submits every row, and accepts it if asked; `told` hears each result as it comes. Raises Refused."""
    waiting = iter(rows)
    workers = [asyncio.create_task(_work(portal, waiting, accept, told)) for _ in range(in_flight)]
    try:
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()


async def _work(portal: Portal, rows: Iterator[Row | BadLine], accept: bool, told: Told) -> None:
    for row in rows:
        told(await _bring_in(portal, row, accept=accept))


async def _bring_in(portal: Portal, row: Row | BadLine, *, accept: bool) -> Result:
    if isinstance(row, BadLine):
        return Result(row.line, "refused", code="the-line-is-malformed", reason=row.reason)
    try:
        result = _result(row, await portal.ask("/worksheets", row.body), "submitted")
        if accept and result.ending != "refused":
            return _result(row, await portal.ask(f"/worksheets/{row.worksheet_id}/accept"), "accepted")
    except NoAnswer as late:
        return Result(row.line, "refused", row.worksheet_id, "no-answer-yet", reason=f"{late}; import the file again")
    return result


def _result(row: Row, reply: Reply, done: Ending) -> Result:
    if reply.done:
        return Result(row.line, done, row.worksheet_id)
    if reply.code in ALREADY_THERE:
        return Result(row.line, "already there", row.worksheet_id, reply.code)
    reason = reply.reason
    if reply.errors and reply.errors[0][1] not in reason:
        reason = "; ".join(f"{place}: {detail}" if place else detail for place, detail in reply.errors)
    return Result(row.line, "refused", row.worksheet_id, reply.code, reply.field, reason)
