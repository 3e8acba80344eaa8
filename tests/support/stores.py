"""Empty databases of each kind that a service runs on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.postgres import Postgres

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@contextmanager
def empty_stores(database: str, new_folder: Callable[[], Path]) -> Iterator[Callable[[], str]]:
    """Gives the address of an empty database, each time what it gives is called."""
    if database == "postgres":
        with Postgres() as server:
            yield server.new_database
    else:
        yield lambda: f"sqlite:///{new_folder()}/store.db"
