"""A mailing on a real broker: from the command to the mails, its text read again from the service's own stream."""

import asyncio

import pytest

from cityteams_cli.sink import Sink, count, listen
from cityteams_contracts import CONTACT_GIVE
from cityteams_contracts.notifications import (
    ApproveMailing,
    LetterSent,
    MailingAudience,
    MailingCompleted,
    MailingKind,
    MailingPrepared,
    MailingRole,
    PrepareMailing,
    ProofMailing,
)
from cityteams_contracts.registration import ContactGiven, GiveContact, GrantRole, ProgrammeRole, RoleGranted
from cityteams_contracts.rights import SECRETARIAT
from tests.notifications.samples import NOON
from tests.notifications.test_on_the_bus import house, submit
from tests.support.nats import free_port

pytestmark = pytest.mark.slow


async def heard(client, contract, how_many=1):
    """The last of so many events of a kind, from the beginning."""
    async with asyncio.timeout(90):
        listening = await client.jetstream().subscribe(contract.listen(), ordered_consumer=True)
        messages = [await listening.next_msg(timeout=90) for _ in range(how_many)]
    return contract.model_validate_json(messages[-1].data)


async def test_a_mailing_goes_to_me_first_and_then_to_the_lead(tmp_path):
    port, box = free_port(), tmp_path / "mail"
    async with house(tmp_path, port) as (hall, client, _), await listen(Sink(box), port):

        async def say(command):
            await hall.send([(f"c-{type(command).__name__}", command)], NOON, SECRETARIAT)

        await submit(hall, 1)
        await heard(client, LetterSent)
        contact = GiveContact(name="Olga Office", mail="olga@office.example")
        olga = (await hall.request(CONTACT_GIVE, contact, ContactGiven, timeout=60)).person_id
        await say(GrantRole(person_id=olga, role=ProgrammeRole.SECRETARIAT))
        await heard(client, RoleGranted)
        to_leads = MailingAudience(rounds=("sc3-2018",), roles=(MailingRole.TEAM_LEAD,))
        await say(
            PrepareMailing(
                mailing_id="m-1", kind=MailingKind.NOTICE, subject_line="The room changed",
                text="It is room 146C now.", audience=to_leads,
            )
        )  # fmt: skip
        assert (await heard(client, MailingPrepared)).recipients == 1
        await say(ProofMailing(mailing_id="m-1", edition=1, person_id=olga))
        await heard(client, LetterSent, 2)
        await say(ApproveMailing(mailing_id="m-1", edition=1))
        ended = await heard(client, MailingCompleted)
    assert (ended.sent, ended.failed) == (1, 0)
    assert count(box) == (3, 0)
    mails = {mail.read_text("utf-8") for mail in box.glob("*.eml") if "It is room 146C now." in mail.read_text("utf-8")}
    assert len(mails) == 2
    assert sum("To: Olga Office" in mail and "[Proof] The room changed" in mail for mail in mails) == 1
    assert sum("To: Lead 1" in mail and "Subject: The room changed" in mail for mail in mails) == 1
