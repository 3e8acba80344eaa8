"""The addresses of attendance: its part of the API, and its pages."""

from cityteams_portal.web.attendance import api, badges, desk, pages
from cityteams_portal.web.attendance.acts import ACTS
from cityteams_portal.web.life.acting import routes_of
from cityteams_portal.web.routing import Routes

_ONE = "/api/v1/seatings/{seating_id}"
ROUTES: Routes = (
    ("GET", "/api/v1/seatings", api.seatings),
    ("GET", _ONE, api.seating),
    ("GET", f"{_ONE}/attendees", api.attendees),
    ("GET", f"{_ONE}/badges", api.badges),
    ("GET", f"{_ONE}/arrivals", api.arrivals),
    ("GET", "/api/v1/seats", api.my_seats),
    *routes_of(ACTS),
    ("GET", "/attend", pages.listed),
    ("GET", "/attend/{seating_id}", pages.one),
    ("POST", "/attend/{seating_id}", pages.act),
    ("GET", "/attend/{seating_id}/desk", desk.desk),
    ("POST", "/attend/{seating_id}/desk", desk.act),
    ("GET", "/attend/{seating_id}/badges.pdf", badges.sheet),
    ("GET", "/attend/{seating_id}/my-badge.pdf", badges.mine),
    ("GET", "/B/{token}", desk.open_badge),
)
