import asyncio
from base64 import b64encode
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import nats
import pytest
from pydantic import SecretStr

from cityteams_chassis.provision import provision
from cityteams_cli.sink import Sink, count, listen
from cityteams_contracts import CONTACT_GIVE
from cityteams_contracts.notifications import LetterSent
from cityteams_contracts.registration import ContactGiven, GiveContact, SubmitWorksheet, WorksheetSubmitted
from cityteams_contracts.rights import SECRETARIAT
from cityteams_notifications.app import build as notifications
from cityteams_notifications.settings import Settings
from cityteams_registration.app import build as registration
from cityteams_registration.settings import Settings as RegistrationSettings
from tests.notifications.samples import NOON, example
from tests.support.nats import NatsServer, free_port

pytestmark = pytest.mark.slow


@asynccontextmanager
async def house(folder, smtp_port):
    """Registration and notifications at work on a real broker; the latter may be stopped and started."""
    server = NatsServer().start()
    client = await nats.connect(server.url)
    key = SecretStr(b64encode(bytes(32)).decode())
    told: dict[str, Any] = {"nats_url": server.url, "log_level": "error"}
    hall = registration(RegistrationSettings(store_url=f"sqlite:///{folder}/r.db", contact_key=key, **told))
    quick = (timedelta(seconds=0.1),)
    post = notifications(Settings(store_url=f"sqlite:///{folder}/n.db", smtp_port=smtp_port, mail_delays=quick, **told))
    await provision(client.jetstream(), [*hall.reactions, *post.reactions])
    try:
        for service in (hall, post):
            await service.start()
        yield hall, client, server
    finally:
        for service in (post, hall):
            await service.stop()
        await client.close()
        server.stop()


async def submit(hall, number):
    """A lead gives a contact and hands in a worksheet."""
    contact = GiveContact(name=f"Lead {number}", mail=f"lead{number}@example.org")
    given = await hall.request(CONTACT_GIVE, contact, ContactGiven, timeout=60)  # the first worksheet reads places
    project = example(WorksheetSubmitted).project.model_copy(update={"lead": given.person_id})
    await hall.send(
        [(f"c{number}", SubmitWorksheet(worksheet_id=f"w-{number}", round_id="sc3-2018", project=project))],
        NOON,
        SECRETARIAT,
    )


async def next_sent(client, how_many):
    """The letters the bus says were sent."""
    async with asyncio.timeout(60):
        heard = await client.jetstream().subscribe(LetterSent.listen(), ordered_consumer=True)
        return [LetterSent.model_validate_json((await heard.next_msg(timeout=60)).data) for _ in range(how_many)]


async def test_a_worksheet_becomes_a_mail_to_its_lead_and_nothing_of_it_stays_here(tmp_path):
    port, box = free_port(), tmp_path / "mail"
    async with house(tmp_path, port) as (hall, client, server):
        await submit(hall, 1)
        await asyncio.sleep(0.5)  # the mail server is not up yet: the letter waits
        async with await listen(Sink(box), port):
            await submit(hall, 2)
            await next_sent(client, 2)
        kept = sorted(mail.read_bytes() for mail in box.glob("*.eml"))
        assert count(box) == (2, 0)
        assert sorted(to in b"".join(kept) for to in (b"lead1@example.org", b"lead2@example.org")) == [True, True]
        places = [path for folder in (server.folder, tmp_path) for path in folder.rglob("*") if path.is_file()]
        files = [path.read_bytes() for path in places if path.suffix != ".eml"]
        assert any(b"w-1" in content for content in files), "the search is blind"
        assert not [word for word in (b"@example.org", b"Lead 1") if any(word in content for content in files)]
