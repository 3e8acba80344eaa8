"""Mail servers that are down, slow, refuse and hang up, one after the other; `make faults` takes its time for it."""

import asyncio
import os
from collections import Counter
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest

from cityteams_cli.sink import count, listen
from cityteams_contracts.notifications import DeliveryFailed, DeliveryPutOff, LetterFailed, LetterSent, NotificationSent
from cityteams_notifications.mail import SmtpMailer
from cityteams_notifications.postman import utc_now
from cityteams_notifications.settings import Settings
from tests.notifications.gate import Gate
from tests.notifications.postal import LOST, Office, ScriptedSink
from tests.support.nats import free_port

WHOLE = bool(os.environ.get("CITYTEAMS_SOAK"))
CONNECTIONS = 4
LETTERS = 600 if WHOLE else 24
DOWN = 600.0 if WHOLE else 0.5
BYTE = 1.0 if WHOLE else 0.002
"""Seconds for each byte that a slow server says."""
TOO_SLOW = {"byte": 1.0, "patience": 5.0, "span": 300.0} if WHOLE else {"byte": 0.5, "patience": 1.0, "span": 1.5}
AGES = timedelta(days=36_500)
"""The letters of the tests are old; none is given up for its age."""
DELAYS = {"mail_delays": Settings.model_fields["mail_delays"].default} if WHOLE else {}
pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def database():
    """It is the mail server that is tried here."""
    return "sqlite"


class Round:
    """Letters on their way through a gate to a mail server, and what everybody counted in the end."""

    def __init__(self, office: Office, gate: Gate, sink: ScriptedSink, folder, working: "asyncio.Task[None]") -> None:
        self.office, self.gate, self.sink, self.folder, self.working = office, gate, sink, folder, working

    async def until_kept(self, mails: int) -> None:
        """Until the mail server has so many mails."""
        while count(self.folder)[0] < mails:
            assert not self.working.done()
            await asyncio.sleep(0.02)

    async def until_settled(self) -> None:
        """Until no letter waits."""
        while "queued" in self.office.outcomes().values():
            assert not self.working.done()
            await asyncio.sleep(0.05)

    async def end(self) -> None:
        self.working.cancel()
        with suppress(asyncio.CancelledError):
            await self.working

    def counts(self, name: str, letters: int, **also: int) -> Counter[str]:
        """What was said, kept and seen; what every trouble has in common is asserted here."""
        mails, repeats = count(self.folder)
        said = Counter(type(each).__name__ for each in self.office.desk.said())
        outcomes = Counter(self.office.outcomes().values())
        seen = Counter(
            mails=mails, repeats=repeats, sent=said[NotificationSent.__name__], put_off=said[DeliveryPutOff.__name__],
            failed=said[DeliveryFailed.__name__], connections=self.gate.connections, **also,
        )  # fmt: skip
        print(f"{name}: {letters} letters, " + ", ".join(f"{number} {word}" for word, number in seen.items()))
        assert (outcomes["sent"], outcomes["sent"] + seen["failed"]) == (mails, letters)
        assert seen["sent"] == said[LetterSent.__name__] == mails
        assert seen["failed"] == said[LetterFailed.__name__]
        assert self.office.desk.pending() == {}
        return seen


@pytest.fixture
def going(new_desk, tmp_path):
    """Starts a round: so many letters, a gate, a sink with its script."""

    @asynccontextmanager
    async def start(letters: int, *script: str, opened: bool = True, **told: object):
        behind = free_port()
        office = Office(new_desk(mail_connections=CONNECTIONS, mail_patience=AGES, **told))
        office.queue(letters)
        office.clock = utc_now  # type: ignore[assignment]
        settings: Any = office.desk.service.settings
        gate = Gate(settings.smtp_port, behind)
        sink = ScriptedSink(tmp_path, *script)
        async with await listen(sink, behind):
            if opened:
                await gate.open()
            mailers = [SmtpMailer(settings) for _ in range(CONNECTIONS)]
            working = asyncio.create_task(office.postman(*mailers).work())
            round_ = Round(office, gate, sink, tmp_path, working)
            try:
                yield round_
            finally:
                await round_.end()
                await gate.close()

    return start


async def test_a_server_that_is_down_costs_time_and_no_letter(going):
    async with going(LETTERS, opened=False, **DELAYS) as post:
        await asyncio.sleep(DOWN)
        assert count(post.folder) == (0, 0)
        await post.gate.open()
        await post.until_kept(LETTERS // 3)
        await post.gate.close()
        await asyncio.sleep(DOWN / 10)
        await post.gate.open()
        await post.until_settled()
        seen = post.counts("down", LETTERS)
    assert seen["failed"] == 0
    assert seen["repeats"] <= seen["put_off"] <= CONNECTIONS  # what was under way when it went down the second time


async def test_a_server_that_says_one_byte_at_a_time_gets_every_letter_once(going):
    letters = LETTERS // 40 if WHOLE else LETTERS // 3
    async with going(letters, smtp_timeout=timedelta(minutes=10)) as post:
        post.gate.pause = BYTE
        await post.until_settled()
        seen = post.counts("slow", letters)
    assert (seen["mails"], seen["repeats"], seen["put_off"]) == (letters, 0, 0)


async def test_a_server_that_becomes_slower_than_our_patience_gets_what_it_missed_later(going):
    async with going(LETTERS, smtp_timeout=TOO_SLOW["patience"]) as post:
        await post.until_kept(LETTERS // 3)
        post.gate.pause = TOO_SLOW["byte"]
        await asyncio.sleep(TOO_SLOW["span"])
        post.gate.pause = 0.0
        await post.until_settled()
        seen = post.counts("too slow", LETTERS)
    assert (seen["mails"], seen["failed"]) == (LETTERS, 0)
    assert seen["repeats"] <= seen["put_off"]


async def test_of_a_server_that_puts_off_every_third_each_no_is_one_line_of_the_ledger(going):
    script = ["", "", "451 4.3.0 later"] * LETTERS
    async with going(LETTERS, *script) as post:
        await post.until_settled()
        asked = len(script) - len(post.sink.script)
        seen = post.counts("every third put off", LETTERS, asked=asked)
    assert (seen["mails"], seen["repeats"], seen["put_off"]) == (LETTERS, 0, asked // 3)


async def test_of_a_server_that_refuses_every_third_for_good_the_others_arrive_once(going):
    async with going(LETTERS, *["", "", "554 5.7.1 no"] * LETTERS) as post:
        await post.until_settled()
        seen = post.counts("every third refused", LETTERS)
    assert (seen["mails"], seen["failed"]) == (LETTERS - LETTERS // 3, LETTERS // 3)
    assert (seen["repeats"], seen["put_off"]) == (0, 0)


async def test_a_line_that_is_cut_amid_the_text_loses_and_doubles_nothing(going):
    async with going(LETTERS) as post:
        post.gate.cut_each = 3
        await post.until_settled()
        seen = post.counts("cut amid DATA", LETTERS, cuts=post.gate.cuts)
    assert (seen["mails"], seen["repeats"]) == (LETTERS, 0)
    assert seen["put_off"] == seen["cuts"] >= LETTERS // 3


async def test_an_answer_that_is_lost_after_the_text_is_the_only_thing_that_repeats_a_mail(going):
    script = ["", "", LOST] * LETTERS
    async with going(LETTERS, *script) as post:
        await post.until_settled()
        lost = (len(script) - len(post.sink.script)) // 3
        seen = post.counts("answer lost", LETTERS, lost=lost)
    assert (seen["mails"], seen["failed"]) == (LETTERS, 0)
    assert seen["repeats"] == seen["put_off"] == lost
