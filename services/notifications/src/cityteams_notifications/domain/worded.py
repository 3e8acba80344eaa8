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
    ClusterListed,
    InvitationAnswered,
    MemberInvited,
)
from cityteams_contracts.events import (
    AgendaReleased,
    GatheringCancelled,
    GatheringSlipped,
    SessionsDelayed,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.registration import (
    CoEditorInvited,
    FieldsReopened,
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
from cityteams_notifications.domain import wording, wording_agenda, wording_review
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
    WorksheetAccepted: wording.worksheet_accepted,
    WorksheetWithdrawn: wording.worksheet_withdrawn,
    SignInLinkAsked: sign_in_link,
    MemberInvited: wording.member_invited,
    InvitationAnswered: wording.invitation_answered,
    ClusterConfirmed: wording.cluster_confirmed,
    ClusterListed: wording.cluster_listed,
    ClusterDissolved: wording.cluster_dissolved,
    SlotGiven: wording_agenda.slot_given,
    SlotRefused: wording.slot_refused,
    SlotCancelled: wording.slot_cancelled,
    AgendaReleased: wording_agenda.agenda_released,
    GatheringSlipped: wording_agenda.gathering_slipped,
    GatheringCancelled: wording_agenda.gathering_cancelled,
    SessionsDelayed: wording_agenda.sessions_delayed,
}


def drafts_of(event: Event) -> list[Draft]:
    """The letters that an event asks for."""
    found = WORDED_BY[type(event)](event)
    return [found] if isinstance(found, Draft) else list(found)
