"""The one decorator of the kernels, with the types that numba's own loses."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import config, njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The same function, compiled at its first call: one thread, no fast mathematics.

    Nothing is written to disk, unless NUMBA_CACHE_DIR (which numba reads) names a folder for compiled code.
    """
    return cast("Function", njit(function, cache=bool(getattr(config, "CACHE_DIR", ""))))
