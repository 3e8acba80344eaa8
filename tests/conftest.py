import pytest


@pytest.fixture(scope="session")
def seasons(tmp_path_factory):
    """The sample season on each database, played once for all journeys and faults that only look at it."""
    from tests.support.season import Seasons  # only those who ask for a season load the whole house

    found = Seasons(tmp_path_factory.mktemp("seasons"))
    yield found
    found.close()


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def season(request, seasons):
    """A season that was played to its end."""
    return seasons.of(request.param)
