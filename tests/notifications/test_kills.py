import asyncio
import os
import subprocess
import sys
from random import Random

import pytest

from cityteams_cli.sink import count, listen
from cityteams_contracts.notifications import LetterSent
from tests.notifications.postal import Office, ScriptedSink

pytestmark = [pytest.mark.faults, pytest.mark.slow]
KILLS = 100 if os.environ.get("CITYTEAMS_SOAK") else 8


async def test_a_postman_killed_again_and_again_loses_no_letter_and_doubles_no_mail(desk, tmp_path):
    office, chance = Office(desk), Random(7)
    letters = office.queue(40 * KILLS)
    settings = desk.service.settings
    url = settings.store_url
    server = await listen(ScriptedSink(tmp_path), settings.smtp_port)
    command = [sys.executable, "-m", "tests.notifications.posting", url, str(settings.smtp_port)]
    kills = 0
    async with server, asyncio.timeout(20 + 4 * KILLS):
        while "queued" in office.outcomes().values():
            process = subprocess.Popen(command)  # noqa: ASYNC220 - it starts at once
            before = count(tmp_path)[0]
            while kills < KILLS and count(tmp_path)[0] == before:  # noqa: ASYNC110 - a folder is what is awaited
                await asyncio.sleep(0.01)
            await asyncio.sleep(chance.uniform(0, 0.15) if kills < KILLS else 3)
            process.kill()
            process.wait()
            kills += 1
    mails, repeats = count(tmp_path)
    assert office.outcomes() == dict.fromkeys(letters, "sent")
    assert mails == len(letters)
    assert repeats <= kills
    assert len([event for event in desk.said() if isinstance(event, LetterSent)]) == len(letters)
    print(f"{mails} mails, {kills} kills, {repeats} repeats")
