"""The one decorator of the kernels, with the types that numba's own loses."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The same function, compiled at its first call: one thread, no fast mathematics, no files."""
    return cast("Function", njit(function))
