"""How long a delivery is tried: over three days, ever more seldom, never in step with others, as the receiver asks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256

SPREAD = 0.2
"""A delay is longer by up to this part of itself, so that what failed together is not tried together."""
LONGEST_WISH = timedelta(hours=24)
"""A receiver that asks for more patience than this is asked again after a day all the same."""

_GONE, _CALM = 410, frozenset({429, 502, 503, 504})


@dataclass(frozen=True)
class Reply:
    """What came of one attempt: the status, or why there was none; and how long the receiver asks to wait."""

    status: int | None = None
    reason: str = ""
    wait: timedelta | None = None

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it: any 2xx, and nothing else."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the receiver wants nothing any more."""
        return self.status == _GONE

    @property
    def asks_for_calm(self) -> bool:
        """Whether the whole endpoint is to be left alone for a while, not this delivery alone."""
        return self.status in _CALM

    @property
    def code(self) -> str:
        """Why it was not taken, as the ledger says it."""
        return self.reason or f"answer-{self.status}"


@dataclass(frozen=True)
class Plan:
    """The delays after the first attempt, the second, and so on; after the last attempt it is given up."""

    delays: tuple[timedelta, ...]

    def next_try(self, delivery_id: str, tries: int, now: datetime, wish: timedelta | None) -> datetime | None:
        """When to try again after so many attempts in vain; None when it is given up."""
        if tries > len(self.delays):
            return None
        delay = self.delays[tries - 1]
        return now + max(delay * (1 + SPREAD * _share(delivery_id, tries)), min(wish or timedelta(0), LONGEST_WISH))


def _share(delivery_id: str, tries: int) -> float:
    """Between 0 and 1, and always the same for the same attempt: a replay decides as the live service did."""
    return int.from_bytes(sha256(f"{delivery_id}/{tries}".encode()).digest()[:4]) / 2**32


def wait_of(retry_after: str, now: datetime) -> timedelta | None:
    """What a `Retry-After` asks for (RFC 9110): seconds or a date. None for what is neither, or has passed."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:10]), 10**9))
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return at - now if at > now else None
