"""When no letter can go out at all: readiness says so, but only once it has lasted."""

import asyncio
from collections.abc import MutableMapping
from datetime import timedelta

_NAME = "postman"


class Standstill:
    """Lasts from the first try in vain to the next letter that goes out, and is told once it is longer than `grace`.

    A restart of the mail server is shorter, so it never makes this service look unready to an orchestrator.
    """

    def __init__(self, troubles: MutableMapping[str, str], grace: timedelta) -> None:
        self._troubles, self._grace, self._reason = troubles, grace, ""
        self._alarm: asyncio.TimerHandle | None = None

    def goes_on(self, reason: str) -> None:
        """Another try was in vain, for this reason."""
        self._reason = reason
        if self._alarm is None:
            self._alarm = asyncio.get_running_loop().call_later(self._grace.total_seconds(), self._tell)
        elif _NAME in self._troubles:
            self._tell()

    def ends(self) -> None:
        """Letters go out again, or there are none, or another process is the postman now."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._troubles.pop(_NAME, None)

    def _tell(self) -> None:
        self._troubles[_NAME] = f"no letter can be sent: {self._reason}"
