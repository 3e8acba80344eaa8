"""The topics of letters, which are words of the published language: the portal offers them, too."""

from cityteams_contracts.notifications.topics import (
    GATHERINGS,
    KPIS,
    MAILINGS,
    MANDATORY,
    MEETINGS,
    OF,
    PARTNERS,
    TEAMS,
    TOPICS,
    WORKSHEETS,
    topic_of,
)

__all__ = [
    "GATHERINGS",
    "KPIS",
    "MAILINGS",
    "MANDATORY",
    "MEETINGS",
    "OF",
    "PARTNERS",
    "TEAMS",
    "TOPICS",
    "WORKSHEETS",
    "topic_of",
]
