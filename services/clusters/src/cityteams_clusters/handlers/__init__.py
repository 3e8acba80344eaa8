"""What is done about each message: load, decide, say. One file per area."""

from collections.abc import Callable
from typing import Any

from cityteams_chassis import Tx


def together(*handlers: Callable[[Any, Tx], None]) -> Callable[[Any, Tx], None]:
    """Several areas react to the same message, in this order and in the same transaction."""

    def handle(message: Any, tx: Tx) -> None:
        for each in handlers:
            each(message, tx)

    return handle
