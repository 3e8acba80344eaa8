from base64 import b64encode

import pytest
from pydantic import SecretStr

from cityteams_registration.app import build
from cityteams_registration.settings import Settings
from tests.registration.desk import Desk
from tests.registration.samples import SEASONS, opening

KEY = b64encode(bytes(range(32))).decode()


@pytest.fixture
def fresh(new_store, migrated):
    """Makes registration with an empty, migrated store and without a broker, each time it is called."""
    return lambda: migrated(build(Settings(store_url=new_store(), contact_key=SecretStr(KEY), log_format="json")))


@pytest.fixture
def seasoned(fresh):
    """Registration with the shipped rounds open, as its start opens them."""

    def make():
        made = fresh()
        Desk(made).take(*(opening(round_id, of) for round_id, of in SEASONS.items()))
        return made

    return make


@pytest.fixture
def service(seasoned):
    """Registration with the shipped rounds open."""
    return seasoned()
