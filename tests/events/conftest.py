from contextlib import ExitStack

import pytest

from cityteams_events.app import build
from cityteams_events.settings import Settings
from tests.events.desk import Desk
from tests.support.postgres import Postgres


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_store(request, tmp_path_factory):
    """Gives the address of an empty database, each time it is called."""
    with ExitStack() as stack:
        if request.param == "postgres":
            yield stack.enter_context(Postgres()).new_database
        else:
            yield lambda: f"sqlite:///{tmp_path_factory.mktemp('events')}/events.db"


@pytest.fixture
def new_desk(new_store):
    """Gives a desk with an empty, migrated store and without a broker, each time it is called."""
    with ExitStack() as stack:

        def make():
            service = build(Settings(store_url=new_store(), log_format="json"))
            service.store.migrate()
            stack.callback(service.store.close)
            return Desk(service)

        yield make


@pytest.fixture
def desk(new_desk):
    """One such desk."""
    return new_desk()
