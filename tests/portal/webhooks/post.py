"""Notifications behind the portal: its real private desk and its real handlers, without a broker between them."""

from base64 import b64encode
from typing import Any

from pydantic import BaseModel

from cityteams_contracts.registration import (
    Organisation,
    OrganisationRegistered,
    PersonNamed,
    PersonRole,
)
from cityteams_contracts.values import OrganisationKind
from cityteams_notifications.app import build
from cityteams_notifications.settings import Settings
from tests.notifications.desk import Desk as NotificationsDesk
from tests.portal.desk import Desk
from tests.portal.story import NOON

KEY = b64encode(bytes(32)).decode()
CITY, MEMBER = "o-city", "p-member"
URL = "https://hooks.example.org/cityteams?token=canary-in-the-url"


class House:
    """A portal and notifications; `carry` takes what the portal sent over, and the answers back."""

    def __init__(self, desk: Desk, store_url: str) -> None:
        self.portal = desk
        self.post = NotificationsDesk(build(Settings(store_url=store_url, endpoint_key=KEY, log_level="error")))
        self.post.service.store.migrate()
        self.answers = {each.subject: each for each in self.post.service.requests}
        desk.service.request = self._request  # type: ignore[method-assign]
        self._carried = self._answered = 0
        city = Organisation(name="Ann Arbor", kind=OrganisationKind.MUNICIPALITY)
        for each in (
            OrganisationRegistered(organisation_id=CITY, organisation=city, registered_at=NOON),
            PersonNamed(organisation_id=CITY, person_id=MEMBER, role=PersonRole.CITY_OFFICIAL),
        ):
            desk.hear(each)
            self.post.hear(each)

    async def _request(self, subject: str, question: BaseModel, _response: object, timeout: float = 2.0) -> Any:  # noqa: ASYNC109
        return await self.answers[subject].handler(question, self.post.service)

    def carry(self) -> None:
        """Commands go over as the bus brings them; what is said comes back to the portal's copy."""
        for envelope in self.portal.envelopes(self._carried):
            self.post.handle(envelope)
        self._carried = self.portal.posted()
        for envelope in self.post.envelopes(self._answered):
            if envelope.kind.split(".")[3] in ("endpoint", "delivery", "command"):
                assert [each.kind for each in self.portal.handle(envelope)] == ["done"]
        self._answered = self.post.posted()
        self.portal.service._committed()

    def close(self) -> None:
        self.post.service.store.close()
