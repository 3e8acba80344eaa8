"""On PostgreSQL too, what was held on somebody erased is in no file of the server, and no copy of a key opens it."""

import secrets
from datetime import timedelta

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from cityteams_contracts.registration import DRAFT_SHARE, SIGN_IN_ASK, AskSignIn, ErasePerson, ShareDraft
from cityteams_registration import tables
from cityteams_registration.app import build
from cityteams_registration.desk.rotation import Rotation
from cityteams_registration.settings import Settings
from tests.faults.scanning import scan
from tests.registration.conftest import KEY
from tests.registration.desk import Desk
from tests.registration.private.asking import Counter, every
from tests.support.postgres import Postgres

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.postgres]
PRIVATE = tables.private
CANARIES = "name mail draft notes privacy cybersecurity editor editor_mail origin browser".split()


@pytest.fixture
def server():
    with Postgres() as running:
        yield running


@pytest.fixture
def counter(server, migrated):
    """The private desk over a store on the server."""
    settings = Settings(store_url=server.new_database(), contact_key=SecretStr(KEY), log_format="json")
    return Counter(migrated(build(settings)))


async def lives(counter, mark):
    """Whatever a value of theirs may become part of; returns the person, their co-editor, and one who stays."""
    ada = await counter.person(f"Ada {mark['name']}", f"{mark['mail']}@example.org")
    eve = await counter.person("Eve", "eve@example.org")
    await counter.save("d1", ada, 0, description=mark["draft"], notes=mark["notes"])
    await counter.save("d2", eve, 0, title="Hers", notes=f"ask {mark['mail']}@example.org")
    share = ShareDraft(draft_id="d1", actor=ada, name=mark["editor"], mail=f"{mark['editor_mail']}@example.org")
    await counter.ask(DRAFT_SHARE, share)
    editor = await counter.person(mark["editor"], f"{mark['editor_mail']}@example.org")
    await counter.give_part("d1", ada, ada, cybersecurity=mark["cybersecurity"], privacy=mark["privacy"])
    ask = AskSignIn(mail=f"{mark['mail']}@example.org", browser=mark["browser"], origin=mark["origin"])
    await counter.ask(SIGN_IN_ASK, ask)
    return ada, editor, eve


def sealed_of(counter, gone):
    """The bytes that lie there of these people, and of every key and epoch."""
    keyed = counter.look(every(PRIVATE.keys)), counter.look(every(PRIVATE.epochs))
    wrapped = [row.wrapped for rows in keyed for row in rows]
    theirs = [row.sealed for row in counter.look(every(PRIVATE.contacts)) if row.person_id in gone]
    theirs += [row.sealed for row in counter.look(every(PRIVATE.drafts)) if row.owner in gone]
    return wrapped, theirs


def flushed(counter):
    """The server writes everything that it holds in memory to its files."""
    with counter.service.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.execute(sa.text("CHECKPOINT"))


def holding(server, texts):
    """The files of the server in which each of these bytes lie, its write-ahead log included."""
    contents = {path.name: path.read_bytes() for path in (server.folder / "data").rglob("*") if path.is_file()}
    return [[name for name, content in contents.items() if text in content] for text in texts]


async def test_after_an_erasure_no_file_of_the_server_holds_a_key_that_opens_what_was_held(counter, server, capsys):
    mark = {name: f"q{secrets.token_hex(9)}" for name in CANARIES}
    ada, editor, eve = await lives(counter, mark)
    flushed(counter)
    wrapped, theirs = sealed_of(counter, {ada, editor})
    assert len(wrapped) == 4
    assert all(holding(server, [*wrapped, *theirs])), "the search is blind"
    assert scan([server.folder], [ada]), "the scan sees no table"
    desk = Desk(counter.service)
    for person in (ada, editor):
        desk.take(ErasePerson(person_id=person))

    assert await Rotation(counter.vault, timedelta()).run(counter.service, counter.clock.now)
    flushed(counter)

    assert scan([server.folder], mark.values()) == {}
    left = [files for files in holding(server, wrapped) if files]
    assert {row.person_id for row in counter.look(every(PRIVATE.keys))} == {eve}
    assert not {row.wrapped for row in counter.look(every(PRIVATE.epochs))} & set(wrapped)
    assert await counter.typed("d2", eve) == {"title": "Hers", "notes": "ask [erased]"}
    assert left == []
    with capsys.disabled():
        print(f"\n  {len(mark)} canaries; {len(wrapped)} keys of before: {len(left)} left")
