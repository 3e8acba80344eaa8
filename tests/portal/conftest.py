"""A portal over a fresh store, empty or with a small season in it."""

from base64 import b64encode

import pytest
from pydantic import SecretStr

from cityteams_portal.app import build
from cityteams_registration.app import build as build_registration
from cityteams_registration.settings import Settings as RegistrationSettings
from tests.portal.desk import Desk, settings_for
from tests.portal.registration import Registration
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


@pytest.fixture
def registration(desk, new_store, migrated):
    """Registration's private desk, asked by the portal of `desk`."""
    key = SecretStr(b64encode(bytes(range(32))).decode())
    found = Registration(
        migrated(build_registration(RegistrationSettings(store_url=new_store(), contact_key=key, log_level="error")))
    )
    desk.service.request = found.request
    return found
