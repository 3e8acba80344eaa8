"""Work that is one step ahead of whoever takes its results."""

import asyncio
from collections.abc import AsyncGenerator
from typing import TypeVar

T = TypeVar("T")


async def ahead(items: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
    """The same items; the next one is made while the last one is in use. Closed, it ends what is being made first."""
    making = asyncio.ensure_future(anext(items, None))
    try:
        while (item := await making) is not None:
            making = asyncio.ensure_future(anext(items, None))
            yield item
    finally:
        await asyncio.wait([making])  # never cut in two: it may be within a transaction
        making.exception()
        await items.aclose()
