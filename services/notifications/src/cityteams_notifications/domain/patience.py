"""How long the postman waits before asking again, and when a letter has waited long enough."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Patience:
    """Delays that grow and then stay; a letter is given up after all of them and `limit` since it was queued."""

    delays: tuple[timedelta, ...]
    limit: timedelta

    def delay(self, tries: int) -> timedelta:
        """The pause after the n-th try in a row that came to nothing (n counts from 1)."""
        return self.delays[min(tries, len(self.delays)) - 1]

    def is_over(self, tries: int, queued_at: datetime, now: datetime) -> bool:
        """Whether to give up: never before every delay was tried, so that an outage of ours costs no letter."""
        return tries > len(self.delays) and now - queued_at > self.limit


@dataclass(frozen=True)
class Rest:
    """How often a letter was tried in vain, and until when it is left alone."""

    tries: int
    until: datetime


@dataclass(frozen=True)
class Resting:
    """The letters that are left alone for a while; forgotten in a restart, which only means an earlier try."""

    patience: Patience
    rests: dict[str, Rest] = field(default_factory=dict)

    def tries(self, letter_id: str) -> int:
        """How often it was tried in vain."""
        return self.rests[letter_id].tries if letter_id in self.rests else 0

    def names(self, now: datetime) -> set[str]:
        """Those that still rest."""
        return {name for name, rest in self.rests.items() if rest.until > now}

    def wakes(self) -> datetime | None:
        """When the first of them may be tried again."""
        return min((rest.until for rest in self.rests.values()), default=None)

    def with_try(self, letter_id: str, now: datetime) -> "Resting":
        """One more try in vain."""
        tries = self.tries(letter_id) + 1
        return replace(self, rests=self.rests | {letter_id: Rest(tries, now + self.patience.delay(tries))})

    def without(self, letter_ids: Iterable[str]) -> "Resting":
        """These are settled."""
        gone = set(letter_ids)
        return replace(self, rests={name: rest for name, rest in self.rests.items() if name not in gone})
