import pytest

from tests.clusters.kpis.office import Office


@pytest.fixture
def office(new_desk):
    """A service with one listed cluster and a small catalogue."""
    return Office(new_desk())
