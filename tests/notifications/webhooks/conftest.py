import pytest

from tests.notifications.webhooks.courting import DELAYS, KEY, Yard


@pytest.fixture
async def yard(new_desk):
    """Gives endpoints that may be at these places of this machine, each time it is called."""
    made = list[Yard]()

    def make(*places: str, delays=DELAYS, **told) -> Yard:
        desk = new_desk(endpoint_key=KEY, webhook_delays=delays, webhook_allowed=places)
        made.append(Yard(desk, *places, **told))
        return made[-1]

    yield make
    for each in made:
        await each.close()
