import pytest

from tests.portal.webhooks.post import House


@pytest.fixture
def house(desk, new_store):
    """A portal before a real notifications."""
    made = House(desk, new_store())
    yield made
    made.close()
