import asyncio
import os
import subprocess
import sys
from contextlib import contextmanager
from random import Random

import pytest

from cityteams_cli.sink import count, listen
from cityteams_contracts.notifications import LetterSent, NotificationSent
from cityteams_notifications.settings import Settings
from tests.notifications.postal import Office, ScriptedSink

pytestmark = [pytest.mark.faults, pytest.mark.slow]
CONNECTIONS = Settings.model_fields["mail_connections"].default
KILLS = 100 if os.environ.get("CITYTEAMS_SOAK") else 8


async def test_a_postman_killed_again_and_again_loses_no_letter_and_doubles_at_most_one_per_connection(desk, tmp_path):
    office, chance = Office(desk), Random(7)
    letters = office.queue(40 * KILLS)
    settings = desk.service.settings
    server = await listen(ScriptedSink(tmp_path), settings.smtp_port)
    kills = 0
    async with server, asyncio.timeout(60 + 30 * KILLS):
        while "queued" in office.outcomes().values():
            with posting(settings) as process:
                await progress(tmp_path, office, process, last=kills >= KILLS)
                await asyncio.sleep(chance.uniform(0, 0.15))
            kills += 1
    mails, repeats = count(tmp_path)
    print(f"{mails} mails, {kills} kills, {CONNECTIONS} connections, {repeats} repeats")
    assert office.outcomes() == dict.fromkeys(letters, "sent")
    assert mails == len(letters)
    assert repeats <= kills * CONNECTIONS
    said = [type(event) for event in desk.said()]
    assert said.count(LetterSent) == said.count(NotificationSent) == len(letters)


@contextmanager
def posting(settings):
    """The postman as a process of its own, killed in the end."""
    command = [sys.executable, "-m", "tests.notifications.posting", settings.store_url, str(settings.smtp_port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def progress(folder, office, process, *, last):
    """Until another mail has come; the last process works until nothing is left to do."""
    before = count(folder)[0]
    while "queued" in office.outcomes().values() if last else count(folder)[0] == before:
        assert process.poll() is None
        await asyncio.sleep(0.02)
