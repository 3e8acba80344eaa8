"""What lines of the fold are made of."""

from collections.abc import Callable
from typing import TypeVar

from cityteams_chassis import Stamp

V = TypeVar("V")
E = TypeVar("E")


def starts(begin: Callable[[E], V]) -> Callable[[V | None, E, Stamp], V]:
    """The event alone says what the row is."""
    return lambda _state, event, _stamp: begin(event)


def goes_on(change: Callable[[V, E], V]) -> Callable[[V | None, E, Stamp], V]:
    """The event changes a row that an earlier event of the same aggregate began."""

    def apply(state: V | None, event: E, _stamp: Stamp) -> V:
        if state is None:
            raise LookupError(f"{type(event).__name__} came before what it builds on")
        return change(state, event)

    return apply


def ends(_state: V | None, _event: object, _stamp: Stamp) -> V | None:
    """The row is gone, if it was there."""
    return None
