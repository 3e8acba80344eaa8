from contextlib import ExitStack
from datetime import timedelta

import pytest

from cityteams_notifications.app import build
from cityteams_notifications.settings import Settings
from tests.notifications.desk import Desk
from tests.support.nats import free_port
from tests.support.postgres import Postgres

SOON = (timedelta(milliseconds=20), timedelta(milliseconds=40))


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_store(request, tmp_path_factory):
    """Gives the address of an empty database, each time it is called."""
    with ExitStack() as stack:
        if request.param == "postgres":
            yield stack.enter_context(Postgres()).new_database
        else:
            yield lambda: f"sqlite:///{tmp_path_factory.mktemp('notifications')}/notifications.db"


@pytest.fixture
def new_desk(new_store):
    """Gives a desk with an empty, migrated store and without a broker, each time it is called."""
    with ExitStack() as stack:

        def make(**told: object) -> Desk:
            known = {"store_url": new_store(), "log_format": "json", "log_level": "error", "mail_delays": SOON}
            service = build(Settings(**(known | {"smtp_port": free_port()} | told)))
            service.store.migrate()
            stack.callback(service.store.close)
            return Desk(service)

        yield make


@pytest.fixture
def desk(new_desk):
    """One such desk."""
    return new_desk()
