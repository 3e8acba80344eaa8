"""Puts events together."""

from cityteams_chassis import Service
from cityteams_events import tables
from cityteams_events.fold import FOLD
from cityteams_events.planner import keep_planning
from cityteams_events.reminding import remind
from cityteams_events.settings import Settings
from cityteams_events.solving import solve_agendas
from cityteams_events.subscriptions import REACTIONS
from cityteams_events.timers import watch_holds

LOOPS = (remind, watch_holds, solve_agendas, keep_planning)


def build(settings: Settings | None = None) -> Service:
    """The service with its consumers; raises when a setting is missing or malformed."""
    known = settings or Settings()  # type: ignore[call-arg]  # the environment gives the rest
    return Service("events", known, metadata=tables.metadata, reactions=REACTIONS, fold=FOLD, loops=LOOPS)
