"""Mailings of the secretariat: prepared, tried on oneself, approved, queued part by part, stopped, completed.

A mailing is a text to an audience. Each change of it is another `edition`; what was tried or approved holds for one
edition alone. Who gets it is worked out when it is prepared and told part by part, by id.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    Code,
    GatheringId,
    Id,
    Instant,
    LetterId,
    Line,
    Paragraph,
    PersonId,
    RoundId,
    Value,
)

__all__ = [
    "ApproveMailing",
    "LeftOut",
    "MailingApproved",
    "MailingAudience",
    "MailingCompleted",
    "MailingKind",
    "MailingPartQueued",
    "MailingPrepared",
    "MailingProofed",
    "MailingRole",
    "MailingStopped",
    "PrepareMailing",
    "ProofMailing",
    "RecipientsListed",
    "StopMailing",
]

MailingId = Id
Edition = Annotated[int, Field(ge=1, le=10_000)]
Count = Annotated[int, Field(ge=0)]
PART = 200
"""Persons of one part at most; as many as are queued at once."""


class MailingKind(StrEnum):
    """What a mailing is. A call and news go to who agreed to letters about the programme; what concerns a gathering
    or a team that one takes part in goes to everybody who did not opt out of mailings.
    """

    CALL = "call"
    NEWS = "news"
    AGENDA_RELEASE = "agenda_release"
    NOTICE = "notice"


class MailingRole(StrEnum):
    """As what somebody takes part."""

    TEAM_LEAD = "team_lead"
    CITY_OFFICIAL = "city_official"
    EXPERT = "expert"
    INVESTOR_CONTACT = "investor_contact"
    MEMBER = "member"
    """Speaks for an organisation that belongs to the team or alliance."""
    CHAIR = "chair"
    SPEAKER = "speaker"
    ATTENDEE = "attendee"
    """Has a seat."""


class MailingAudience(Value):
    """Whom a mailing is for: who has one of the roles, in one of the rounds, and of the clusters, and the gatherings.

    What is empty does not narrow down; everything empty means everybody only with `everybody`. A cluster is an action
    cluster, or a SuperCluster with its chairs and all its teams.
    """

    roles: Annotated[tuple[MailingRole, ...], Field(max_length=20)] = ()
    rounds: Annotated[tuple[RoundId, ...], Field(max_length=50)] = ()
    clusters: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    gatherings: Annotated[tuple[GatheringId, ...], Field(max_length=50)] = ()
    everybody: bool = False


class LeftOut(Value):
    """Somebody of the audience who does not get the mailing, and why: such as `wants-no-mailings`."""

    person_id: PersonId
    reason: Code


People = Annotated[tuple[PersonId, ...], Field(max_length=PART)]
LeftOuts = Annotated[tuple[LeftOut, ...], Field(max_length=PART)]


class PrepareMailing(Command, name="notifications.prepare-mailing", key="mailing_id"):
    """The secretariat writes a mailing, or another edition of one; `replaces` is the edition it was written over."""

    mailing_id: MailingId
    kind: MailingKind
    subject_line: Line
    text: Paragraph
    audience: MailingAudience
    replaces: Annotated[int, Field(ge=0, le=10_000)] = 0


class ProofMailing(Command, name="notifications.proof-mailing", key="mailing_id"):
    """The edition goes to who asks first, or to `person_id`, who has to be of the secretariat."""

    mailing_id: MailingId
    edition: Edition
    person_id: PersonId | None = None


class ApproveMailing(Command, name="notifications.approve-mailing", key="mailing_id"):
    """Who has got this edition as a proof lets it go out."""

    mailing_id: MailingId
    edition: Edition


class StopMailing(Command, name="notifications.stop-mailing", key="mailing_id"):
    """Nothing more of the mailing goes out: what is not at the mail server yet is withdrawn."""

    mailing_id: MailingId
    reason: Line | None = None


class MailingPrepared(Event, name="notifications.mailing.prepared", key="mailing_id"):
    """An edition of a mailing: its text, for whom, and how many get it; `RecipientsListed` follows for each part."""

    mailing_id: MailingId
    edition: Edition
    kind: MailingKind
    subject_line: Line
    text: Paragraph
    audience: MailingAudience
    recipients: Count
    left_out: Count
    parts: Count
    prepared_by: PersonId
    prepared_at: Instant


class RecipientsListed(Event, name="notifications.mailing.recipients-listed", key="mailing_id"):
    """Who gets this edition and who does not: one part of all, from 1 on."""

    mailing_id: MailingId
    edition: Edition
    part: Annotated[int, Field(ge=1)]
    recipients: People = ()
    left_out: LeftOuts = ()


class MailingProofed(Event, name="notifications.mailing.proofed", key="mailing_id"):
    """A proof of this edition is on its way to a person, as the letter `letter_id`."""

    mailing_id: MailingId
    edition: Edition
    person_id: PersonId
    letter_id: LetterId
    proofed_at: Instant


class MailingApproved(Event, name="notifications.mailing.approved", key="mailing_id"):
    """This edition goes out from now on."""

    mailing_id: MailingId
    edition: Edition
    approved_by: PersonId
    approved_at: Instant


class MailingPartQueued(Event, name="notifications.mailing.part-queued", key="mailing_id"):
    """The letters of a part wait to be sent; `left_out` are those who opted out since it was prepared."""

    mailing_id: MailingId
    part: Annotated[int, Field(ge=1)]
    queued: Count
    left_out: LeftOuts = ()
    queued_at: Instant


class MailingStopped(Event, name="notifications.mailing.stopped", key="mailing_id"):
    """Nothing more goes out: `withdrawn` letters waited and `unqueued` persons had none yet.

    `under_way` letters may be at the mail server already and are carried to their end; `MailingCompleted` tells it.
    """

    mailing_id: MailingId
    stopped_by: PersonId
    reason: Line | None = None
    withdrawn: Count
    under_way: Count
    unqueued: Count
    stopped_at: Instant


class MailingCompleted(Event, name="notifications.mailing.completed", key="mailing_id"):
    """No letter of the mailing waits any more: how all of them ended; `gathered` went as a part of a digest."""

    mailing_id: MailingId
    sent: Count
    gathered: Count
    failed: Count
    withdrawn: Count
    completed_at: Instant
