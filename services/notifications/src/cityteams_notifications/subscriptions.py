"""The table: which durable hears whom, and the function that handles it."""

from cityteams_chassis import hear, obey
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
from cityteams_notifications.handlers import delivery, letters, preferences, webhooks

REACTIONS = (
    hear(
        "notifications-follow-worksheets",
        "registration",
        "worksheet",
        {
            WorksheetSubmitted: letters.queue_letters,
            WorksheetResubmitted: letters.queue_letters,
            SupplementGiven: letters.queue_letters,
            WorksheetReturned: letters.queue_letters,
            WorksheetAccepted: letters.queue_letters,
            WorksheetDeclined: letters.queue_letters,
            FieldsReopened: letters.queue_letters,
            SupplementAsked: letters.queue_letters,
            WorksheetWithdrawn: letters.queue_letters,
        },
    ),
    hear(
        "notifications-follow-people",
        "registration",
        "person",
        {
            CoEditorInvited: letters.queue_letters,
            SignInLinkAsked: letters.queue_letters,
            PersonErased: letters.person_erased,
        },
    ),
    hear(
        "notifications-follow-clusters",
        "clusters",
        "cluster",
        {
            MemberInvited: letters.queue_letters,
            InvitationAnswered: letters.queue_letters,
            ClusterConfirmed: letters.queue_letters,
            ClusterListed: letters.queue_letters,
            ClusterDissolved: letters.queue_letters,
        },
    ),
    hear(
        "notifications-follow-slots",
        "events",
        "slot",
        {
            SlotGiven: letters.queue_letters,
            SlotRefused: letters.queue_letters,
            SlotCancelled: letters.queue_letters,
        },
    ),
    hear(
        "notifications-follow-gatherings",
        "events",
        "gathering",
        {
            AgendaReleased: letters.queue_letters,
            GatheringSlipped: letters.queue_letters,
            GatheringCancelled: letters.queue_letters,
            SessionsDelayed: letters.queue_letters,
        },
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
