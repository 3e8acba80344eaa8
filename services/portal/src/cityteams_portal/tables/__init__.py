"""The portal's tables: its own copy of what it heard. Deleting them all and replaying gives them back."""

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
from cityteams_portal.tables.base import books, metadata
from cityteams_portal.tables.life import asked_people, cluster_lives, happened
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

__all__ = [
    "alliances",
    "answers",
    "asked_people",
    "books",
    "cluster_lives",
    "clusters",
    "consents",
    "gatherings",
    "handovers",
    "happened",
    "histories",
    "invitations",
    "letters",
    "metadata",
    "organisations",
    "questions",
    "rounds",
    "sessions",
    "slots",
    "super_clusters",
    "versions",
    "words",
    "worksheets",
]
