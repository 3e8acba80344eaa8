"""Mailings on their way: part by part, in everybody's own time, stopped mid-way, once to each."""

from collections import Counter
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from cityteams_cli.sink import count, listen
from cityteams_contracts.notifications import (
    DeliveryFailed,
    Frequency,
    LetterFailed,
    LetterQueued,
    MailingCompleted,
    MailingPartQueued,
    MailingStopped,
    RetryDeliveries,
    SetPreferences,
    Unsubscribe,
    Wish,
)
from cityteams_contracts.notifications.mailings import PART
from cityteams_notifications.gathering import find_digests
from cityteams_notifications.mail import NotNow
from cityteams_notifications.mailings.queueing import find_steps
from cityteams_notifications.mailings.store import MAILINGS, PARTS, waiting_letters
from cityteams_notifications.store import PENDING
from cityteams_timers import fire
from tests.notifications.mailings.story import LEADS, accepted, approved, arrived, prepare, proof, speaks, staff, stop
from tests.notifications.postal import Office, ScriptedSink
from tests.notifications.samples import NOON

LATER = "451 4.3.0 later"


@pytest.fixture
def office(desk):
    return Office(desk)


@asynccontextmanager
async def sink(office, folder, *script):
    handler = ScriptedSink(folder, *script)
    async with await listen(handler, office.desk.service.settings.smtp_port):
        yield handler


async def steps(desk, until=NOON):
    """What the loop of mailings says by then."""
    before = desk.posted()
    await fire(desk.service, find_steps, until)
    return desk.said(before)


def told(said, kind):
    (one,) = [each for each in said if isinstance(each, kind)]
    return one


def due(desk):
    """The letters of the mailing that may go out at noon."""
    waiting = desk.read(lambda tx: waiting_letters(tx, "m-1"))
    return [each for _, each in waiting if each.due_at == NOON and not each.gathers]


async def test_an_approved_mailing_is_one_letter_to_each_and_then_it_is_told_how_all_ended(office, tmp_path):
    desk = office.desk
    desk.hear(*(speaks(number) for number in range(5)))
    approved(desk)
    queued = await steps(desk)
    assert told(queued, MailingPartQueued).queued == 5
    office.registration.contacts["p-4"] = None
    async with sink(office, tmp_path):
        await office.postman().deliver()
    done = told(await steps(desk), MailingCompleted)
    assert (done.sent, done.failed, done.withdrawn, done.gathered) == (4, 1, 0, 0)
    assert count(tmp_path) == (4, 0)
    assert await steps(desk, NOON + timedelta(days=1)) == []
    text = next(tmp_path.glob("*.eml")).read_text("utf-8")
    assert "Release 53 is public." in text
    assert "Subject: The agenda is out" in text


async def test_a_proof_says_that_it_is_one_and_how_many_get_it(office, tmp_path):
    office.desk.hear(speaks(1), speaks(2))
    staff(office.desk)
    prepare(office.desk)
    proof(office.desk)
    async with sink(office, tmp_path):
        await office.postman().deliver()
    (mail,) = tmp_path.glob("*.eml")
    assert "Subject: [Proof] The agenda is out" in mail.read_text("utf-8")
    assert "This is a proof. 2 people get this text" in mail.read_text("utf-8")


async def test_no_more_than_a_part_waits_so_that_other_letters_go_between(office):
    desk = office.desk
    desk.hear(*(speaks(number) for number in range(2 * PART + 3)))
    approved(desk)
    parts = [each for each in await steps(desk) if isinstance(each, MailingPartQueued)]
    assert ([each.part for each in parts], len(due(desk))) == ([1], PART)
    arrived(desk, [each for each in desk.said() if isinstance(each, LetterQueued)][1:2])
    assert [each.part for each in await steps(desk) if isinstance(each, MailingPartQueued)] == [2]
    assert await steps(desk) == []


async def test_everybody_of_all_parts_gets_one_letter_and_nobody_two(office):
    desk = office.desk
    desk.hear(*(speaks(number) for number in range(2 * PART + 3)))
    approved(desk)
    while said := await steps(desk):
        arrived(desk, [each for each in said if isinstance(each, LetterQueued)])
    people = Counter(each.person_id for each in desk.said() if isinstance(each, LetterQueued))
    assert sum(people.values()) == 2 * PART + 3 + 1  # and the proof
    assert set(people.values()) == {1}
    assert told(desk.said(), MailingCompleted).sent == 2 * PART + 3


async def test_who_opts_out_after_it_was_prepared_gets_none_and_is_told(office):
    desk = office.desk
    desk.hear(speaks(1), speaks(2))
    approved(desk)
    desk.actor = "p-2"
    desk.take(Unsubscribe(person_id="p-2", topic="mailings"))
    queued = told(await steps(desk), MailingPartQueued)
    assert queued.queued == 1
    assert [(each.person_id, each.reason) for each in queued.left_out] == [("p-2", "wants-no-mailings")]


async def test_a_stop_mid_way_withdraws_what_was_not_sent_and_tells_the_counts(office, tmp_path):
    desk = office.desk
    desk.hear(*(speaks(number) for number in range(PART + 50)))
    approved(desk)
    await steps(desk)
    async with sink(office, tmp_path):
        await office.postman().deliver()  # one batch of 20
        stopped = told(stop(desk, "Wrong room."), MailingStopped)
        assert (stopped.withdrawn, stopped.under_way, stopped.unqueued) == (PART - 20, 0, 50)
        assert await office.postman().deliver() == 0
    done = told(await steps(desk), MailingCompleted)
    assert (done.sent, done.withdrawn) == (20, PART - 20)
    assert count(tmp_path) == (20, 0)
    assert desk.read(lambda tx: tx.find(PENDING)) == []


async def test_a_letter_that_is_withdrawn_while_the_postman_holds_its_batch_does_not_go_out(office, tmp_path):
    desk = office.desk
    desk.hear(*(speaks(number) for number in range(5)))
    approved(desk)
    await steps(desk)
    postman = office.postman()
    carry = postman._carrier.carry

    async def stop_first(parcels):
        stop(desk)
        await carry(parcels)

    postman._carrier.carry = stop_first
    async with sink(office, tmp_path):
        await postman.deliver()
    assert count(tmp_path) == (0, 0)
    assert told(await steps(desk), MailingCompleted).withdrawn == 5


class Putting:
    """A mail server during whose first answer the mailing is stopped; it puts the first letter off."""

    def __init__(self, desk):
        self.desk, self.taken = desk, 0
        self.stopped: MailingStopped | None = None

    async def send(self, _mail):
        if self.stopped is None:
            self.stopped = told(stop(self.desk), MailingStopped)
            raise NotNow(451, in_doubt=False)
        self.taken += 1

    async def close(self):
        """Nothing to close."""


async def test_what_is_in_the_postmans_hands_goes_on_and_what_is_put_off_then_is_withdrawn(office):
    desk = office.desk
    desk.hear(*(speaks(number) for number in range(25)))
    approved(desk)
    await steps(desk)
    server = Putting(desk)
    assert await office.postman(server).deliver() == 20
    assert server.stopped is not None
    assert (server.stopped.withdrawn, server.stopped.under_way, server.taken) == (5, 20, 19)
    office.clock.forward(hours=1)
    assert await office.postman(server).deliver() == 0
    said = await steps(desk)
    assert told(said, LetterFailed).reason == told(said, DeliveryFailed).reason == "the-mailing-was-stopped"
    done = told(said, MailingCompleted)
    assert (done.sent, done.withdrawn) == (19, 6)


async def test_a_letter_that_may_be_out_already_is_carried_to_its_end_after_a_crash(office, tmp_path):
    desk = office.desk
    desk.hear(speaks(1), speaks(2))
    approved(desk)
    await steps(desk)
    ledger = office.postman()._ledger
    await ledger.begin((await ledger.due(10))[:1])  # and the process is gone
    assert told(stop(desk), MailingStopped).under_way == 1
    assert await steps(desk) == []
    async with sink(office, tmp_path):
        assert await office.postman().deliver() == 1
    done = told(await steps(desk), MailingCompleted)
    assert (done.sent, done.withdrawn) == (1, 1)


async def test_letters_of_a_stopped_mailing_cannot_be_tried_again(office, tmp_path):
    desk = office.desk
    desk.hear(speaks(1), speaks(2))
    approved(desk)
    await steps(desk)
    async with sink(office, tmp_path, "554 5.7.1 no", LATER):
        await office.postman().deliver()
    stop(desk)
    done = told(await steps(desk), MailingCompleted)
    assert (done.failed, done.withdrawn) == (1, 1)
    day = timedelta(days=1)
    (no,) = desk.take(RetryDeliveries(recovery_id="r-1", since=NOON - day, until=NOON + day))
    assert no.code == "nothing-failed-then"


async def test_who_wants_mailings_in_the_morning_gets_it_then_and_a_stop_reaches_it_as_well(office):
    desk = office.desk
    desk.hear(accepted(1), accepted(2))
    desk.actor = "p-1"
    desk.take(SetPreferences(person_id="p-1", wishes=(Wish(topic="mailings", frequency=Frequency.DAILY),)))
    approved(desk, LEADS)
    said = await steps(desk)
    now = [each for each in said if isinstance(each, LetterQueued) and each.person_id == "p-2"]
    assert [each.person_id for each in due(desk)] == ["p-2"]
    arrived(desk, now)
    assert await steps(desk) == []  # one waits for the morning
    assert told(stop(desk), MailingStopped).withdrawn == 1
    await fire(desk.service, find_digests, NOON + timedelta(days=2))
    assert desk.read(lambda tx: waiting_letters(tx, "m-1")) == []
    assert told(await steps(desk), MailingCompleted).sent == 1


async def test_a_replay_knows_the_same_mailings_and_sends_nothing(office, new_desk):
    desk = office.desk
    desk.hear(speaks(1), speaks(2))
    approved(desk)
    await steps(desk)
    again = new_desk()
    again.replay([*desk.heard, *desk.envelopes()])
    for shelf in (MAILINGS, PARTS):
        rows = [one.read(lambda tx, shelf=shelf: tx.find(shelf)) for one in (desk, again)]
        assert rows[0] == rows[1] != []
    assert again.pending() == {}
    assert await steps(again) == []
