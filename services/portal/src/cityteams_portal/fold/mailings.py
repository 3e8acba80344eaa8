"""What the events of mailings do to the portal's copy."""

from cityteams_chassis import Fold, folds
from cityteams_contracts.notifications import (
    MailingApproved,
    MailingCompleted,
    MailingPartQueued,
    MailingPrepared,
    MailingProofed,
    MailingStopped,
    RecipientsListed,
)
from cityteams_portal.domain import mailing
from cityteams_portal.store import mailings as store

MAILINGS: tuple[Fold, ...] = (
    folds(MailingPrepared, store.MAILINGS, by="mailing_id", apply=mailing.prepared),
    folds(RecipientsListed, store.PARTS, by=mailing.listed_id, apply=mailing.listed),
    folds(MailingProofed, store.MAILINGS, by="mailing_id", apply=mailing.proofed),
    folds(MailingApproved, store.MAILINGS, by="mailing_id", apply=mailing.approved),
    folds(MailingPartQueued, store.MAILINGS, by="mailing_id", apply=mailing.queued),
    folds(MailingPartQueued, store.PARTS, by=mailing.since_id, apply=mailing.left_since),
    folds(MailingStopped, store.MAILINGS, by="mailing_id", apply=mailing.stopped),
    folds(MailingCompleted, store.MAILINGS, by="mailing_id", apply=mailing.completed),
)
