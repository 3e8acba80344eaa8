"""What a letter brings along: the receipt of what was handed in, as a file that proves itself."""

from cityteams_contracts.registration import SupplementGiven, WorksheetResubmitted, WorksheetSubmitted
from cityteams_notifications.archive import Found
from cityteams_notifications.domain.receipts import receipt_file
from cityteams_notifications.parts import Attachment


def enclosed(found: Found) -> tuple[Attachment, ...]:
    """The files that belong to a letter about this event."""
    event = found.event
    if not isinstance(event, WorksheetSubmitted | WorksheetResubmitted | SupplementGiven):
        return ()
    data = receipt_file(event)
    if data is None or event.receipt is None:
        return ()
    return (Attachment(f"receipt-{event.receipt.number}.json", "application/json", data),)
