"""What is left of somebody erased: nothing that a living key opens, in no draft of anybody, on no page of the file."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from cityteams_contracts.registration import DRAFT_SHARE, ErasePerson, PersonErased, ShareDraft
from cityteams_registration import tables
from cityteams_registration.app import build
from cityteams_registration.desk.housekeeping import Housekeeper
from cityteams_registration.desk.rotation import Rotation
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.store import CONTACTS, EPOCHS, KEYS
from cityteams_registration.desk.vault import CannotOpen
from tests.registration.desk import Desk
from tests.registration.private.asking import Counter, every

PRIVATE = tables.private


@pytest.fixture
def desk(service):
    return Desk(service)


def rotation(counter, wait=0.0):
    return Rotation(counter.vault, timedelta(seconds=wait))


async def erase(counter, desk, person):
    desk.actor = person
    assert any(isinstance(each, PersonErased) for each in desk.take(ErasePerson(person_id=person)))


def snapshot(counter):
    """Every private row as it lies there, which is what a thief of the disk has."""
    return {shelf: counter.look(lambda tx, s=shelf: tx.find(s, limit=None)) for shelf in (EPOCHS, KEYS, CONTACTS)}


def opens(counter, epochs, keys, sealed, place):
    """Whether any key, wrapped by any of these epochs, opens what is sealed."""
    for epoch in epochs:
        for key in keys:
            try:
                counter.vault.opened(key, epoch).open(place, sealed)
            except CannotOpen:
                continue
            return True
    return False


async def test_after_the_rotation_no_living_key_opens_what_was_copied_before(counter, desk):
    ada, eve = await counter.person(), await counter.person("Eve")
    copied = snapshot(counter)
    (theirs,) = [row for row in copied[CONTACTS] if row.person_id == ada]
    assert opens(counter, copied[EPOCHS], copied[KEYS], theirs.sealed, "contact/whole"), "the search is blind"
    await erase(counter, desk, ada)
    assert await rotation(counter).run(counter.service, counter.clock.now)
    now = snapshot(counter)
    assert len(now[EPOCHS]) == 1
    assert not {epoch.epoch_id for epoch in now[EPOCHS]} & {epoch.epoch_id for epoch in copied[EPOCHS]}
    assert not opens(counter, now[EPOCHS], [*copied[KEYS], *now[KEYS]], theirs.sealed, "contact/whole")
    assert [row.person_id for row in now[KEYS]] == [eve]


async def test_the_living_keep_everything(counter, desk):
    ada, eve = await counter.person(), await counter.person("Eve")
    await counter.save("d1", eve, 0, title="Hers")
    part = await counter.give_part("w1", eve, eve, privacy="hers")
    await erase(counter, desk, ada)
    await rotation(counter).run(counter.service, counter.clock.now)
    assert await counter.person("Eve") == eve
    assert await counter.typed("d1", eve) == {"title": "Hers"}
    assert (await counter.read_part(part.part_id, eve)).content == {"privacy": "hers"}


async def test_an_epoch_is_destroyed_after_its_wait_and_not_before(counter, desk):
    ada = await counter.person()
    await counter.person("Eve")
    await erase(counter, desk, ada)
    counter.clock.now = desk.noon
    waiting = rotation(counter, wait=3600)
    assert not await waiting.run(counter.service, counter.clock.now)
    counter.clock.on(seconds=3599)
    assert not await waiting.run(counter.service, counter.clock.now)
    counter.clock.on(seconds=1)
    assert await waiting.run(counter.service, counter.clock.now)
    assert len(counter.look(every(PRIVATE.epochs))) == 1


async def test_without_an_erasure_nothing_rotates(counter):
    await counter.person()
    assert not await rotation(counter).run(counter.service, counter.clock.now)


async def test_many_keys_are_moved_a_bounded_number_at_a_time(counter, desk):
    people = [await counter.person(f"P{number}") for number in range(450)]
    await erase(counter, desk, people[0])
    steps = await rotation(counter).run(counter.service, counter.clock.now)
    assert steps == 5  # a new epoch, 200 + 200 + 49 keys, the old one destroyed
    assert {row.epoch_id for row in counter.look(every(PRIVATE.keys))} == {
        row.epoch_id for row in counter.look(every(PRIVATE.epochs))
    }


async def test_a_rotation_that_was_killed_goes_on_where_it_stopped(counter, desk):
    people = [await counter.person(f"P{number}") for number in range(250)]
    await erase(counter, desk, people[0])
    turning, now = rotation(counter), counter.clock.now
    for number in range(2):  # and then the process is killed
        await counter.service.act(f"step-{number}", now, lambda tx: turning.step(Safe(counter.vault, tx, now)))
    assert len(counter.look(every(PRIVATE.epochs))) == 2
    late = await counter.person("Late")
    await rotation(counter).run(counter.service, now)
    assert len(counter.look(every(PRIVATE.epochs))) == 1
    assert await counter.person("Late") == late
    assert await counter.person("P7") == people[7]


async def test_two_replicas_that_rotate_at_once_lose_nobody(service, counter, desk):
    people = [await counter.person(f"P{number}") for number in range(60)]
    await erase(counter, desk, people[0])
    other = Counter(build(service.settings))
    await asyncio.gather(*(rotation(each).run(each.service, counter.clock.now) for each in (counter, other)))
    other.service.store.close()
    assert [await counter.person(f"P{number}") for number in range(1, 60)] == people[1:]
    assert len(counter.look(every(PRIVATE.epochs))) == 1


async def test_what_others_wrote_about_somebody_erased_goes_too_and_no_copy_of_it_opens(counter, desk):
    ada, odo = await counter.person(), await counter.person("Odo Official", "odo@example.org")
    rows = [{"name": "Odo Official", "mail": "ODO@example.org"}, {"name": "Zoe", "mail": "zoe@example.org"}]
    await counter.save("d1", ada, 0, officials=rows, notes="Odo Official (odo@example.org) signs.")
    await counter.save("d2", ada, 0, title="Another")
    part = await counter.give_part("w1", ada, ada, privacy="ask odo@example.org")
    copied = snapshot(counter)
    (draft,) = [row for row in counter.look(every(PRIVATE.drafts)) if row.draft_id == "d1"]
    await erase(counter, desk, odo)
    await rotation(counter).run(counter.service, counter.clock.now)
    assert await counter.typed("d1", ada) == {
        "officials": [{"name": "[erased]", "mail": "[erased]"}, {"name": "Zoe", "mail": "zoe@example.org"}],
        "notes": "[erased] ([erased]) signs.",
    }
    assert await counter.typed("d2", ada) == {"title": "Another"}
    assert (await counter.read_part(part.part_id, ada)).content == {"privacy": "ask [erased]"}
    now = snapshot(counter)
    assert opens(counter, copied[EPOCHS], copied[KEYS], draft.sealed, "d1/fields"), "the search is blind"
    assert not opens(counter, now[EPOCHS], [*copied[KEYS], *now[KEYS]], draft.sealed, "d1/fields")
    indices = {row.mail_index for row in counter.look(every(PRIVATE.mentions))}
    assert indices == {counter.vault.index("zoe@example.org")}


async def test_a_text_full_of_addresses_is_looked_through_as_well(counter, desk):
    ada, odo = await counter.person(), await counter.person("Odo", "odo@example.org")
    crowd = " ".join(f"p{number}@example.org" for number in range(300))
    await counter.save("d1", ada, 0, notes=f"{crowd} odo@example.org")
    assert len(counter.look(every(PRIVATE.mentions))) == 1
    await erase(counter, desk, odo)
    await rotation(counter).run(counter.service, counter.clock.now)
    assert await counter.typed("d1", ada) == {"notes": f"{crowd} [erased]"}


async def test_a_co_editor_who_is_erased_leaves_the_draft_to_its_owner(counter, desk):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="Quiet")
    await counter.ask(DRAFT_SHARE, ShareDraft(draft_id="d1", actor=ada, name="Bob", mail="bob@example.org"))
    bob = await counter.person("Bob", "bob@example.org")
    await counter.save("d1", bob, 1, website="his")
    await erase(counter, desk, bob)
    draft = await counter.read("d1", ada)
    assert draft.editors == ()
    assert draft.fields["website"].value == "his"


async def test_the_housekeeper_makes_the_first_administrator_once_and_rotates_what_is_due(service, counter, desk):
    settings = service.settings.model_copy(update={"administrator_mail": "root@example.org", "erasure_wait": 0.0})
    house = Housekeeper(counter.vault, settings, counter.clock)
    ada = await counter.person()
    await erase(counter, desk, ada)
    for _ in range(2):
        await house.turn(service)
    root = await counter.person("Root", "root@example.org")
    (trusted,) = counter.look(every(tables.roles))
    assert (trusted.person_id, trusted.roles) == (root, ("administrator",))
    assert len(counter.look(every(PRIVATE.epochs))) == 1
    assert counter.look(every(PRIVATE.epochs))[0].soiled_at is None


async def test_epochs_follow_each_other_although_a_clock_stands_still(counter, desk):
    for name in ("A", "B", "C"):
        person = await counter.person(name)
        await counter.person("Eve")
        await erase(counter, desk, person)
        await rotation(counter).run(counter.service, counter.clock.now)
        assert len(counter.look(every(PRIVATE.epochs))) == 1
    assert not list(pairwise(counter.look(every(PRIVATE.epochs))))
    assert await counter.person("Eve") in {row.person_id for row in counter.look(every(PRIVATE.contacts))}
