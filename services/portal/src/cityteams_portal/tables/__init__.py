"""The portal's tables: its own copy of what it heard. Deleting them all and replaying gives them back."""

from cityteams_portal.tables import kpis as kpis
from cityteams_portal.tables.agenda import (
    answers,
    clusters,
    gatherings,
    invitations,
    letters,
    slots,
    super_clusters,
)
from cityteams_portal.tables.alliances import alliances
from cityteams_portal.tables.attendance import arrivals, meeting_plans, meetings, seatings, seats
from cityteams_portal.tables.base import books, metadata
from cityteams_portal.tables.delivery import deliveries, delivery_lines, suppressions
from cityteams_portal.tables.formation import formation_proposals, formation_questions, formation_runs
from cityteams_portal.tables.life import asked_people, cluster_lives, happened
from cityteams_portal.tables.mailing import mailing_parts, mailings
from cityteams_portal.tables.partners import introductions, partner_lists, partner_matchings, partner_runs, text_hints
from cityteams_portal.tables.registration import (
    consents,
    histories,
    organisations,
    questions,
    rounds,
    versions,
    words,
    worksheets,
)
from cityteams_portal.tables.sessions import handovers, sessions
from cityteams_portal.tables.webhooks import endpoints, feed, feed_head, feed_places, sendings

__all__ = [
    "alliances",
    "answers",
    "arrivals",
    "asked_people",
    "books",
    "cluster_lives",
    "clusters",
    "consents",
    "deliveries",
    "delivery_lines",
    "endpoints",
    "feed",
    "feed_head",
    "feed_places",
    "formation_proposals",
    "formation_questions",
    "formation_runs",
    "gatherings",
    "handovers",
    "happened",
    "histories",
    "introductions",
    "invitations",
    "letters",
    "mailing_parts",
    "mailings",
    "meeting_plans",
    "meetings",
    "metadata",
    "organisations",
    "partner_lists",
    "partner_matchings",
    "partner_runs",
    "questions",
    "rounds",
    "seatings",
    "seats",
    "sendings",
    "sessions",
    "slots",
    "super_clusters",
    "suppressions",
    "text_hints",
    "versions",
    "words",
    "worksheets",
]
