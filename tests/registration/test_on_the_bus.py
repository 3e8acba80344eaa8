import asyncio
from contextlib import asynccontextmanager

import nats
import pytest
from pydantic import SecretStr

from cityteams_chassis.provision import provision
from cityteams_contracts import CONTACT_GIVE, CONTACT_RESOLVE, Rejected
from cityteams_contracts.registration import (
    ContactGiven,
    ContactResolved,
    GiveContact,
    ResolveContact,
    WorksheetSubmitted,
)
from cityteams_contracts.rights import SECRETARIAT
from cityteams_registration.app import build
from cityteams_registration.settings import Settings
from tests.registration.conftest import KEY
from tests.registration.samples import NOON, project, submission
from tests.support.nats import NatsServer

pytestmark = pytest.mark.slow


@asynccontextmanager
async def registration_on(server, folder):
    """Registration at work on a real broker, with its streams provisioned."""
    client = await nats.connect(server.url)
    service = build(
        Settings(nats_url=server.url, store_url=f"sqlite:///{folder}/registration.db", contact_key=SecretStr(KEY))
    )
    await provision(client.jetstream(), service.reactions)
    await service.start()
    try:
        yield service, client
    finally:
        await service.stop()
        await client.close()


async def resolve(service, person_id):
    return await service.request(
        CONTACT_RESOLVE, ResolveContact(person_id=person_id, purpose="worksheet_received"), ContactResolved
    )


async def heard(client, subject):
    """The first event under a subject of registration's stream."""
    async with asyncio.timeout(10):
        subscription = await client.jetstream().subscribe(subject, ordered_consumer=True)
        return await subscription.next_msg(timeout=10)


async def test_a_contact_crosses_the_bus_and_stays_in_no_file_of_it(tmp_path):
    server = NatsServer().start()
    try:
        async with registration_on(server, tmp_path) as (service, client):
            given = await service.request(
                CONTACT_GIVE, GiveContact(name="Canary Finch", mail="canary@example.org"), ContactGiven
            )
            await service.send([("c1", submission(of=project(officials=(given.person_id,))))], NOON, SECRETARIAT)
            message = await heard(client, WorksheetSubmitted.listen())
            assert WorksheetSubmitted.model_validate_json(message.data).project.officials == (given.person_id,)
            assert (await resolve(service, given.person_id)).mail == "canary@example.org"
        files = [
            path.read_bytes() for folder in (server.folder, tmp_path) for path in folder.rglob("*") if path.is_file()
        ]
        assert any(given.person_id.encode() in content for content in files), "the search is blind"
        assert not [word for word in (b"Canary", b"canary@") if any(word in content for content in files)]
    finally:
        server.stop()


async def test_a_bad_mail_is_refused_across_the_bus_by_its_field(tmp_path):
    server = NatsServer().start()
    try:
        async with registration_on(server, tmp_path) as (service, _):
            with pytest.raises(Rejected) as refused:
                await service.request(CONTACT_GIVE, GiveContact(name="Ada", mail="ada at home"), ContactGiven)
            assert (refused.value.code, refused.value.field) == ("a-mail-address-is-needed", "mail")
    finally:
        server.stop()
