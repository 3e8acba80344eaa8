"""A portal over a fresh store, empty or with a small season in it."""

import pytest

from cityteams_portal.app import build
from tests.portal.desk import Desk, settings_for
from tests.portal.story import season


@pytest.fixture(scope="module")
def database():
    """The kind of database; some modules ask for both."""
    return "sqlite"


@pytest.fixture
def new_desk(new_store, migrated):
    """Gives an empty portal, each time it is called."""

    def make(**change) -> Desk:
        settings = settings_for(new_store(), **change)
        return Desk(migrated(build(settings)), settings)

    return make


@pytest.fixture
def busy(desk):
    """A portal that heard a small season."""
    desk.hear(*season())
    return desk
