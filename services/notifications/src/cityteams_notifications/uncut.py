"""Work that must not be cut in two by the end of the process."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Lets work finish even when its caller is cancelled in between, such as a letter's dialogue.

    It also keeps the cancellation: Python 3.11's `wait_for`, on which the SMTP client stands, may swallow one.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        task.exception()  # how it ended is in the ledger; nobody is left to be told
        raise
