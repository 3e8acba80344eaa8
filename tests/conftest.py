from contextlib import ExitStack

import pytest

from tests.support.stores import DATABASES, empty_stores


@pytest.fixture(scope="module", params=DATABASES)
def database(request):
    """The kind of database; a folder that does not ask for both says which."""
    return request.param


@pytest.fixture(scope="module")
def new_store(database, tmp_path_factory):
    """Gives the address of an empty database, each time it is called."""
    with empty_stores(database, lambda: tmp_path_factory.mktemp("stores")) as new:
        yield new


@pytest.fixture
def migrated():
    """Migrates the store of a service that needs no broker, and closes it in the end."""
    with ExitStack() as stack:

        def migrate(service):
            service.store.migrate()
            stack.callback(service.store.close)
            return service

        yield migrate


@pytest.fixture
def desk(new_desk):
    """One desk of the folder, with an empty store."""
    return new_desk()


@pytest.fixture(scope="session")
def seasons(tmp_path_factory):
    """The sample season on each database, played once for all journeys and faults that only look at it."""
    from tests.support.season import Seasons  # only those who ask for a season load the whole house

    found = Seasons(tmp_path_factory.mktemp("seasons"))
    yield found
    found.close()


@pytest.fixture(scope="session", params=DATABASES)
def season(request, seasons):
    """A season that was played to its end."""
    return seasons.of(request.param)
