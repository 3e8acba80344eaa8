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
from cityteams_contracts.notifications import (
    DeleteEndpoint,
    LiftSuppression,
    PauseEndpoint,
    RegisterEndpoint,
    ReplayDeliveries,
    ResumeEndpoint,
    RetryDeliveries,
    ReviseEndpoint,
    RotateSecret,
    TestEndpoint,
    Unsubscribe,
)
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
from cityteams_notifications.handlers import delivery, preferences, webhooks
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
    hear("notifications-follow-organisations", "registration", "organisation", {}),
    hear("notifications-follow-rounds", "registration", "round", {}),
    hear("notifications-follow-super-clusters", "clusters", "super-cluster", {}),
    obey(
        "notifications-obey-commands",
        "notifications",
        {
            RetryDeliveries: delivery.retry_deliveries,
            LiftSuppression: delivery.lift_suppression,
            Unsubscribe: preferences.unsubscribe,
            RegisterEndpoint: webhooks.register_endpoint,
            ReviseEndpoint: webhooks.revise_endpoint,
            RotateSecret: webhooks.rotate_secret,
            PauseEndpoint: webhooks.pause_endpoint,
            ResumeEndpoint: webhooks.resume_endpoint,
            DeleteEndpoint: webhooks.delete_endpoint,
            TestEndpoint: webhooks.test_endpoint,
            ReplayDeliveries: webhooks.replay_deliveries,
        },
    ),
)
