from base64 import b64encode
from contextlib import ExitStack

import pytest
from pydantic import SecretStr

from cityteams_registration.app import build
from cityteams_registration.settings import Settings
from tests.support.postgres import Postgres

KEY = b64encode(bytes(range(32))).decode()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_store(request, tmp_path_factory):
    """Gives the address of an empty database, each time it is called."""
    with ExitStack() as stack:
        if request.param == "postgres":
            yield stack.enter_context(Postgres()).new_database
        else:
            yield lambda: f"sqlite:///{tmp_path_factory.mktemp('registration')}/registration.db"


@pytest.fixture
def fresh(new_store):
    """Makes registration with an empty, migrated store and without a broker, each time it is called."""
    with ExitStack() as stack:

        def make():
            made = build(Settings(store_url=new_store(), contact_key=SecretStr(KEY), log_format="json"))
            made.store.migrate()
            stack.callback(made.store.close)
            return made

        yield make


@pytest.fixture
def service(fresh):
    """Registration as `fresh` makes it."""
    return fresh()
