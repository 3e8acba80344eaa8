import asyncio
import hashlib
from contextlib import asynccontextmanager, suppress

import pytest

from cityteams_chassis import Transient
from cityteams_cli.sink import REFUSED, count, listen
from cityteams_contracts.notifications import DeliveryFailed, LetterFailed, LetterSent, SuppressionBegun
from cityteams_notifications.mail import ServerAway, SmtpMailer
from cityteams_notifications.postman import utc_now
from tests.notifications.postal import CUT, LOST, Office, ScriptedSink


class Killed(BaseException):
    """The process is gone at this very point."""


@pytest.fixture
def office(desk):
    return Office(desk)


@asynccontextmanager
async def sink(office, folder, *script):
    """A mail server where the service expects one."""
    handler = ScriptedSink(folder, *script)
    server = await listen(handler, office.desk.service.settings.smtp_port)
    try:
        yield handler
    finally:
        server.close()
        await asyncio.sleep(0.01)  # both ends of a connection notice


async def all_settled(office, *working):
    """Waits until no letter is queued, while these loops live."""
    async with asyncio.timeout(120):
        while "queued" in office.outcomes().values():
            assert not any(each.done() for each in working)
            await asyncio.sleep(0.02)


async def test_letters_are_sent_oldest_first_over_one_connection_and_their_texts_forgotten(office, tmp_path):
    letters = office.queue(25)
    async with sink(office, tmp_path) as server:
        postman = office.postman()
        assert [await postman.deliver() for _ in range(3)] == [20, 5, 0]
        await postman._hang_up()
    assert count(tmp_path) == (25, 0)
    assert server.connections == 1
    sent = [event for event in office.desk.said() if isinstance(event, LetterSent)]
    assert [event.letter_id for event in sent] == sorted(letters)
    assert office.desk.bodies() == {}
    assert office.desk.attempts() == set()
    assert {purpose for _, purpose in office.registration.asked} == {"worksheet_received"}


async def test_without_a_mail_server_letters_wait_and_nothing_is_in_doubt(office, tmp_path):
    letters = office.queue(3)
    postman = office.postman()
    with pytest.raises(ServerAway):
        await postman.deliver()
    assert (office.desk.attempts(), len(office.desk.bodies())) == (set(), 3)
    async with sink(office, tmp_path):
        await postman.deliver()
    assert office.outcomes() == dict.fromkeys(letters, "sent")
    assert count(tmp_path) == (3, 0)


@pytest.mark.parametrize("answer", ["451 4.3.0 later", "RCPT 450 4.2.0 greylisted", "421 4.3.2 closing"])
async def test_a_letter_that_is_put_off_rests_alone_and_is_sent_later(office, tmp_path, answer):
    office.queue(3)
    async with sink(office, tmp_path, answer):
        postman = office.postman()
        await postman.deliver()
        assert sorted(office.outcomes().values()) == ["queued", "sent", "sent"]
        assert office.desk.attempts() == set()
        assert await postman.deliver() == 0
        office.clock.forward(seconds=1)
        assert await postman.deliver() == 1
    assert set(office.outcomes().values()) == {"sent"}
    assert count(tmp_path) == (3, 0)


@pytest.mark.parametrize("answer", ["554 5.7.1 no", "RCPT 550 5.1.1 nobody"])
async def test_a_letter_that_is_refused_for_good_fails_alone_and_is_not_tried_again(office, tmp_path, answer):
    first, *rest = sorted(office.queue(3))
    async with sink(office, tmp_path, answer) as server:
        postman = office.postman()
        await postman.deliver()
        assert await postman.deliver() == 0
    assert office.outcomes() == {first: "refused-by-the-mail-server"} | dict.fromkeys(rest, "sent")
    assert server.connections == 1
    assert (count(tmp_path), office.desk.bodies()) == ((2, 0), {})


async def test_a_recipient_at_the_refusing_domain_fails(office, tmp_path):
    office.queue(1)
    office.registration.contacts["p-0"] = ("Ann", f"ann@{REFUSED}")
    async with sink(office, tmp_path):
        await office.postman().deliver()
    said = office.desk.said()[1:]
    assert [type(event) for event in said] == [LetterFailed, DeliveryFailed, SuppressionBegun]
    assert (said[1].answer, said[1].attempt, said[2].person_id, said[2].status) == (550, 1, "p-0", "5.1.1")
    (again,) = office.queue(1)
    await office.postman().deliver()
    assert office.outcomes()[again] == "mail-does-not-reach-the-person"
    assert [person for person, _ in office.registration.asked] == ["p-0"]


async def test_a_server_that_is_tired_of_a_connection_gets_a_new_one(office, tmp_path):
    office.queue(3)
    async with sink(office, tmp_path, "MAIL ok", "MAIL 421 4.7.0 too many", "MAIL ok", "MAIL 451 4.3.0 slow") as server:
        await office.postman().deliver()
    assert (count(tmp_path), server.connections) == ((3, 0), 3)


async def test_a_server_that_dislikes_the_sender_costs_no_letter(office, tmp_path):
    office.queue(2)
    async with sink(office, tmp_path, "MAIL 550 5.7.1 who are you"):
        with pytest.raises(ServerAway, match="550"):
            await office.postman().deliver()
    assert (set(office.outcomes().values()), office.desk.attempts()) == ({"queued"}, set())


async def test_a_line_cut_amid_the_text_leaves_a_doubt_and_then_one_mail(office, tmp_path):
    letters = office.queue(2)
    async with sink(office, tmp_path, CUT):
        postman = office.postman()
        await postman.deliver()
        assert office.desk.attempts() == {min(letters)}
        office.clock.forward(seconds=1)
        await postman.deliver()
    assert office.outcomes() == dict.fromkeys(letters, "sent")
    assert (count(tmp_path), office.desk.attempts()) == ((2, 0), set())


async def test_a_lost_answer_sends_the_same_mail_again_and_the_receiver_drops_it(office, tmp_path):
    (letter,) = office.queue(1)
    async with sink(office, tmp_path, LOST):
        postman = office.postman()
        await postman.deliver()
        office.clock.forward(seconds=1)
        await postman.deliver()
    assert count(tmp_path) == (1, 1)
    name = hashlib.sha256(f"<{letter}@cityteams.local>".encode()).hexdigest()[:40]
    assert (tmp_path / f"{name}.eml").exists()


async def test_killed_between_the_answer_and_its_note_the_mail_is_one(office, tmp_path):
    class Dying(SmtpMailer):
        async def send(self, mail):
            await super().send(mail)
            raise Killed

    letters = office.queue(3)
    async with sink(office, tmp_path):
        with pytest.raises(Killed):
            await office.postman(Dying(office.desk.service.settings)).deliver()
        assert office.desk.attempts() == {min(letters)}
        assert set(office.outcomes().values()) == {"queued"}
        await office.postman().deliver()
    assert office.outcomes() == dict.fromkeys(letters, "sent")
    assert count(tmp_path) == (3, 1)
    assert len([event for event in office.desk.said() if isinstance(event, LetterSent)]) == 3


async def test_a_doubt_survives_a_mail_server_that_is_away_afterwards(office, tmp_path):
    (letter,) = office.queue(1)
    async with sink(office, tmp_path, LOST):
        await office.postman().deliver()
    office.clock.forward(seconds=1)
    with pytest.raises(ServerAway):
        await office.postman().deliver()
    assert office.desk.attempts() == {letter}


async def test_while_registration_is_away_letters_wait_and_no_mail_server_is_asked(office, tmp_path):
    office.queue(2)
    office.registration.away = True
    async with sink(office, tmp_path) as server:
        with pytest.raises(Transient):
            await office.postman().deliver()
        assert server.connections == 0
        office.registration.away = False
        await office.postman().deliver()
    assert count(tmp_path) == (2, 0)


async def test_who_has_no_contact_any_more_gets_nothing_and_the_letter_says_so(office, tmp_path):
    office.queue(2)
    office.registration.contacts["p-0"] = None
    async with sink(office, tmp_path):
        await office.postman().deliver()
    assert sorted(office.outcomes().values()) == ["no-contact", "sent"]
    assert office.desk.bodies() == {}


async def test_an_address_that_cannot_be_written_is_a_failed_letter_and_no_loop(office, tmp_path):
    office.queue(2)
    office.registration.contacts["p-0"] = ("Ann", "ann@example.org\r\nBcc: all@example.org")
    async with sink(office, tmp_path) as server:
        postman = office.postman()
        await postman.deliver()
        assert await postman.deliver() == 0
    assert sorted(office.outcomes().values()) == ["mail-cannot-be-written", "sent"]
    assert server.recipients == ["ann@example.org"]


async def test_a_letter_that_is_always_put_off_is_given_up_in_the_end(office, tmp_path):
    office.queue(1)
    async with sink(office, tmp_path, *["451 later"] * 9):
        postman = office.postman()
        for _ in range(2):
            await postman.deliver()
            office.clock.forward(days=3)
        assert set(office.outcomes().values()) == {"queued"}
        await postman.deliver()
    assert set(office.outcomes().values()) == {"mail-server-kept-saying-later"}


async def test_a_letter_known_from_a_replay_only_is_never_sent(new_desk, office, tmp_path):
    office.queue(3)
    copy = Office(new_desk(smtp_port=office.desk.service.settings.smtp_port))
    copy.desk.replay([*office.desk.heard, *office.desk.envelopes()])
    async with sink(office, tmp_path):
        assert await copy.postman().deliver() == 0
    assert (count(tmp_path), copy.registration.asked) == ((0, 0), [])


async def test_the_loop_outlives_every_trouble_and_sends_all(office, tmp_path):
    office.queue(30)
    office.registration.away = True
    office.clock = utc_now
    working = asyncio.create_task(office.postman().work())
    await asyncio.sleep(0.1)
    office.registration.away = False
    await asyncio.sleep(0.1)
    script = ["451 later", CUT, LOST, "421 closing", "RCPT 450 later", "554 no"]
    async with sink(office, tmp_path, *script):
        await all_settled(office, working)
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
    assert sorted(office.outcomes().values()) == ["refused-by-the-mail-server", *["sent"] * 29]
    assert count(tmp_path) == (29, 1)


async def test_only_one_postman_of_two_processes_works(office, tmp_path):
    office.queue(40)
    office.clock = utc_now
    async with sink(office, tmp_path) as server:
        working = [asyncio.create_task(office.postman().work()) for _ in range(2)]
        await all_settled(office, *working)
        for each in working:
            each.cancel()
        await asyncio.gather(*working, return_exceptions=True)
    assert (count(tmp_path), server.connections) == ((40, 0), 1)
