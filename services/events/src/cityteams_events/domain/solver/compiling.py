"""What both searches compile with, and where their chance comes from."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import config, njit

from cityteams_events.domain.solver.tables import Ints

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compiled at its first call, with the types it was written with.

    Nothing is written to disk, unless NUMBA_CACHE_DIR (which numba reads) names a folder for compiled code.
    """
    return cast(Function, cast(Any, njit)(function, cache=bool(getattr(config, "CACHE_DIR", ""))))


@compiled
def below(chance: Ints, limit: int) -> int:
    """The next number from nought to below a limit (xorshift, so that a seed means the same everywhere)."""
    x = chance[0]
    x ^= (x << 13) & 0x7FFFFFFFFFFFFFFF
    x ^= x >> 7
    x ^= (x << 17) & 0x7FFFFFFFFFFFFFFF
    chance[0] = x
    return ((x >> 31) * limit) >> 32


def seeded(seed: int) -> list[int]:
    """Where the chance of a seed begins."""
    return [(seed + 1) * 0x2545F4914F6CDD1D & 0x7FFFFFFFFFFFFFFF]
