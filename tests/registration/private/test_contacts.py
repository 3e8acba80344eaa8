import asyncio
from base64 import b64encode

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from cityteams_contracts import CONTACT_GIVE, CONTACT_RESOLVE, Rejected
from cityteams_contracts.registration import ContactResolved, GiveContact, ResolveContact
from cityteams_registration import tables
from cityteams_registration.app import build
from cityteams_registration.desk.vault import CannotOpen
from cityteams_registration.settings import Settings

ADA = GiveContact(name="Ada Lovelace", mail="Ada@example.org")


def ask(service, subject, question):
    """Asks as the broker would."""
    (answer,) = (each for each in service.requests if each.subject == subject)
    return answer.handler(question, service)


async def give(service, name, mail):
    return (await ask(service, CONTACT_GIVE, GiveContact(name=name, mail=mail))).person_id


async def resolve(service, person_id, purpose="worksheet_received"):
    return await ask(service, CONTACT_RESOLVE, ResolveContact(person_id=person_id, purpose=purpose))


async def test_a_contact_given_is_resolved_as_it_was_given(service):
    person = await give(service, ADA.name, ADA.mail)
    assert await resolve(service, person) == ContactResolved(person_id=person, name=ADA.name, mail=ADA.mail)


async def test_the_same_mail_is_the_same_person_who_keeps_the_first_name(service):
    person = await give(service, "Ada Lovelace", "ada@example.org")
    assert await give(service, "Somebody Else", " ADA@Example.org") == person
    assert (await resolve(service, person)).name == "Ada Lovelace"


async def test_two_mails_are_two_people(service):
    assert await give(service, "Ada", "ada@example.org") != await give(service, "Ada", "ada@example.net")


async def test_twenty_askers_at_once_get_one_person(service):
    people = await asyncio.gather(*(give(service, "Ada", "ada@example.org") for _ in range(20)))
    assert len(set(people)) == 1


async def test_two_replicas_give_one_person_for_one_mail(service):
    other = build(service.settings)
    people = await asyncio.gather(*(give(each, "Ada", "ada@example.org") for each in (service, other) * 5))
    other.store.close()
    assert len(set(people)) == 1


async def test_nobody_is_resolved_to_nothing(service):
    assert await resolve(service, "nobody") == ContactResolved(person_id="nobody")


async def test_a_bad_mail_is_refused_and_leaves_nothing(service):
    with pytest.raises(Rejected) as refused:
        await give(service, "Ada", "ada@example.org, bob@example.org")
    assert refused.value.field == "mail"
    with service.store.engine.connect() as conn:
        assert conn.scalar(sa.select(sa.func.count()).select_from(tables.private.contacts)) == 0


async def test_a_contact_enters_no_outbox_and_lies_nowhere_in_the_clear(service):
    await give(service, ADA.name, ADA.mail)
    with service.store.engine.connect() as conn:
        stored = [row for table in tables.metadata.sorted_tables for row in conn.execute(sa.select(table))]
    cells = [_bytes(cell) for row in stored for cell in row]
    assert cells
    assert not [word for word in (b"Ada", b"Lovelace", b"example") if any(word in cell for cell in cells)]


def _bytes(cell):
    return cell if isinstance(cell, bytes) else str(cell).encode()


async def test_the_log_says_who_was_asked_for_and_why_but_no_address(service, capsys):
    service = build(service.settings)  # a logger that writes where this test can read
    person = await give(service, ADA.name, ADA.mail)
    await resolve(service, person, purpose="slot_given")
    service.store.close()
    log = capsys.readouterr().err
    assert log.count(person) == 2
    assert '"purpose":"slot_given"' in log
    assert "Ada" not in log
    assert "example.org" not in log


async def test_under_another_master_key_a_contact_stays_shut_and_the_log_says_so(service, capsys):
    person = await give(service, ADA.name, ADA.mail)
    key = b64encode(bytes(32)).decode()
    other = build(Settings(store_url=service.settings.store_url, contact_key=SecretStr(key), log_format="json"))
    with pytest.raises(CannotOpen):
        await resolve(other, person)
    other.store.close()
    assert "contact.shut" in capsys.readouterr().err
