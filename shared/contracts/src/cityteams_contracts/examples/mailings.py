"""Examples of mailings."""

from typing import Any

from cityteams_contracts.examples.values import EXPO, GATHERING, INVITED, LEAD, LETTER, OFFICIAL, hour
from cityteams_contracts.message import Message
from cityteams_contracts.notifications import (
    ApproveMailing,
    LeftOut,
    MailingApproved,
    MailingAudience,
    MailingCompleted,
    MailingKind,
    MailingPartQueued,
    MailingPrepared,
    MailingProofed,
    MailingRole,
    MailingStopped,
    PrepareMailing,
    ProofMailing,
    RecipientsListed,
    StopMailing,
)

_MAILING = "mailing-0001"
_OFFICE = "p-1s4b8n3v"


def mailings_examples() -> tuple[Message, ...]:
    """One of each."""
    return *_prepared(), *_sent()


def _prepared() -> tuple[Message, ...]:
    told: dict[str, Any] = {
        "mailing_id": _MAILING,
        "kind": MailingKind.AGENDA_RELEASE,
        "subject_line": f"The agenda of {EXPO} is out",
        "text": "Release 53 of the agenda is public.\n\nPlease look whether your slot suits you.",
        "audience": MailingAudience(roles=(MailingRole.SPEAKER,), gatherings=(GATHERING,)),
    }
    alone = LeftOut(person_id=INVITED, reason="wants-no-mailings")
    return (
        PrepareMailing(**told),
        MailingPrepared(
            **told, edition=1, recipients=2, left_out=1, parts=1, prepared_by=_OFFICE, prepared_at=hour(9, 0)
        ),
        RecipientsListed(mailing_id=_MAILING, edition=1, part=1, recipients=(LEAD, OFFICIAL), left_out=(alone,)),
        ProofMailing(mailing_id=_MAILING, edition=1),
        MailingProofed(mailing_id=_MAILING, edition=1, person_id=_OFFICE, letter_id=LETTER, proofed_at=hour(9, 5)),
    )


def _sent() -> tuple[Message, ...]:
    return (
        ApproveMailing(mailing_id=_MAILING, edition=1),
        MailingApproved(mailing_id=_MAILING, edition=1, approved_by=_OFFICE, approved_at=hour(9, 10)),
        MailingPartQueued(mailing_id=_MAILING, part=1, queued=2, queued_at=hour(9, 10)),
        StopMailing(mailing_id=_MAILING, reason="The room of a slot was wrong."),
        MailingStopped(
            mailing_id=_MAILING, stopped_by=_OFFICE, reason="The room of a slot was wrong.", withdrawn=1, under_way=0,
            unqueued=0, stopped_at=hour(9, 11),
        ),
        MailingCompleted(mailing_id=_MAILING, sent=1, gathered=0, failed=0, withdrawn=1, completed_at=hour(9, 11)),
    )  # fmt: skip
