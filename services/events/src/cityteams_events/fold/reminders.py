"""What the events of a gathering do to its reminders."""

from cityteams_chassis import folds
from cityteams_contracts.events import (
    DeadlineExtended,
    DeadlineNear,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
    ReminderDue,
)
from cityteams_events.domain.reminders import Reminders
from cityteams_events.store.reminders import REMINDERS as SHELF

REMINDERS = (
    folds(GatheringAnnounced, SHELF, by="gathering_id", apply=Reminders.planned),
    folds(GatheringChanged, SHELF, by="gathering_id", apply=Reminders.planned),
    folds(GatheringSlipped, SHELF, by="gathering_id", apply=Reminders.slipped),
    folds(GatheringCancelled, SHELF, by="gathering_id", apply=Reminders.cancelled),
    folds(ReminderDue, SHELF, by="gathering_id", apply=Reminders.said),
    folds(DeadlineNear, SHELF, by="gathering_id", apply=Reminders.said),
    folds(DeadlineExtended, SHELF, by="gathering_id", apply=Reminders.said),
)
