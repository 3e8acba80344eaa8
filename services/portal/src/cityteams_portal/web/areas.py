"""The addresses of all areas that have a folder of their own."""

from cityteams_portal.web.alliances import routes as alliances
from cityteams_portal.web.attendance import routes as attendance
from cityteams_portal.web.calendars import routes as calendars
from cityteams_portal.web.delivery import routes as delivery
from cityteams_portal.web.formation import routes as formation
from cityteams_portal.web.kpis import routes as kpis
from cityteams_portal.web.life import routes as life
from cityteams_portal.web.mailings import routes as mailings
from cityteams_portal.web.meetings import routes as meetings
from cityteams_portal.web.partners import routes as partners
from cityteams_portal.web.planning import routes as planning
from cityteams_portal.web.preferences import routes as preferences
from cityteams_portal.web.routing import Routes
from cityteams_portal.web.webhooks import routes as webhooks

AREA_ROUTES: Routes = (
    *life.ROUTES,
    *alliances.ROUTES,
    *formation.ROUTES,
    *partners.ROUTES,
    *kpis.ROUTES,
    *planning.ROUTES,
    *attendance.ROUTES,
    *meetings.ROUTES,
    *calendars.ROUTES,
    *delivery.ROUTES,
    *preferences.ROUTES,
    *mailings.ROUTES,
    *webhooks.ROUTES,
)
