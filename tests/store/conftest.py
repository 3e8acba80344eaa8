from contextlib import ExitStack

import pytest

from tests.chassis.desk import Desk


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_store(request, tmp_path_factory):
    """Gives the address of an empty database, each time it is called."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_server").new_database
    return lambda: f"sqlite:///{tmp_path_factory.mktemp('store')}/toy.db"


@pytest.fixture
def new_desk(new_store):
    """Gives a toy with an empty store, each time it is called."""
    with ExitStack() as stack:

        def make(url: str = "") -> Desk:
            desk = Desk(url or new_store())
            stack.callback(desk.close)
            return desk

        yield make


@pytest.fixture
def desk(new_desk):
    """One such toy."""
    return new_desk()
