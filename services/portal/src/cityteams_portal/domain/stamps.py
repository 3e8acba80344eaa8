"""The two facts about an event that its body does not carry and the portal shows."""

from datetime import datetime
from typing import Protocol


class Stamped(Protocol):
    """When an event happened, and the id of the message that caused it."""

    @property
    def at(self) -> datetime:
        """The time of the event."""

    @property
    def cause(self) -> str | None:
        """The id of the causing message, for an answer that of the command."""
