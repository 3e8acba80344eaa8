"""The facts about an event that its body does not carry and the portal shows."""

from datetime import datetime
from typing import Protocol


class Stamped(Protocol):
    """Which event it was, when it happened, who asked for it, and the id of the message that caused it."""

    @property
    def id(self) -> str:
        """The id of the event."""

    @property
    def at(self) -> datetime:
        """The time of the event."""

    @property
    def cause(self) -> str | None:
        """The id of the causing message, for an answer that of the command."""

    @property
    def actor(self) -> str:
        """The PersonId of who asked; empty when nobody did."""
