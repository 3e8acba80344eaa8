"""Which event asks for which letters: one line per event, from the event to drafts. A letter is worded from one event.

The same function is asked twice: when the event comes, to know who gets a letter, and at the moment of sending, to
write it; in between nothing of what it says is kept.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts.clusters import (
    ClusterConfirmed,
    ClusterDissolved,
    ClusterInvalidated,
    ClusterListed,
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    InvitationAnswered,
    InvitationExpiresSoon,
    InvitationLapsed,
    JoinAnswered,
    JoinAsked,
    KpiDue,
    KpiOverdue,
    LeadReplaced,
    MemberInvited,
    PartnersIntroduced,
)
from cityteams_contracts.events import (
    AgendaReleased,
    AttendeeInvited,
    BoothGiven,
    DeadlineExtended,
    DeadlineNear,
    GatheringCancelled,
    GatheringSlipped,
    MeetingCancelled,
    MeetingMoved,
    MeetingRefilled,
    MeetingScheduled,
    ReminderDue,
    SeatGiven,
    SeatOffered,
    SeatReleased,
    SeatWaitlisted,
    SessionAccepted,
    SessionDeclined,
    SessionsDelayed,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
    TravelSupportGranted,
    TravelSupportRefused,
)
from cityteams_contracts.notifications import EndpointDisabled, LetterKind
from cityteams_contracts.registration import (
    CoEditorInvited,
    FieldsReopened,
    InactivityWarned,
    SignInLinkAsked,
    SupplementAsked,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetReturned,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_contracts.values import PersonId
from cityteams_notifications.domain import (
    wording,
    wording_endpoints,
    wording_gatherings,
    wording_review,
    wording_teams,
)
from cityteams_notifications.domain.letters import Draft
from cityteams_notifications.domain.sign_in import sign_in_link

WORDED_BY: Mapping[type[Event], Callable[[Any], Draft | Iterable[Draft]]] = {
    WorksheetSubmitted: wording_review.worksheet_received,
    WorksheetResubmitted: wording_review.worksheet_received,
    SupplementGiven: wording_review.worksheet_received,
    WorksheetReturned: wording_review.worksheet_returned,
    WorksheetDeclined: wording_review.worksheet_declined,
    FieldsReopened: wording_review.fields_reopened,
    SupplementAsked: wording_review.supplement_asked,
    CoEditorInvited: wording_review.co_editor_invited,
    InactivityWarned: wording_review.account_expires,
    WorksheetAccepted: wording.worksheet_accepted,
    WorksheetWithdrawn: wording.worksheet_withdrawn,
    SignInLinkAsked: sign_in_link,
    MemberInvited: wording.member_invited,
    InvitationAnswered: wording.invitation_answered,
    ClusterConfirmed: wording.cluster_confirmed,
    ClusterListed: wording.cluster_listed,
    ClusterDissolved: wording.cluster_dissolved,
    SlotGiven: wording.slot_given,
    SlotRefused: wording.slot_refused,
    SlotCancelled: wording.slot_cancelled,
    AgendaReleased: wording.agenda_released,
    InvitationExpiresSoon: wording_teams.invitation_expires_soon,
    InvitationLapsed: wording_teams.invitation_lapsed,
    JoinAsked: wording_teams.join_asked,
    JoinAnswered: wording_teams.join_answered,
    LeadReplaced: wording_teams.lead_replaced,
    ClusterInvalidated: wording_teams.cluster_invalidated,
    IntroductionAsked: wording_teams.introduction_asked,
    IntroductionAnswered: wording_teams.introduction_ended,
    IntroductionExpired: wording_teams.introduction_ended,
    IntroductionCancelled: wording_teams.introduction_ended,
    PartnersIntroduced: wording_teams.partners_introduced,
    KpiDue: wording_teams.kpi_due,
    KpiOverdue: wording_teams.kpi_overdue,
    GatheringSlipped: wording_gatherings.gathering_slipped,
    GatheringCancelled: wording_gatherings.gathering_cancelled,
    SessionsDelayed: wording_gatherings.sessions_delayed,
    ReminderDue: wording_gatherings.gathering_reminder,
    DeadlineNear: wording_gatherings.deadline_near,
    DeadlineExtended: wording_gatherings.deadline_extended,
    SessionAccepted: wording_gatherings.session_accepted,
    SessionDeclined: wording_gatherings.session_declined,
    AttendeeInvited: wording_gatherings.attendee_invited,
    SeatGiven: wording_gatherings.seat_given,
    SeatWaitlisted: wording_gatherings.seat_waitlisted,
    SeatOffered: wording_gatherings.seat_offered,
    SeatReleased: wording_gatherings.seat_released,
    MeetingScheduled: wording_gatherings.meeting_scheduled,
    MeetingMoved: wording_gatherings.meeting_scheduled,
    MeetingRefilled: wording_gatherings.meeting_scheduled,
    MeetingCancelled: wording_gatherings.meeting_cancelled,
    BoothGiven: wording_gatherings.booth_given,
    TravelSupportGranted: wording_gatherings.travel_support,
    TravelSupportRefused: wording_gatherings.travel_support,
}


WORDED_FOR: Mapping[type[Event], Callable[[Any, PersonId], Draft]] = {
    EndpointDisabled: wording_endpoints.endpoint_disabled,
}
"""Events that do not say whom they concern: whoever queues the letters knows, and everybody gets the same words."""


def drafts_of(event: Event, readers: Iterable[PersonId] = ()) -> list[Draft]:
    """The letters that an event asks for; `readers` are those of an event that does not say whom it concerns."""
    if type(event) in WORDED_FOR:
        return [WORDED_FOR[type(event)](event, each) for each in readers]
    found = WORDED_BY[type(event)](event)
    return [found] if isinstance(found, Draft) else list(found)


def draft_for(event: Event, kind: LetterKind, person_id: PersonId) -> Draft | None:
    """The letter of this kind that an event asks for to one person, if it asks for any."""
    found = drafts_of(event, readers=(person_id,))
    return next((draft for draft in found if (draft.kind, draft.person_id) == (kind, person_id)), None)
