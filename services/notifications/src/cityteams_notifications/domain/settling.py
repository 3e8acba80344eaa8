"""How a letter leaves the postman's hands: what is said of it, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime

from cityteams_contracts import Event
from cityteams_contracts.notifications import SuppressionBegun, SuppressionReason
from cityteams_notifications.domain.letters import Letter, Waiting

_NO_SUCH_MAILBOX = (550, 551, 553)
"""SMTP's answers to a recipient who is not there (RFC 5321); 552 and 554 have many other reasons."""


@dataclass(frozen=True)
class Settled:
    """What became of one attempt at one letter; exactly one of `sent`, `again` and `reason` alone says how it ended.

    `again` is the next try. `in_doubt` says that it may be out although no answer came. `tried` is False when there was
    no attempt, such as for somebody without a contact.
    """

    waiting: Waiting
    at: datetime
    sent: bool = False
    again: datetime | None = None
    reason: str = ""
    answer: int | None = None
    tried: bool = True
    in_doubt: bool = False
    suppress: str | None = None

    def said(self, letter: Letter) -> list[Event]:
        """Decides what is said; nothing when the letter's life is over already. `letter` is as the store knows it."""
        consignment, attempt = self.waiting.consignment, self.waiting.tries + self.tried
        if self.sent:
            taken = letter.take(self.at)
            return [*taken, consignment.sent(attempt, self.answer, self.at)] if taken else []
        if self.again is not None:
            if not letter.waits:
                return []
            return [consignment.put_off(attempt, self.answer, self.reason, self.at, self.again)]
        given_up = letter.give_up(self.reason, self.at)
        if not given_up:
            return []
        return [*given_up, consignment.failed(attempt, self.answer, self.reason, self.at), *self._suppression()]

    def _suppression(self) -> list[Event]:
        if self.suppress is None:
            return []
        begun = SuppressionBegun(
            person_id=self.waiting.letter.person_id,
            reason=SuppressionReason.REFUSED,
            status=self.suppress or None,
            delivery_id=self.waiting.letter.letter_id,
            begun_at=self.at,
        )
        return [begun]


def nobody_is_there(code: int, status: str | None, *, of_recipient: bool) -> bool:
    """Whether a refusal says that the mailbox does not exist, so that it makes no sense to write there again.

    Refusals for a policy, a full mailbox or a text that is not liked (RFC 3463: 5.7.1, 5.2.2, 5.6.0) do not say so.
    """
    if status is not None:
        return status.startswith("5.1.") or status == "5.2.1"
    return of_recipient and code in _NO_SUCH_MAILBOX
