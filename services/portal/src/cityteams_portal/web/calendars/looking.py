"""One look at the store for all who ask at the same time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """Whoever asks gets what a look found that began after they asked; who asks meanwhile shares the next look.

    So nobody hears anything older than their question, however many ask, and at most one look is under way.
    """

    def __init__(self) -> None:
        self._now: asyncio.Task[T] | None = None
        self._next: asyncio.Task[T] | None = None

    async def look(self, at: Callable[[], Awaitable[T]]) -> T:
        """What `at` finds; raises what it raises."""
        if self._next is None:
            self._next = asyncio.create_task(self._after(self._now, at))
        return await asyncio.shield(self._next)  # who goes away takes it from nobody else

    async def _after(self, before: "asyncio.Task[T] | None", at: Callable[[], Awaitable[T]]) -> T:
        if before is not None and not before.done():
            await asyncio.wait([before])
        self._now, self._next = self._next, None
        return await at()
