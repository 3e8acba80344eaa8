from datetime import timedelta

import pytest

from cityteams_notifications.app import build
from cityteams_notifications.settings import Settings
from tests.notifications.desk import Desk
from tests.support.nats import free_port

SOON = (timedelta(milliseconds=20), timedelta(milliseconds=40))
ALONE = {"mail_delays": SOON, "mail_connections": 1, "mail_batch": 20}
"""One connection, so that the order of what happens is known."""


@pytest.fixture
def new_desk(new_store, migrated):
    """Gives a desk with an empty, migrated store and without a broker, each time it is called."""

    def make(**told: object) -> Desk:
        known = {
            "store_url": new_store(),
            "log_format": "json",
            "log_level": "error",
            "mail_delays": SOON,
            "mail_connections": 1,
            "mail_batch": 20,
        }
        return Desk(migrated(build(Settings(**(known | {"smtp_port": free_port()} | told)))))

    return make
