"""Mail that came back: what a report on delivery (RFC 3464) or a complaint (RFC 5965) says of one of our letters.

Which letter it is stands in the address it was sent to (VERP), since what a server quotes of a letter cannot be trusted
to be there. Whatever else arrives at that address, such as a reply or a note of absence, says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_PERMANENT_OF_UNKNOWN_KIND = "5.0.0"
_TO = ("X-Original-To", "Delivered-To", "To")


@dataclass(frozen=True)
class Returned:
    """A letter that came back with a status of RFC 3463, or that somebody complained of."""

    letter_id: str
    status: str = ""

    @property
    def complaint(self) -> bool:
        """Whether somebody marked it as unwanted."""
        return not self.status


def read_returned(data: bytes, returns: str) -> Returned | None:
    """What a mail to `returns` says; None when it says nothing of a letter, or only that one is late or has arrived."""
    mail = message_from_bytes(data)
    letter_id = _letter_id(mail, returns)
    if letter_id is None or mail.get_content_type() != "multipart/report":
        return None
    if str(mail.get_param("report-type")).lower() == "feedback-report":
        return Returned(letter_id)
    status = next(_failures(mail), None)
    return Returned(letter_id, status) if status else None


def _letter_id(mail: Message, returns: str) -> str | None:
    local, _, domain = returns.partition("@")
    ours = re.compile(rf"{re.escape(local)}\+([A-Za-z0-9_-]{{1,100}})@{re.escape(domain)}", re.IGNORECASE)
    headers = (str(value) for name in _TO for value in mail.get_all(name, ()))
    return next((found[1] for header in headers if (found := ours.search(header))), None)


def _failures(mail: Message) -> Iterator[str]:
    """The statuses of recipients whom the letter did not reach, in the order of the report."""
    reports = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for report in reports for block in report.walk() if block is not report]
    for block in blocks:
        if str(block.get("Action", "")).strip().lower() == "failed":
            found = _STATUS.search(str(block.get("Status", "")))
            yield found[0] if found and found[0][0] != "2" else _PERMANENT_OF_UNKNOWN_KIND
