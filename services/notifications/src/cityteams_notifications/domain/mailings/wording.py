"""The letter of a mailing, from the event that holds its text."""

from cityteams_contracts.notifications import LetterKind, MailingPrepared
from cityteams_notifications.domain.drafting import draft
from cityteams_notifications.domain.letters import Draft


def mailing(event: MailingPrepared, person_id: str, *, proof: bool = False) -> Draft:
    """To one person; every line of the text is a paragraph. A proof says first how many get it."""
    lines = tuple(line for line in event.text.splitlines() if line.strip())
    return draft(
        LetterKind.MAILING, person_id, event.mailing_id, subject=event.subject_line, paragraphs=lines, proof=proof,
        recipients=event.recipients, left_out=event.left_out,
    )  # fmt: skip
