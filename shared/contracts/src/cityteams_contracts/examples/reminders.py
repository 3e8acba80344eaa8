"""Examples of reminders."""

from typing import Any

from cityteams_contracts.events import (
    Ahead,
    DeadlineExtended,
    DeadlineKind,
    DeadlineNear,
    GatheringKind,
    ReminderDue,
)
from cityteams_contracts.examples.values import EXPO, GATHERING, HELD, LEAD, ZONE, hour
from cityteams_contracts.message import Message


def reminders_examples() -> tuple[Message, ...]:
    """One of each."""
    about: dict[str, Any] = {
        "gathering_id": GATHERING,
        "title": EXPO,
        "time_zone": ZONE,
        "what": DeadlineKind.BOOTH_TEXTS,
    }
    return (
        ReminderDue(**HELD, kind=GatheringKind.EXPO, title=EXPO, ahead=Ahead.DAY, starts=hour(13, 30), people=(LEAD,)),
        DeadlineNear(**about, deadline="Texts for the booth signs", ahead=Ahead.WEEK, at=hour(23, 59), people=(LEAD,)),
        DeadlineExtended(
            **about, deadline="Texts for the booth signs", was=hour(12, 0), at=hour(23, 59), people=(LEAD,)
        ),
    )
