"""Examples of preferences."""

from datetime import time

from cityteams_contracts.examples.values import LEAD, LETTER, hour
from cityteams_contracts.message import Message
from cityteams_contracts.notifications import (
    DigestLate,
    Frequency,
    LetterGathered,
    LetterKind,
    PreferencesSet,
    QuietHours,
    SetPreferences,
    Unsubscribe,
    Unsubscribed,
    Wish,
)


def preferences_examples() -> tuple[Message, ...]:
    """One of each."""
    wishes = (Wish(topic="teams", frequency=Frequency.DAILY), Wish(topic="mailings", frequency=Frequency.NEVER))
    quiet = QuietHours(begins=time(22), ends=time(7))
    return (
        SetPreferences(person_id=LEAD, wishes=wishes, time_zone="America/Los_Angeles", quiet=quiet, language="es"),
        PreferencesSet(
            person_id=LEAD,
            wishes=wishes,
            time_zone="America/Los_Angeles",
            quiet=quiet,
            language="es",
            set_at=hour(11, 0),
        ),
        Unsubscribe(person_id=LEAD, topic="gatherings", letter_id=LETTER),
        Unsubscribed(person_id=LEAD, topic="gatherings", letter_id=LETTER, unsubscribed_at=hour(11, 2)),
        LetterGathered(
            letter_id=LETTER, kind=LetterKind.CLUSTER_LISTED, person_id=LEAD, into="digest-0001", gathered_at=hour(8, 0)
        ),
        DigestLate(letter_id="digest-0001", person_id=LEAD, queued_at=hour(8, 0)),
    )
