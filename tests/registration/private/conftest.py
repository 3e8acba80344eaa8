import pytest

from tests.registration.private.asking import Counter


@pytest.fixture
def counter(service):
    """The private desk of a registration with an empty store."""
    return Counter(service)
