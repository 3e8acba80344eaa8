"""What the secretariat may do with a mailing, and what is said then. Every no names the remedy."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from cityteams_contracts import Event, Rejected
from cityteams_contracts.notifications import (
    ApproveMailing,
    LeftOut,
    MailingApproved,
    MailingPrepared,
    MailingProofed,
    MailingStopped,
    PrepareMailing,
    ProofMailing,
    RecipientsListed,
    StopMailing,
)
from cityteams_contracts.notifications.mailings import PART
from cityteams_contracts.rights import SECRETARIAT
from cityteams_notifications.domain.letters import LetterState
from cityteams_notifications.domain.mailings.audience import check_audience
from cityteams_notifications.domain.mailings.mailing import GOING_OUT, OPEN, Mailing, MailingState

_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


def check_edition(command: PrepareMailing, known: Mailing | None) -> None:
    """Raises Rejected for a mailing that cannot be written (any more), before anybody looks for its readers."""
    if known is not None:
        _still_open(known)
    edition = known.edition if known else 0
    if command.replaces != edition:
        reason = f"It is at edition {edition}, and you wrote over edition {command.replaces}. Read it again first."
        raise Rejected("somebody-changed-it-meanwhile", reason, "replaces")
    if not command.text:
        raise Rejected("a-mailing-needs-a-text", "The text is empty. Write what is to be said.", "text")
    for field in ("subject_line", "text"):
        if _MAIL.search(getattr(command, field)):
            reason = "It holds a mail address, which would be kept for good. Link to a page that names the contact."
            raise Rejected("a-mailing-holds-no-contacts", reason, field)
    check_audience(command.audience, command.kind)


def decide_prepared(
    command: PrepareMailing, recipients: Sequence[str], left_out: Sequence[LeftOut], actor: str, now: datetime
) -> list[Event]:
    """The edition and, part by part, who gets it; raises Rejected when nobody is meant."""
    if not recipients and not left_out:
        reason = "Nobody fits what you chose. Choose more roles, rounds, clusters or gatherings."
        raise Rejected("nobody-is-meant", reason, "audience")
    told = command.model_dump(include={"mailing_id", "kind", "subject_line", "text", "audience"})
    edition = command.replaces + 1
    parts = list(_parts(command.mailing_id, edition, recipients, left_out))
    prepared = MailingPrepared(
        **told, edition=edition, recipients=len(recipients), left_out=len(left_out),
        parts=-(-len(recipients) // PART), prepared_by=actor, prepared_at=now,
    )  # fmt: skip
    return [prepared, *parts]


def _parts(
    mailing_id: str, edition: int, recipients: Sequence[str], left_out: Sequence[LeftOut]
) -> Iterator[RecipientsListed]:
    for part, start in enumerate(range(0, max(len(recipients), len(left_out)), PART), 1):
        yield RecipientsListed(
            mailing_id=mailing_id, edition=edition, part=part, recipients=tuple(recipients[start : start + PART]),
            left_out=tuple(left_out[start : start + PART]),
        )  # fmt: skip


def decide_proof(
    command: ProofMailing, known: Mailing | None, actor: str, *, of_the_office: bool, letter_id: str, now: datetime
) -> MailingProofed:
    """It goes to who asks, or to another of the secretariat; `of_the_office` is whether that one is."""
    mailing = _open_edition(known, command.edition)
    to = command.person_id or actor
    if to == SECRETARIAT:
        reason = "The token belongs to nobody, so there is nobody to write to. Name a person of the secretariat."
        raise Rejected("a-proof-needs-a-person", reason, "person_id")
    if to != actor and not of_the_office:
        reason = "A proof goes to yourself or to another of the secretariat. Name one of them."
        raise Rejected("a-proof-stays-in-the-office", reason, "person_id")
    return MailingProofed(
        mailing_id=mailing.mailing_id, edition=mailing.edition, person_id=to, letter_id=letter_id, proofed_at=now
    )


def proof_of(mailing: Mailing | None, actor: str) -> str | None:
    """The letter by which the approver knows this edition; who acts with the token stands for the whole office."""
    proofs = mailing.proofs if mailing else {}
    return next(reversed(list(proofs.values())), None) if actor == SECRETARIAT else proofs.get(actor)


def decide_approval(
    command: ApproveMailing, known: Mailing | None, proof: LetterState | None, actor: str, now: datetime
) -> MailingApproved:
    """Who has got it as a proof lets it go out; `proof` is how far that letter has come, None without one."""
    mailing = _open_edition(known, command.edition)
    if not mailing.recipients:
        raise Rejected("nobody-would-get-it", "Everybody who is meant is left out. Prepare it for others.", "audience")
    if proof is None:
        raise Rejected("it-goes-to-you-first", "Have this edition sent to yourself and read it; then approve it.")
    if proof is LetterState.QUEUED:
        raise Rejected("the-proof-is-on-its-way", "Your proof was not sent yet. Wait for it, read it, then approve.")
    if proof is LetterState.FAILED:
        reason = "Your proof did not reach you; deliveries tell why. Mend that, then have it sent again."
        raise Rejected("the-proof-did-not-reach-you", reason)
    return MailingApproved(mailing_id=mailing.mailing_id, edition=mailing.edition, approved_by=actor, approved_at=now)


def check_stop(known: Mailing | None) -> Mailing:
    """Raises Rejected when nothing is left to be stopped."""
    mailing = _known(known)
    if mailing.state is MailingState.SENT:
        raise Rejected("everything-is-sent", "Nothing of it waits any more, so there is nothing to stop.")
    if mailing.state is MailingState.STOPPED:
        raise Rejected("it-was-stopped-already", "It was stopped already; nothing was changed.")
    return mailing


def decide_stop(
    command: StopMailing, *, withdrawn: int, under_way: int, unqueued: int, actor: str, now: datetime
) -> MailingStopped:
    """No more of it."""
    return MailingStopped(
        mailing_id=command.mailing_id, stopped_by=actor, reason=command.reason, withdrawn=withdrawn,
        under_way=under_way, unqueued=unqueued, stopped_at=now,
    )  # fmt: skip


def _known(known: Mailing | None) -> Mailing:
    if known is None:
        raise Rejected("the-mailing-is-unknown", "There is no such mailing. Look for it in the list.", "mailing_id")
    return known


def _still_open(mailing: Mailing) -> None:
    if mailing.state in OPEN:
        return
    if mailing.state is MailingState.STOPPED:
        raise Rejected("it-was-stopped-already", "It was stopped. Prepare a new one; nothing was changed.")
    how = "is going out" if mailing.state in GOING_OUT else "is sent"
    raise Rejected("it-was-approved-already", f"Somebody approved it and it {how}; nothing was changed.")


def _open_edition(known: Mailing | None, edition: int) -> Mailing:
    mailing = _known(known)
    _still_open(mailing)
    if edition != mailing.edition:
        reason = f"It is at edition {mailing.edition} now, and you read edition {edition}. Read it again first."
        raise Rejected("somebody-changed-it-meanwhile", reason, "edition")
    return mailing
