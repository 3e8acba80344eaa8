"""A sign-in that was handed over to an OpenID provider and has not come back yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Handover:
    """What must fit when the browser comes back; `handover_id` is the hash of the state, which the browser holds."""

    handover_id: str
    provider: str
    nonce: str
    verifier: str
    place: str
    begun_at: datetime

    def fits(self, provider: str, now: datetime) -> bool:
        """Whether it is this provider's, and not too old."""
        return self.provider == provider and now - self.begun_at < LASTS
