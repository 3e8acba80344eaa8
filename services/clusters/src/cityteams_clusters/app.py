"""Puts clusters together."""

from cityteams_chassis import Service
from cityteams_clusters import tables
from cityteams_clusters.fold import FOLD
from cityteams_clusters.forming.loop import form_teams
from cityteams_clusters.lapsing import keep_invitations
from cityteams_clusters.partners.loop import match_partners
from cityteams_clusters.reminding import remind_of_kpis
from cityteams_clusters.settings import Settings
from cityteams_clusters.subscriptions import REACTIONS
from cityteams_clusters.texts.reading import Reading
from cityteams_clusters.timers import end_silent_introductions


def build(settings: Settings | None = None) -> Service:
    """The service with its consumers; raises when a setting is missing or malformed."""
    settings = settings or Settings()  # type: ignore[call-arg]  # the environment gives the rest
    reading = Reading(settings.text_model)
    loops = (form_teams, match_partners, end_silent_introductions, keep_invitations, remind_of_kpis, reading.read_texts)
    return Service("clusters", settings, metadata=tables.metadata, reactions=REACTIONS, fold=FOLD, loops=loops)
