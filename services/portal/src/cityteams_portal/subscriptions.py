"""What the portal listens to. No event makes it say anything."""

from cityteams_chassis import hear
from cityteams_contracts.registration import PersonErased, RoleGranted, RoleRevoked
from cityteams_portal.handlers import end_sessions

REACTIONS = (
    hear("portal-follow-worksheets", "registration", "worksheet", {}),
    hear(
        "portal-follow-people",
        "registration",
        "person",
        {RoleGranted: end_sessions, RoleRevoked: end_sessions, PersonErased: end_sessions},
    ),
    hear("portal-follow-organisations", "registration", "organisation", {}),
    hear("portal-follow-rounds", "registration", "round", {}),
    hear("portal-follow-registration-answers", "registration", "command", {}),
    hear("portal-follow-clusters", "clusters", "cluster", {}),
    hear("portal-follow-super-clusters", "clusters", "super-cluster", {}),
    hear("portal-follow-introductions", "clusters", "introduction", {}),
    hear("portal-follow-partner-runs", "clusters", "partner-run", {}),
    hear("portal-follow-partner-lists", "clusters", "partner-list", {}),
    hear("portal-follow-texts", "clusters", "text", {}),
    hear("portal-follow-kpis", "clusters", "kpi", {}),
    hear("portal-follow-kpi-sheets", "clusters", "kpi-sheet", {}),
    hear("portal-follow-reporting-calendars", "clusters", "calendar", {}),
    hear("portal-follow-frozen-periods", "clusters", "period", {}),
    hear("portal-follow-benchmarks", "clusters", "benchmark", {}),
    hear("portal-follow-clusters-answers", "clusters", "command", {}),
    hear("portal-follow-gatherings", "events", "gathering", {}),
    hear("portal-follow-slots", "events", "slot", {}),
    hear("portal-follow-sessions", "events", "session", {}),
    hear("portal-follow-booth-requests", "events", "booth-request", {}),
    hear("portal-follow-travel-support", "events", "travel-support", {}),
    hear("portal-follow-aliases", "events", "alias", {}),
    hear("portal-follow-seatings", "events", "seating", {}),
    hear("portal-follow-doors", "events", "door", {}),
    hear("portal-follow-attendees", "events", "attendee", {}),
    hear("portal-follow-meetings", "events", "meeting", {}),
    hear("portal-follow-meeting-plans", "events", "meeting-plan", {}),
    hear("portal-follow-events-answers", "events", "command", {}),
    hear("portal-follow-letters", "notifications", "letter", {}),
    hear("portal-follow-deliveries", "notifications", "delivery", {}),
    hear("portal-follow-recoveries", "notifications", "recovery", {}),
    hear("portal-follow-suppressions", "notifications", "suppression", {}),
    hear("portal-follow-preferences", "notifications", "preference", {}),
    hear("portal-follow-endpoints", "notifications", "endpoint", {}),
    hear("portal-follow-notifications-answers", "notifications", "command", {}),
)
