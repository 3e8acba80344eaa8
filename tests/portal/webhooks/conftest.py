import pytest

from tests.portal.webhooks.post import House


@pytest.fixture
def house(desk, empty_store):
    """A portal before a real notifications."""
    made = House(desk, empty_store())
    yield made
    made.close()
