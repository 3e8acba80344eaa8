"""A session: somebody signed in with one browser, for a while. Its name is the hash of what only the browser holds."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cityteams_contracts.registration import ProgrammeRole
from cityteams_contracts.values import PersonId

IDLE = timedelta(minutes=30)
"""Who does nothing for so long is signed out (OWASP ASVS 5.0, 7.3.1)."""
ABSOLUTE = timedelta(hours=12)
"""Nobody is signed in longer than a day's work (OWASP ASVS 5.0, 7.3.2)."""
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Session:
    """`sealed_name` opens with the browser's token alone; `browser` is a few words such as “Firefox on Linux”."""

    session_id: str
    person_id: PersonId
    roles: tuple[ProgrammeRole, ...]
    sealed_name: bytes
    browser: str
    began_at: datetime
    seen_at: datetime

    def lasts(self, now: datetime) -> bool:
        """Whether it is good at this moment; a clock that was set back ends nothing and lengthens nothing."""
        return now - self.seen_at < IDLE and now - self.began_at < ABSOLUTE

    def noted(self, now: datetime) -> "Session | None":
        """The session as seen now, when that is worth writing down; None when it was seen just before."""
        return replace(self, seen_at=now) if now - self.seen_at >= _NOTED_EVERY else None

    def outdated_by(self, change: datetime) -> bool:
        """Whether it began before something about its person changed."""
        return self.began_at <= change
