"""The addresses of calendars: feeds, the page that lists them, and agendas as files."""

from cityteams_portal.web.calendars import feeds, files, importing, own
from cityteams_portal.web.routing import Routes

_GATHERING = "/gatherings/{gathering_id}"

ROUTES: Routes = (
    ("GET", "/calendar.ics", feeds.programme),
    ("GET", "/calendar/mine/{token}.ics", feeds.mine),
    ("GET", f"{_GATHERING}/calendar.ics", feeds.gathering),
    ("GET", f"{_GATHERING}/tracks/{{track_id}}/calendar.ics", feeds.track),
    ("GET", "/calendars", own.calendars),
    ("POST", "/calendars", own.change_key),
    ("GET", f"{_GATHERING}/schedule.xml", files.frab_xml),
    ("GET", f"{_GATHERING}/schedule.json", files.frab_json),
    ("GET", f"{_GATHERING}/agenda.jsonld", files.linked_data),
    ("GET", f"{_GATHERING}/agenda.csv", files.table_csv),
    ("GET", f"{_GATHERING}/agenda.xlsx", files.table_xlsx),
    ("GET", f"{_GATHERING}/agenda.pdf", files.printed_pdf),
    ("GET", f"{_GATHERING}/print", files.printed_page),
    ("POST", "/api/v1/gatherings/{gathering_id}/sessions/import", importing.import_sessions),
)
