"""The secret address of somebody's own calendar."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FeedKey:
    """Whose calendar an address opens; `key_id` is the hash of the token in it, which only its owner holds."""

    key_id: str
    person_id: str
    made_at: datetime
