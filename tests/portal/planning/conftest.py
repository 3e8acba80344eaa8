"""A portal that heard what the real events service said of a planned gathering."""

import pytest

from cityteams_events.app import build as build_events
from cityteams_events.settings import Settings as EventsSettings
from tests.events.desk import Desk as EventsDesk


@pytest.fixture
def planner(new_store, migrated):
    """The desk of events."""
    return EventsDesk(migrated(build_events(EventsSettings(store_url=new_store(), log_format="json"))))


@pytest.fixture
def follow(desk, planner):
    """Lets the portal hear what events said since the last time."""
    heard = 0

    def hear():
        nonlocal heard
        said = planner.said()[heard:]
        heard += len(said)
        desk.hear(*said)

    return hear
