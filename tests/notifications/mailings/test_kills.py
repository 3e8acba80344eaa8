"""A mailing goes out once to everybody, however often its process is killed."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from random import Random

import pytest

from cityteams_cli.sink import count, listen
from cityteams_contracts.notifications import LetterQueued, MailingCompleted, MailingPartQueued
from cityteams_contracts.notifications.mailings import PART
from cityteams_notifications.settings import Settings
from tests.notifications.mailings.story import approved, speaks
from tests.notifications.postal import ScriptedSink

pytestmark = [pytest.mark.faults, pytest.mark.slow]
CONNECTIONS = Settings.model_fields["mail_connections"].default
KILLS = 40 if os.environ.get("CITYTEAMS_SOAK") else 2


async def test_a_mailing_whose_process_is_killed_again_and_again_reaches_everybody_once(desk, tmp_path):
    people, chance = 20 * KILLS + PART + 20, Random(7)
    desk.hear(*(speaks(number) for number in range(people)))
    approved(desk)
    settings = desk.service.settings
    server, kills = await listen(ScriptedSink(tmp_path), settings.smtp_port), 0
    async with server, asyncio.timeout(90 + 30 * KILLS):
        while not _said(desk, MailingCompleted):
            with _at_work(settings) as process:
                await _progress(tmp_path, desk, process, last=kills >= KILLS)
                await asyncio.sleep(chance.uniform(0, 0.3))
            kills += 1
    mails, repeats = count(tmp_path)
    print(f"{mails} mails to {people}, {kills} kills, {repeats} repeats")
    letters = Counter(each.person_id for each in _said(desk, LetterQueued))
    assert set(letters.values()) == {1}
    assert sum(each.queued for each in _said(desk, MailingPartQueued)) == mails == people
    assert repeats <= kills * CONNECTIONS
    (ended,) = _said(desk, MailingCompleted)
    assert ended.sent == people


def _said(desk, kind):
    return [each for each in desk.said() if isinstance(each, kind)]


@contextmanager
def _at_work(settings):
    """A process of its own, killed in the end."""
    module = "tests.notifications.mailings.mailing_out"
    command = [sys.executable, "-m", module, settings.store_url, str(settings.smtp_port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def _progress(folder, desk, process, *, last):
    """Until another mail has come; the last process works until nothing is left to do."""
    before = count(folder)[0]
    while not _said(desk, MailingCompleted) if last else count(folder)[0] == before:
        assert process.poll() is None
        await asyncio.sleep(0.1)
