"""People type, their browsers are killed, and registration is killed -9 under them: hardly anything is lost."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from contextlib import asynccontextmanager
from random import Random
from types import MappingProxyType

import nats
import pytest
from nats.errors import Error as NatsError

from cityteams_chassis.provision import provision
from cityteams_contracts import CONTACT_GIVE
from cityteams_contracts.registration import (
    DRAFT_READ,
    PART_GIVE,
    ContactGiven,
    DraftRead,
    GiveContact,
    GivePart,
    LevelOfRule,
    PartGiven,
    ReadDraft,
)
from cityteams_portal.complaints import Complained
from cityteams_portal.worksheet_row import contact
from cityteams_portal.worksheets.filing import file_draft
from cityteams_registration.subscriptions import REACTIONS
from tests.faults.house import soaking, wait_for
from tests.faults.private_house import Asker, rows
from tests.faults.typing_people import Browser
from tests.registration.conftest import KEY
from tests.support.nats import NatsServer

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.timeout(3600 if soaking() else 300)]
RUNS, PEOPLE = (1000, 25) if soaking() else (108, 12)
KILLS_ONCE_IN = 50
"""Questions, on the average, between two deaths of registration."""


class Registration:
    """The real service as a process, which is killed and started again."""

    def __init__(self, server, folder, chance):
        self._chance, self.kills, self.answers = chance, 0, False
        self.processes = []
        self._environment = os.environ | {
            "CITYTEAMS_NATS_URL": server.url,
            "CITYTEAMS_STORE_URL": f"sqlite:///{folder}/stores/registration.db",
            "CITYTEAMS_CONTACT_KEY": KEY,
            "CITYTEAMS_LOG_LEVEL": "error",
        }
        (folder / "stores").mkdir()
        self.start()

    def start(self):
        self.answers = False
        self.process = subprocess.Popen([sys.executable, "-m", "cityteams_registration"], env=self._environment)
        self.processes.append(self.process)

    async def maybe_killed(self):
        """Now and then, while a question is on its way, it dies and comes again; never before it has answered one."""
        if not self.answers or self._chance.random() >= 1 / KILLS_ONCE_IN:
            return
        self.answers = False
        await asyncio.sleep(self._chance.choice((0, 0, 0.001, 0.003, 0.01)))
        self.process.kill()
        await asyncio.to_thread(self.process.wait)
        self.kills += 1
        self.start()

    def stop(self):
        """Ends it, and any second one that two killers at one moment started: for a while they are two."""
        for process in self.processes:
            process.kill()
            process.wait()


class Impatient(Asker):
    """Gives up after as long as the portal does."""

    def __init__(self, client, registration):
        super().__init__(client)
        self._registration = registration

    async def ask(self, subject, question, answer):
        async with asyncio.timeout(2.0):
            found = await super().ask(subject, question, answer)
        self._registration.answers = True
        return found


@asynccontextmanager
async def at_work(folder, chance):
    server = NatsServer().start()
    client = await nats.connect(server.url)
    await provision(client.jetstream(), REACTIONS)
    registration = Registration(server, folder, chance)
    try:
        yield registration, Impatient(client, registration)
    finally:
        registration.stop()
        await client.close()
        server.stop()


async def patiently(asker, subject, question, answer):
    """Asks until registration is there."""
    while True:
        try:
            return await asker.ask(subject, question, answer)
        except (NatsError, TimeoutError):
            await asyncio.sleep(0.1)


async def types(number, asker, registration, runs, counts):
    """One person: types, is interrupted, and goes on in another browser, again and again in the same draft."""
    chance, draft_id = Random(f"typist {number}"), f"draft-{number}"
    question = GiveContact(name=f"Typist {number}", mail=f"t{number}@example.org")
    actor = (await patiently(asker, CONTACT_GIVE, question, ContactGiven)).person_id
    begun = False
    for _ in range(runs):
        browser = Browser(asker, draft_id, actor, chance, registration.maybe_killed)
        if begun:
            await browser.open()
        await browser.type_for(chance.uniform(2, 12))
        counts += {"runs": 1, "saves": browser.saves, "typed": len(browser.typed), "repeats": browser.repeats}
        begun = begun or browser.saves > 0
        if begun:  # on another device
            kept = await Browser(asker, draft_id, actor, chance, registration.maybe_killed).open()
            assert browser.lost(kept) == []
            counts["last seconds"] += sum(at > browser.saved_to for at, *_ in browser.typed)
    await Browser(asker, draft_id, actor, chance, registration.maybe_killed).mend()
    return draft_id, actor


async def hand_in(asker, draft_id, actor):
    """Hands a draft in as the portal does, when nothing is wrong at a field and the checklist lets it; says if so."""
    kept = await patiently(asker, DRAFT_READ, ReadDraft(draft_id=draft_id, actor=actor), DraftRead)
    assert kept.checklist, "the round is not open"
    if any(not each.met and each.level is LevelOfRule.BLOCK for each in kept.checklist):
        return False
    typed = MappingProxyType({name: each.value for name, each in kept.fields.items()})
    try:
        row = file_draft(draft_id, kept.round_id, typed)
    except Complained:
        return False
    people = {each.who: each for each in row.people().values()}
    persons = {
        who: (await patiently(asker, CONTACT_GIVE, contact(one), ContactGiven)).person_id for who, one in people.items()
    }
    give = GivePart(worksheet_id=draft_id, owner=persons[row.lead.who], actor=actor, content=row.private())
    part = await patiently(asker, PART_GIVE, give, PartGiven)
    command = row.command(persons, lambda: draft_id)
    project = command.project.model_copy(update={"answered": part.answered})
    await asker.command(command.model_copy(update={"project": project, "part_id": part.part_id}), actor)
    return True


def answered(folder, ids):
    """How each of the worksheets was answered."""
    wanted = "SELECT subject, body FROM outbox WHERE subject LIKE '%worksheet.submitted%' OR subject LIKE '%rejected%'"
    return [(subject.split(".")[4], body) for subject, body in rows(folder, wanted) if any(i in str(body) for i in ids)]


async def test_hardly_anything_is_lost_when_browsers_and_registration_are_killed_while_people_type(tmp_path, capsys):
    counts, chance = Counter[str](), Random(20180206)
    async with at_work(tmp_path, chance) as (registration, asker):
        each = [RUNS // PEOPLE] * PEOPLE
        typing = (types(number, asker, registration, runs, counts) for number, runs in enumerate(each))
        drafts = await asyncio.gather(*typing)
        handed = [draft_id for draft_id, actor in drafts if await hand_in(asker, draft_id, actor)]
        await asyncio.to_thread(
            wait_for, "the worksheets to be taken in", lambda: len(answered(tmp_path, handed)) == len(handed)
        )
        answers = answered(tmp_path, handed)
        assert {how for how, _ in answers} == {"submitted"}, answers
        with capsys.disabled():
            print(f"\n  {dict(counts)}; registration killed {registration.kills} times")
            print(f"  {len(handed)} of {len(drafts)} drafts passed the checklist; all of them were handed in")
    assert counts["runs"] == sum(each)
    assert registration.kills
    assert handed
