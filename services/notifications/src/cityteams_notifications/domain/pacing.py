"""How fast mails may go to one domain: large providers put off or block whoever comes with too many at once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass
class Pace:
    """At most `per_minute` to one domain in the long run, `burst` at once. Lives with its postman."""

    per_minute: int
    burst: int
    _next: dict[str, datetime] = field(default_factory=dict)

    def admit(self, domain: str, now: datetime) -> datetime | None:
        """None when a mail may go now, which is counted; else the moment when one may."""
        gap = timedelta(minutes=1) / self.per_minute
        free = max(self._next.get(domain, now), now)
        if free - now > gap * (self.burst - 1):
            return free - gap * (self.burst - 1)
        self._next[domain] = free + gap
        if len(self._next) > 10_000:
            self._next = {name: at for name, at in self._next.items() if at > now}
        return None
