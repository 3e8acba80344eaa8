"""A portal over a fresh store, empty or with a small season in it."""

from contextlib import ExitStack

import pytest

from tests.portal.desk import Desk
from tests.portal.story import season


@pytest.fixture(scope="module")
def new_store(tmp_path_factory):
    """Gives the address of an empty database, each time it is called; some modules ask for more kinds."""
    return lambda: f"sqlite:///{tmp_path_factory.mktemp('portal')}/portal.db"


@pytest.fixture
def new_desk(new_store):
    """Gives an empty portal, each time it is called."""
    with ExitStack() as stack:

        def make(**change) -> Desk:
            made = Desk.over(new_store(), **change)
            stack.callback(made.service.store.close)
            return made

        yield make


@pytest.fixture
def desk(new_desk):
    """An empty portal."""
    return new_desk()


@pytest.fixture
def busy(desk):
    """A portal that heard a small season."""
    desk.hear(*season())
    return desk
