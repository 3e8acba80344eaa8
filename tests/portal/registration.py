"""Registration behind the portal: its real private desk on a store of its own, without a broker, on a clock to move."""

from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel

from cityteams_chassis import Service
from cityteams_contracts.registration import SIGN_IN_LINK, LinkSignIn, SignInLinkAsked
from cityteams_registration.desk.requests import requests
from cityteams_registration.desk.vault import Vault
from tests.support.desk import TwiceDesk


class Registration:
    """Answers what the portal asks privately; `letters` opens the letters with links that it has asked for."""

    def __init__(self, service: Service) -> None:
        self.service, self.ahead = service, timedelta()
        self.answers = {each.subject: each for each in requests(Vault(bytes(range(32))), self.clock)}
        self.asked: list[tuple[str, BaseModel]] = []

    def clock(self) -> datetime:
        """Registration's own time."""
        return datetime.now(UTC) + self.ahead

    async def request(self, subject: str, question: BaseModel, _response: object, timeout: float = 2.0) -> Any:  # noqa: ASYNC109
        """As `Service.request` does it over the broker."""
        self.asked.append((subject, question))
        return await self.answers[subject].handler(question, self.service)

    def said(self, kind: type) -> list[Any]:
        """The events of a kind that registration has said."""
        return [event for event in TwiceDesk(self.service).said() if isinstance(event, kind)]

    async def tokens(self) -> list[str | None]:
        """The token of each letter with a link, made now, as notifications would have it made."""
        found = [LinkSignIn(sign_in_id=event.sign_in_id) for event in self.said(SignInLinkAsked)]
        return [(await self.answers[SIGN_IN_LINK].handler(each, self.service)).token for each in found]
