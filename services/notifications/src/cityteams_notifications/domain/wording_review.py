"""Letters about a worksheet on its way: handed in, given back, declined, reopened, asked again, written together."""

from collections.abc import Iterable

from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import (
    CoEditorInvited,
    FieldsReopened,
    SupplementAsked,
    SupplementGiven,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetReturned,
    WorksheetSubmitted,
)
from cityteams_notifications.domain.letters import Draft
from cityteams_notifications.domain.text import field_name, moment, plain
from cityteams_notifications.domain.wording import draft

HandedIn = WorksheetSubmitted | WorksheetResubmitted | SupplementGiven
"""A team gave the secretariat something to read, and gets a receipt for it."""


def worksheet_received(event: HandedIn) -> Draft:
    """To the lead: it has arrived, and this is the receipt."""
    title, receipt = plain(event.project.title), event.receipt
    return draft(
        LetterKind.WORKSHEET_RECEIVED,
        event.project.lead,
        event.worksheet_id,
        f"Worksheet received: {title}",
        title=title,
        number=receipt.number if receipt else "",
        sha256=receipt.sha256 if receipt else "",
    )


def worksheet_returned(event: WorksheetReturned) -> Draft:
    """To the lead: which fields have comments, and until when; what the comments say is not for a mail."""
    title = plain(event.title)
    return draft(
        LetterKind.WORKSHEET_RETURNED,
        event.lead,
        event.worksheet_id,
        f"Please look at your worksheet again: {title}",
        title=title,
        fields=_names(event.fields),
        due=moment(event.due_at),
    )


def worksheet_declined(event: WorksheetDeclined) -> Draft:
    """To the lead: the answer is no; the reason is not for a mail."""
    title = plain(event.title)
    subject = f"Worksheet not accepted: {title}"
    return draft(LetterKind.WORKSHEET_DECLINED, event.lead, event.worksheet_id, subject, title=title)


def fields_reopened(event: FieldsReopened) -> Draft:
    """To the lead: what may be changed, until when."""
    title = plain(event.title)
    return draft(
        LetterKind.FIELDS_REOPENED,
        event.lead,
        event.worksheet_id,
        f"You may change your worksheet: {title}",
        title=title,
        fields=_names(event.fields),
        until=moment(event.until),
    )


def supplement_asked(event: SupplementAsked) -> Draft:
    """To the lead: what a new round wants to know, until when."""
    title, number = plain(event.title), len(event.questions)
    return draft(
        LetterKind.SUPPLEMENT_ASKED,
        event.lead,
        event.worksheet_id,
        f"A new round has questions: {title}",
        title=title,
        asked="only one question is open" if number == 1 else f"only {number} questions are open",
        questions=_names(event.questions),
        due=moment(event.due_at) if event.due_at else "",
    )


def co_editor_invited(event: CoEditorInvited) -> Draft:
    """To the invited: where the draft is; its title and who invites are not for a mail."""
    subject = "You are asked to write in a project worksheet"
    return draft(LetterKind.CO_EDITOR_INVITED, event.person_id, event.draft_id, subject)


def _names(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(field_name(code) for code in codes)
