"""The table: which durable hears whom, and the function that handles it."""

from cityteams_chassis import hear, obey
from cityteams_contracts.clusters import (
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    InvitationAnswered,
    MemberInvited,
)
from cityteams_contracts.events import AgendaReleased, SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.notifications import LiftSuppression, RetryDeliveries, Unsubscribe
from cityteams_contracts.registration import (
    CoEditorInvited,
    FieldsReopened,
    PersonErased,
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
from cityteams_notifications.handlers import delivery, preferences
from cityteams_notifications.handlers import letters as handlers

REACTIONS = (
    hear(
        "notifications-follow-worksheets",
        "registration",
        "worksheet",
        {
            WorksheetSubmitted: handlers.worksheet_handed_in,
            WorksheetResubmitted: handlers.worksheet_handed_in,
            SupplementGiven: handlers.worksheet_handed_in,
            WorksheetReturned: handlers.worksheet_returned,
            WorksheetAccepted: handlers.worksheet_accepted,
            WorksheetDeclined: handlers.worksheet_declined,
            FieldsReopened: handlers.fields_reopened,
            SupplementAsked: handlers.supplement_asked,
            WorksheetWithdrawn: handlers.worksheet_withdrawn,
        },
    ),
    hear(
        "notifications-follow-people",
        "registration",
        "person",
        {
            CoEditorInvited: handlers.co_editor_invited,
            SignInLinkAsked: handlers.sign_in_link_asked,
            PersonErased: handlers.person_erased,
        },
    ),
    hear(
        "notifications-follow-clusters",
        "clusters",
        "cluster",
        {
            MemberInvited: handlers.member_invited,
            InvitationAnswered: handlers.invitation_answered,
            ClusterConfirmed: handlers.cluster_confirmed,
            ClusterListed: handlers.cluster_listed,
            ClusterDissolved: handlers.cluster_dissolved,
        },
    ),
    hear(
        "notifications-follow-slots",
        "events",
        "slot",
        {
            SlotGiven: handlers.slot_given,
            SlotRefused: handlers.slot_refused,
            SlotCancelled: handlers.slot_cancelled,
        },
    ),
    hear(
        "notifications-follow-gatherings",
        "events",
        "gathering",
        {AgendaReleased: handlers.agenda_released},
    ),
    obey(
        "notifications-obey-commands",
        "notifications",
        {
            RetryDeliveries: delivery.retry_deliveries,
            LiftSuppression: delivery.lift_suppression,
            Unsubscribe: preferences.unsubscribe,
        },
    ),
)
