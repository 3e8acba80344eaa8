"""How long to wait before the next try, and when something has waited long enough; for letters and webhooks alike."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

_SPREAD = 0.2


@dataclass(frozen=True)
class Patience:
    """Delays that grow and then stay; given up after all of them and `limit` since the beginning."""

    delays: tuple[timedelta, ...]
    limit: timedelta

    def delay(self, tries: int) -> timedelta:
        """The pause after the n-th try in a row that came to nothing (n counts from 1)."""
        return self.delays[min(tries, len(self.delays)) - 1]

    def is_over(self, tries: int, begun_at: datetime, now: datetime) -> bool:
        """Whether to give up: never before every delay was tried, so that an outage of ours costs no letter."""
        return tries > len(self.delays) and now - begun_at > self.limit

    def again(self, name: str, tries: int, now: datetime) -> datetime:
        """The moment of the next try, with jitter, so that what failed together does not come back together."""
        return now + jittered(self.delay(tries), f"{name}/{tries}")


def jittered(delay: timedelta, name: str) -> timedelta:
    """The delay, up to a fifth shorter or longer; the same for the same name, so that nothing depends on chance."""
    drawn = int.from_bytes(sha256(name.encode()).digest()[:4]) / 2**32
    return delay * (1 - _SPREAD + 2 * _SPREAD * drawn)
