"""What the events of a gathering do to its calendar."""

from cityteams_chassis import folds
from cityteams_contracts.events import (
    AgendaReleased,
    GatheringAnnounced,
    GatheringCancelled,
    GatheringChanged,
    GatheringSlipped,
    SessionsDelayed,
)
from cityteams_portal.domain.calendars import following
from cityteams_portal.store.calendars import BOOKS

CALENDARS = (
    folds(GatheringAnnounced, BOOKS, by="gathering_id", apply=following.planned),
    folds(GatheringChanged, BOOKS, by="gathering_id", apply=following.planned),
    folds(GatheringSlipped, BOOKS, by="gathering_id", apply=following.slipped),
    folds(GatheringCancelled, BOOKS, by="gathering_id", apply=following.called_off),
    folds(AgendaReleased, BOOKS, by="gathering_id", apply=following.released),
    folds(SessionsDelayed, BOOKS, by="gathering_id", apply=following.delayed),
)
