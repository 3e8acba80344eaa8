"""What each event does to the store, live and in a replay."""

from cityteams_events.fold.agenda import AGENDA
from cityteams_events.fold.attendance import ATTENDANCE
from cityteams_events.fold.meetings import MEETINGS_FOLD
from cityteams_events.fold.planning import PLANNING
from cityteams_events.fold.reminders import REMINDERS

FOLD = (*AGENDA, *PLANNING, *ATTENDANCE, *MEETINGS_FOLD, *REMINDERS)
