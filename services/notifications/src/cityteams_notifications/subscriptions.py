"""The table: which durable hears whom, and the function that handles it."""

from cityteams_chassis import hear
from cityteams_contracts.clusters import (
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    InvitationAnswered,
    MemberInvited,
)
from cityteams_contracts.events import AgendaReleased, SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.registration import WorksheetAccepted, WorksheetSubmitted, WorksheetWithdrawn
from cityteams_notifications import handlers

REACTIONS = (
    hear(
        "notifications-follow-worksheets",
        "registration",
        "worksheet",
        {
            WorksheetSubmitted: handlers.worksheet_submitted,
            WorksheetAccepted: handlers.worksheet_accepted,
            WorksheetWithdrawn: handlers.worksheet_withdrawn,
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
)
