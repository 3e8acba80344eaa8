"""Five hundred people act at once on two replicas over one PostgreSQL: no seat is given twice, first come is first."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from random import Random

import nats
import pytest
from nats.js.api import ConsumerConfig, DeliverPolicy

from cityteams_chassis.provision import provision
from cityteams_contracts import Command, contract_for
from cityteams_contracts import events as said
from cityteams_contracts.rights import SECRETARIAT
from cityteams_events.app import build
from cityteams_events.settings import Settings
from cityteams_store.envelope import first_stamp, headers_of
from tests.events.attendance.samples import GATHERING, answer, opened
from tests.support.nats import NatsServer
from tests.support.postgres import Postgres

SEATS, PEOPLE, ACTIONS = 40, 150, 500


def actions(seed: int) -> list[Command]:
    """What five hundred people do at once: most want to come, some bring guests, some change their mind."""
    chance = Random(seed)
    found: list[Command] = [answer(f"p-{at}", guests=chance.choice([0, 0, 1])) for at in range(PEOPLE)]
    while len(found) < ACTIONS:
        person = f"p-{chance.randrange(PEOPLE)}"
        wanted = chance.choice(["yes", "yes", "no", "maybe", "confirm"])
        if wanted == "confirm":
            found.append(said.ConfirmSeats(seating_id="jam", person_id=person))
        else:
            found.append(answer(person, wanted, guests=chance.choice([0, 1]) if wanted == "yes" else 0))
    chance.shuffle(found)
    return found


async def send(client, name: str, command: Command) -> None:
    """One person acts."""
    headers = headers_of(command, first_stamp(name, datetime.now(UTC), SECRETARIAT), "test", None)
    await client.jetstream().publish(command.subject, command.model_dump_json().encode(), headers=headers)


async def heard(client, until) -> list[tuple[str, said.EventsRejection | said.SeatGiven]]:
    """Everything that events said, with what caused it, once `until(causes)` holds."""
    config = ConsumerConfig(deliver_policy=DeliverPolicy.ALL)
    told = await client.jetstream().subscribe("cityteams.evt.events.>", ordered_consumer=True, config=config)
    found = []
    while not until({cause for cause, _ in found}):
        message = await told.next_msg(60)
        contract = contract_for(message.subject)
        assert contract is not None
        found.append((message.headers["ce-causationid"], contract.model_validate_json(message.data)))
    return found


def check(found: list) -> Counter:
    """After every event no more seats are taken than there are, and of those who wait the first is served first.

    After everything that one action caused, nobody waits for a seat that is free.
    """
    taken, line, outcome = set(), [], Counter()
    for at, (cause, event) in enumerate(found):
        outcome[type(event).__name__] += 1
        match event:
            case said.SeatGiven():
                assert event.waited or not line
                taken.add(event.seat_id)
            case said.SeatWaitlisted():
                line.append((event.number, event.seat_id))
            case said.SeatOffered():
                assert min(line) == (event.number, event.seat_id)
                line.remove((event.number, event.seat_id))
                taken.add(event.seat_id)
            case said.SeatReleased(was=said.SeatState.WAITING):
                line = [each for each in line if each[1] != event.seat_id]
            case said.SeatReleased():
                taken.remove(event.seat_id)
        assert len(taken) <= SEATS
        if at + 1 == len(found) or found[at + 1][0] != cause:
            assert not line or len(taken) == SEATS
    return outcome


@pytest.mark.slow
async def test_five_hundred_actions_at_once_oversell_nothing_on_two_replicas():
    commands = actions(seed=7)
    names = {f"c-{number:03}" for number in range(len(commands))}
    with ExitStack() as stack:
        server = NatsServer().start()
        stack.callback(server.stop)
        url = stack.enter_context(Postgres()).new_database()
        settings = Settings(store_url=url, nats_url=server.url, health_port=0)
        service = build(settings)
        service.store.migrate()
        service.store.close()
        async with asyncio.timeout(300), await nats.connect(server.url) as client:
            await provision(client.jetstream(), service.reactions)
            replicas = [stack.enter_context(replica(server.url, url)) for _ in range(2)]
            for name, command in (("first", GATHERING), ("second", opened(SEATS, guests_most=1))):
                await send(client, name, command)
                await heard(client, lambda causes, name=name: name in causes)
            crowd = [await nats.connect(server.url) for _ in range(10)]
            await asyncio.gather(*(send(crowd[at % 10], f"c-{at:03}", command) for at, command in enumerate(commands)))
            found = await heard(client, lambda causes: causes >= names)
            assert [each.poll() for each in replicas] == [None, None]
            for each in crowd:
                await each.close()
    outcome = check(found)
    assert outcome["SeatGiven"] >= SEATS
    assert outcome["SeatOffered"] > 0
    assert len({cause for cause, _ in found} & names) == ACTIONS


def replica(nats_url: str, store_url: str) -> subprocess.Popen:
    """One process of the service, ended in the end."""
    told = {"NATS_URL": nats_url, "STORE_URL": store_url, "HEALTH_PORT": "0", "LOG_LEVEL": "error"}
    environment = os.environ | {f"CITYTEAMS_{name}": value for name, value in told.items()}
    return Ending([sys.executable, "-m", "cityteams_events"], env=environment)


class Ending(subprocess.Popen):
    """A process that is ended with the block it belongs to."""

    def __exit__(self, *found: object) -> None:
        self.terminate()
        self.wait(20)
        super().__exit__(*found)
