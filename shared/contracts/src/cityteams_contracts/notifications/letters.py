"""Said by services/notifications: letters, queued and sent. They name persons by id; addresses and bodies stay out."""

from enum import StrEnum

from cityteams_contracts.message import Event
from cityteams_contracts.notifications.webhooks import EventType
from cityteams_contracts.values import Code, Id, Instant, LetterId, Line, PersonId

__all__ = [
    "LetterFailed",
    "LetterKind",
    "LetterQueued",
    "LetterSent",
]


class LetterKind(StrEnum):
    """What a letter is about; one template each."""

    WORKSHEET_RECEIVED = "worksheet_received"
    WORKSHEET_ACCEPTED = "worksheet_accepted"
    WORKSHEET_WITHDRAWN = "worksheet_withdrawn"
    WORKSHEET_RETURNED = "worksheet_returned"
    WORKSHEET_DECLINED = "worksheet_declined"
    FIELDS_REOPENED = "fields_reopened"
    SUPPLEMENT_ASKED = "supplement_asked"
    SIGN_IN_LINK = "sign_in_link"
    CO_EDITOR_INVITED = "co_editor_invited"
    MEMBER_INVITED = "member_invited"
    INVITATION_ANSWERED = "invitation_answered"
    CLUSTER_CONFIRMED = "cluster_confirmed"
    CLUSTER_LISTED = "cluster_listed"
    CLUSTER_DISSOLVED = "cluster_dissolved"
    SLOT_GIVEN = "slot_given"
    SLOT_REFUSED = "slot_refused"
    SLOT_CANCELLED = "slot_cancelled"
    AGENDA_RELEASED = "agenda_released"
    ACCOUNT_EXPIRES = "account_expires"
    INVITATION_EXPIRES_SOON = "invitation_expires_soon"
    INVITATION_LAPSED = "invitation_lapsed"
    JOIN_ASKED = "join_asked"
    JOIN_ANSWERED = "join_answered"
    LEAD_REPLACED = "lead_replaced"
    CLUSTER_INVALIDATED = "cluster_invalidated"
    INTRODUCTION_ASKED = "introduction_asked"
    PARTNERS_INTRODUCED = "partners_introduced"
    INTRODUCTION_ENDED = "introduction_ended"
    KPI_DUE = "kpi_due"
    KPI_OVERDUE = "kpi_overdue"
    GATHERING_SLIPPED = "gathering_slipped"
    GATHERING_CANCELLED = "gathering_cancelled"
    SESSIONS_DELAYED = "sessions_delayed"
    SESSION_ACCEPTED = "session_accepted"
    SESSION_DECLINED = "session_declined"
    GATHERING_REMINDER = "gathering_reminder"
    DEADLINE_NEAR = "deadline_near"
    DEADLINE_EXTENDED = "deadline_extended"
    ATTENDEE_INVITED = "attendee_invited"
    SEAT_GIVEN = "seat_given"
    SEAT_WAITLISTED = "seat_waitlisted"
    SEAT_OFFERED = "seat_offered"
    SEAT_RELEASED = "seat_released"
    MEETING_SCHEDULED = "meeting_scheduled"
    MEETING_CANCELLED = "meeting_cancelled"
    BOOTH_GIVEN = "booth_given"
    TRAVEL_SUPPORT = "travel_support"
    ENDPOINT_DISABLED = "endpoint_disabled"
    DIGEST = "digest"
    MAILING = "mailing"


class LetterQueued(Event, name="notifications.letter.queued", key="letter_id"):
    """A letter to one person waits to be sent; `because` is the type of the event that it tells of."""

    letter_id: LetterId
    kind: LetterKind
    person_id: PersonId
    about: Id
    subject_line: Line
    queued_at: Instant
    because: EventType | None = None


class LetterSent(Event, name="notifications.letter.sent", key="letter_id"):
    """The mail server took the letter over."""

    letter_id: LetterId
    kind: LetterKind
    person_id: PersonId
    sent_at: Instant


class LetterFailed(Event, name="notifications.letter.failed", key="letter_id"):
    """The letter will not be sent: the reason is a code such as `no-contact` or `refused-by-the-mail-server`."""

    letter_id: LetterId
    kind: LetterKind
    person_id: PersonId
    reason: Code
    failed_at: Instant
