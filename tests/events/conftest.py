import pytest

from cityteams_events.app import build
from cityteams_events.settings import Settings
from tests.events.desk import Desk


@pytest.fixture
def new_desk(new_store, migrated):
    """Gives a desk with an empty, migrated store and without a broker, each time it is called."""
    return lambda: Desk(migrated(build(Settings(store_url=new_store(), log_format="json"))))
