"""The portal and the real registration in one process, without a bus: private questions and commands go across."""

import asyncio
from base64 import b64encode
from contextlib import asynccontextmanager

import httpx
from pydantic import SecretStr, ValidationError

from cityteams_chassis import Service, Transient
from cityteams_contracts import CONTACT_GIVE, Rejected
from cityteams_contracts.registration import ContactGiven, GiveContact
from cityteams_registration import tables as registration_tables
from cityteams_registration.app import build as build_registration
from cityteams_registration.seasons.files import read_seasons
from cityteams_registration.seasons.opening import take_up
from cityteams_registration.settings import Settings as RegistrationSettings
from tests.portal.desk import Desk
from tests.portal.story import NOON
from tests.support.desk import TwiceDesk

KEY = b64encode(bytes(range(32))).decode()


class Registration(TwiceDesk):
    """Registration's side."""

    noon = NOON
    state = (registration_tables.worksheets,)


def registration_at(url: str) -> Service:
    """Registration over an empty store."""
    return build_registration(RegistrationSettings(store_url=url, contact_key=SecretStr(KEY), log_level="error"))


class Pair:
    """`portal` and `registration`; `questions` are the subjects that were asked, in order."""

    def __init__(self, portal: Desk, registration: Service) -> None:
        self.portal, self.registration = portal, Registration(registration)
        self.answers = {each.subject: each for each in registration.requests}
        self.questions: list[str] = []
        self.away = False
        self._sent = self._said = 0
        portal.service.request = self._request  # type: ignore[method-assign]

    async def open_rounds(self) -> None:
        """The shipped rule files hold."""
        await take_up(self.registration.service, read_seasons())
        self.deliver()

    async def person(self, name: str, mail: str) -> str:
        """Somebody whom registration knows by a contact."""
        return str((await self._request(CONTACT_GIVE, GiveContact(name=name, mail=mail), ContactGiven)).person_id)

    def browser(self, person_id: str, name: str) -> httpx.AsyncClient:
        """A browser in which this person is signed in."""
        return self.portal.person(person_id, name=name)

    def deliver(self) -> None:
        """What the portal sent reaches registration, and what registration said reaches the portal."""
        commands = self.portal.envelopes(self._sent)
        self._sent += len(commands)
        for envelope in commands:
            self.registration.handle(envelope)
        said = self.registration.envelopes(self._said)
        self._said += len(said)
        for envelope in said:
            if any(
                envelope.subject.startswith(each.filter.removesuffix(">")) for each in self.portal.service.reactions
            ):
                self.portal.handle(envelope)
        if said:
            self.portal.service._committed()

    @asynccontextmanager
    async def delivering(self):
        """Delivers again and again meanwhile."""

        async def work():
            while True:
                self.deliver()
                await asyncio.sleep(0.02)

        task = asyncio.create_task(work())
        try:
            yield self
        finally:
            task.cancel()

    async def _request(self, subject, question, response, timeout=2.0):  # noqa: ASYNC109 - the shape of Service.request
        self.questions.append(subject)
        if self.away:
            raise Transient("nobody answers")
        answer = self.answers[subject]
        try:
            asked = answer.request.model_validate_json(question.model_dump_json())
        except ValidationError as wrong:
            raise Rejected("the-request-is-malformed", str(wrong)) from None
        given = await answer.handler(asked, self.registration.service)
        return response.model_validate_json(given.model_dump_json())
