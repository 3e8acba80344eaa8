"""What each heard event does to the portal's copy; every row is written by the events of one aggregate only."""

from cityteams_portal.fold.alliances import ALLIANCES
from cityteams_portal.fold.attendance import ATTENDANCE
from cityteams_portal.fold.calendars import CALENDARS
from cityteams_portal.fold.delivery import DELIVERY
from cityteams_portal.fold.formation import FORMATION
from cityteams_portal.fold.house import HOUSE
from cityteams_portal.fold.kpis import KPIS
from cityteams_portal.fold.life import LIFE
from cityteams_portal.fold.mailings import MAILINGS
from cityteams_portal.fold.meetings import MEETINGS_FOLD
from cityteams_portal.fold.partners import PARTNERS
from cityteams_portal.fold.planning import PLANNING
from cityteams_portal.fold.preferences import PREFERENCES
from cityteams_portal.fold.webhooks import WEBHOOKS

FOLD = (
    *HOUSE,
    *LIFE,
    *ALLIANCES,
    *FORMATION,
    *PARTNERS,
    *KPIS,
    *PLANNING,
    *ATTENDANCE,
    *MEETINGS_FOLD,
    *CALENDARS,
    *DELIVERY,
    *PREFERENCES,
    *MAILINGS,
    *WEBHOOKS,
)
