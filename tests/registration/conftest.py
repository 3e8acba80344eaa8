from base64 import b64encode

import pytest
from pydantic import SecretStr

from cityteams_registration.app import build
from cityteams_registration.settings import Settings

KEY = b64encode(bytes(range(32))).decode()


@pytest.fixture
def fresh(new_store, migrated):
    """Makes registration with an empty, migrated store and without a broker, each time it is called."""
    return lambda: migrated(build(Settings(store_url=new_store(), contact_key=SecretStr(KEY), log_format="json")))


@pytest.fixture
def service(fresh):
    """Registration as `fresh` makes it."""
    return fresh()
