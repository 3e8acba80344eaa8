"""Examples of letters."""

from cityteams_contracts.examples.values import (
    LEAD,
    LETTER,
    SLOT,
    hour,
)
from cityteams_contracts.message import Message
from cityteams_contracts.notifications import LetterFailed, LetterKind, LetterQueued, LetterSent, NotificationsRejection


def letters_examples() -> tuple[Message, ...]:
    """One of each."""
    return _letters()


def _letters() -> tuple[Message, ...]:
    kind = LetterKind.SLOT_GIVEN
    return (
        LetterQueued(
            letter_id=LETTER,
            kind=kind,
            person_id=LEAD,
            about=SLOT,
            subject_line="Your slot at GCTC Expo 2018",
            queued_at=hour(11, 0),
            because="org.cityteams.slot.given.v1",
        ),
        LetterSent(letter_id=LETTER, kind=kind, person_id=LEAD, sent_at=hour(11, 1)),
        LetterFailed(letter_id=LETTER, kind=kind, person_id=LEAD, reason="no-contact", failed_at=hour(11, 1)),
        NotificationsRejection(
            command_id="c-000020",
            command="notifications.send-letter.v1",
            code="letter-is-already-sent",
            reason="The mail server took this letter over on 7 February 2018.",
            about=LETTER,
        ),
    )
