import pytest

from tests.support.stores import DATABASES


@pytest.fixture(scope="module", params=DATABASES)
def database(request):
    """Lives are kept, found and read on both kinds."""
    return request.param
