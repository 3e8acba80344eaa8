"""Letters about a worksheet on its way: handed in, given back, declined, reopened, asked again, written together."""

from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import (
    CoEditorInvited,
    FieldsReopened,
    InactivityWarned,
    SupplementAsked,
    WorksheetDeclined,
    WorksheetReturned,
)
from cityteams_notifications.domain.drafting import draft
from cityteams_notifications.domain.letters import Draft
from cityteams_notifications.domain.receipts import HandedIn, receipt_file


def worksheet_received(event: HandedIn) -> Draft:
    """To the lead: it has arrived, and this is the receipt."""
    receipt, project = event.receipt, event.project
    return draft(
        LetterKind.WORKSHEET_RECEIVED, project.lead, event.worksheet_id, title=project.title,
        number=receipt.number if receipt else "", sha256=receipt.sha256 if receipt else "",
        attached=receipt_file(event) is not None,
    )  # fmt: skip


def worksheet_returned(event: WorksheetReturned) -> Draft:
    """To the lead: which fields have comments, and until when; what the comments say is not for a mail."""
    return draft(
        LetterKind.WORKSHEET_RETURNED, event.lead, event.worksheet_id, title=event.title, fields=event.fields,
        due=event.due_at,
    )  # fmt: skip


def worksheet_declined(event: WorksheetDeclined) -> Draft:
    """To the lead: the answer is no; the reason is not for a mail."""
    return draft(LetterKind.WORKSHEET_DECLINED, event.lead, event.worksheet_id, title=event.title)


def fields_reopened(event: FieldsReopened) -> Draft:
    """To the lead: what may be changed, until when."""
    return draft(
        LetterKind.FIELDS_REOPENED, event.lead, event.worksheet_id, title=event.title, fields=event.fields,
        until=event.until,
    )  # fmt: skip


def supplement_asked(event: SupplementAsked) -> Draft:
    """To the lead: what a new round wants to know, until when."""
    return draft(
        LetterKind.SUPPLEMENT_ASKED, event.lead, event.worksheet_id, title=event.title, questions=event.questions,
        due=event.due_at,
    )  # fmt: skip


def co_editor_invited(event: CoEditorInvited) -> Draft:
    """To the invited: where the draft is; its title and who invites are not for a mail."""
    return draft(LetterKind.CO_EDITOR_INVITED, event.person_id, event.draft_id)


def account_expires(event: InactivityWarned) -> Draft:
    """To who stayed away for two years: they will be forgotten."""
    return draft(LetterKind.ACCOUNT_EXPIRES, event.person_id, event.person_id, forgotten_from=event.forgotten_from)
