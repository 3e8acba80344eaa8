"""The one decorator of the kernels, with the types that numba's own loses."""

from collections.abc import Callable
from os import environ
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The same function, compiled at its first call: one thread, no fast mathematics.

    Nothing is written to disk, unless NUMBA_CACHE_DIR names a folder where compiled code is kept for the next start.
    """
    return cast("Function", njit(function, cache=bool(environ.get("NUMBA_CACHE_DIR"))))
