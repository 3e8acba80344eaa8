import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from time import sleep
from typing import Any

import httpx
import pytest

from cityteams_chassis.health import health_app
from cityteams_cli.sink import Sink, listen
from cityteams_notifications.mail import ServerAway
from cityteams_notifications.postman import utc_now
from cityteams_notifications.settings import Settings
from cityteams_notifications.standstill import Standstill
from tests.notifications.postal import CUT, Office

SHORT = timedelta(milliseconds=60)
NO_SERVER = "no letter can be sent: the mail server gives no answer"
NO_CONTACTS = "no letter can be sent: nobody answers"


@pytest.fixture
def new_office(new_desk):
    """Gives an office with two letters whose postman raises the alarm after so long."""

    def make(alarm=SHORT):
        office: Any = Office(new_desk(mail_alarm=alarm))
        office.clock = utc_now
        office.queue(2)
        return office

    return make


@asynccontextmanager
async def at_work(office, *mailers):
    """The postman's loop, stopped in the end."""
    working = asyncio.create_task(office.postman(*mailers).work())
    try:
        yield working
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


async def until(found):
    """Waits until it is so."""
    async with asyncio.timeout(10):
        while not found():  # noqa: ASYNC110 - what is awaited is told nowhere
            await asyncio.sleep(0.01)


async def ready(service):
    """What the orchestrator is answered."""
    for consumer in service.consumers:
        consumer.wrong = ""
    app = health_app(service.name, {"consumers": service._consumer_check}, service.metrics)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://post") as web:
        answer = await web.get("/health/ready")
    return answer.status_code, answer.json()["wrong"]


async def test_a_short_standstill_is_told_to_nobody():
    troubles: dict[str, str] = {}
    standstill = Standstill(troubles, SHORT)
    for _ in range(2):
        standstill.goes_on("the mail server gives no answer")
        assert troubles == {}
        standstill.ends()
        await asyncio.sleep(0.08)
    assert troubles == {}


async def test_a_long_standstill_is_told_with_its_latest_reason_until_it_ends():
    troubles: dict[str, str] = {}
    standstill = Standstill(troubles, SHORT)
    standstill.goes_on("first")
    standstill.goes_on("second")
    await until(lambda: troubles)
    assert troubles == {"postman": "no letter can be sent: second"}
    standstill.goes_on("third")
    assert troubles == {"postman": "no letter can be sent: third"}
    standstill.ends()
    assert troubles == {}


async def test_tries_in_vain_do_not_put_the_alarm_off():
    troubles: dict[str, str] = {}
    standstill = Standstill(troubles, SHORT)
    for _ in range(20):
        standstill.goes_on("nobody answers")
        await asyncio.sleep(0.01)
    assert troubles
    standstill.ends()


def test_the_alarm_is_raised_after_a_minute():
    assert Settings.model_fields["mail_alarm"].default == timedelta(minutes=1)


async def test_readiness_names_the_mail_server_until_letters_go_out_again(new_office, tmp_path):
    office = new_office()
    service = office.desk.service
    async with at_work(office):
        await until(lambda: service.troubles)
        assert await ready(service) == (503, {"consumers": NO_SERVER})
        async with await listen(Sink(tmp_path), service.settings.smtp_port):
            await until(lambda: set(office.outcomes().values()) == {"sent"})
            await until(lambda: not service.troubles)
            assert await ready(service) == (200, {})


async def test_readiness_names_registration_when_nobody_says_whom_to_write_to(new_office, tmp_path):
    office = new_office()
    office.registration.away = True
    async with at_work(office), await listen(Sink(tmp_path), office.desk.service.settings.smtp_port):
        await until(lambda: office.desk.service.troubles)
        assert await ready(office.desk.service) == (503, {"consumers": NO_CONTACTS})
        office.registration.away = False
        await until(lambda: not office.desk.service.troubles)


async def test_a_mail_server_that_is_away_for_less_than_the_alarm_leaves_the_service_ready(new_office, tmp_path):
    office = new_office(timedelta(minutes=1))
    async with at_work(office):
        await asyncio.sleep(0.3)
        assert await ready(office.desk.service) == (200, {})
        async with await listen(Sink(tmp_path), office.desk.service.settings.smtp_port):
            await until(lambda: set(office.outcomes().values()) == {"sent"})


async def test_one_letter_that_goes_out_ends_the_standstill_even_when_the_next_does_not(new_office):
    class OneByOne:
        """Takes a mail, then is away, and so on."""

        def __init__(self):
            self.script = [CUT, "", CUT]

        async def send(self, mail):
            if self.script.pop(0):
                raise ServerAway

        async def close(self):
            """There is nothing to close."""

    office = new_office(timedelta(minutes=1))
    postman = office.postman(OneByOne())
    alarms = []
    for _ in range(2):
        turn = asyncio.create_task(postman._turn(0))
        await until(turn.done)
        alarms.append(postman._standstill._alarm)
    assert sorted(office.outcomes().values()) == ["queued", "sent"]
    first, second = alarms
    assert first.cancelled()
    assert not second.cancelled()
    postman._standstill.ends()


async def test_a_postman_that_stops_takes_its_trouble_with_it(new_office):
    office = new_office()
    async with at_work(office):
        await until(lambda: office.desk.service.troubles)
    assert office.desk.service.troubles == {}


async def test_a_postman_stopped_amid_its_election_lets_go_only_when_that_is_over(new_office, monkeypatch):
    seen = []

    class Slow:
        """Takes its time, as a database does."""

        def __init__(self, *_):
            seen.append("stands")

        def holds(self):
            seen.append("asks")
            sleep(0.1)
            seen.append("is elected")
            return True

        def release(self):
            seen.append("lets go")

    monkeypatch.setattr("cityteams_notifications.postman.Election", Slow)
    async with at_work(new_office()):
        await until(lambda: "asks" in seen)
    assert seen == ["stands", "asks", "is elected", "lets go"]


async def test_a_postman_that_is_stopped_while_it_says_goodbye_to_the_server_stops(new_office):
    class Deaf:
        """Says goodbye so slowly that it misses being stopped, as the SMTP client may."""

        goodbyes = 0

        async def send(self, mail):
            """It is taken."""

        async def close(self):
            self.goodbyes += 1
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(0.05)

    deaf = Deaf()
    async with asyncio.timeout(3) as most, at_work(new_office(), deaf):
        await until(lambda: deaf.goodbyes)
    assert not most.expired()
