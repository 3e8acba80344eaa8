"""One entry of a calendar as a value: what it is, its revision, and whether it still takes place."""

from dataclasses import dataclass
from datetime import date, datetime

Moment = datetime | date


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar program needs to know.

    `sequence` rises with every revision and `revised` is when the data last changed (never when a file was written), so
    that unchanged data gives unchanged bytes. With two dates instead of moments it is a matter of whole days, `ends`
    being the day after the last; the cancellation of a single entry may leave both out. A cancelled entry stays in the
    file as such (a tombstone): leaving it out would leave it standing in the calendars of those who fetched it before.
    """

    uid: str
    sequence: int
    revised: datetime
    title: str
    starts: Moment | None
    ends: Moment | None
    place: str = ""
    text: str = ""
    address: str = ""
    categories: tuple[str, ...] = ()
    cancelled: bool = False


def uid_of(kind: str, name: str) -> str:
    """The UID of a thing, the same for good and wherever it is told: in feeds and in mails."""
    return f"{kind}-{name}@cityteams"
