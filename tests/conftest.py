import os
import shutil
from contextlib import ExitStack
from functools import partial
from tempfile import mkdtemp

import pytest

from tests.support.postgres import Postgres
from tests.support.stores import DATABASES, Stores

OF_THE_SEASON = frozenset(
    {"tests/journeys/test_season.py", "tests/journeys/test_rebuild.py", "tests/faults/test_twice_and_swapped.py"}
)
"""Tests that look at the sample season; playing it costs most of a minute."""


def pytest_configure(config):
    """What numba compiles is kept for one run: workers, and the processes that tests start, take it from there."""
    if not hasattr(config, "workerinput") and "NUMBA_CACHE_DIR" not in os.environ:
        os.environ["NUMBA_CACHE_DIR"] = mkdtemp(prefix="cityteams-compiled-")
        config.add_cleanup(partial(shutil.rmtree, os.environ["NUMBA_CACHE_DIR"], ignore_errors=True))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With several workers: a file belongs to one of them, and all that look at a played season to the same."""
    from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

    class Together(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid):
            file = super()._split_scope(nodeid)
            return "season" if file in OF_THE_SEASON else file

    return Together(config, log)


@pytest.fixture(scope="module", params=DATABASES)
def database(request):
    """The kind of database; a folder that does not ask for both says which."""
    return request.param


@pytest.fixture(scope="session")
def postgres_server():
    """One PostgreSQL server for all tests that only need databases of their own."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def stores(request, tmp_path_factory):
    """All stores of this session that only tests of one process use."""
    return Stores(tmp_path_factory.mktemp("stores"), lambda: request.getfixturevalue("postgres_server"))


@pytest.fixture(scope="module")
def new_store(database, stores):
    """Gives the address of a store for `migrated`, each time it is called."""
    return partial(stores.new, database)


@pytest.fixture(scope="module")
def empty_store(database, stores):
    """Gives the address of an empty database, each time it is called."""
    return partial(stores.empty, database)


@pytest.fixture
def migrated(stores):
    """Migrates the store of a service that needs no broker, and closes it in the end."""
    with ExitStack() as stack:

        def migrate(service):
            stack.enter_context(stores.migrated(service))
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
