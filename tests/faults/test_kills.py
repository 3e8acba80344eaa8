"""kill -9 of any part at random moments while the season plays."""

from random import Random

import pytest

from cityteams_cli.sink import count
from tests.faults.house import SERVICES, Season, commands_without_one_effect, soaking, wait_for

KILLS = 50 if soaking() else 6
SEASON_KILLS = 10  # a season is short: the moments are spread over several

pytestmark = [pytest.mark.faults, pytest.mark.slow]


def _play_with_kills(season: Season, kills: int, chance: Random) -> None:
    season.start()
    try:
        wait_for("all parts to be started", lambda: season.ready() or not season.plays)
        for _ in range(kills):
            moment = chance.uniform(0.05, 1.2)
            try:
                season.process.wait(moment)
                break
            except Exception:  # noqa: BLE001 - it still plays, as it should
                season.kill_one(chance)
        season.result()
    finally:
        season.stop()


def test_nothing_is_lost_or_doubled_when_any_part_is_killed_at_random_moments(tmp_path, capsys):
    chance, killed, number = Random(20180206), 0, 0
    while killed < KILLS:
        number += 1
        season = Season(tmp_path / f"season-{number}")
        _play_with_kills(season, min(SEASON_KILLS, KILLS - killed), chance)
        killed += sum(season.killed.values())
        after = Season(season.folder).start()
        try:
            result = after.result()
        finally:
            after.stop()
        with capsys.disabled():
            mails, repeats = count(season.folder / "mail")
            print(f"\n  season {number}: killed {dict(season.killed)}; {_short(result)}")
            print(f"  the sink holds {mails} mails and dropped {repeats} repeated by their Message-ID")
        assert mails == result["mails"]
        assert result["differences"] == []
        assert result["agree"]
        assert commands_without_one_effect(season.folder) == []
        assert result["worksheets"]["accepted"] == 64
        assert result["clusters"]["listed"] == 64
        assert {service for service in SERVICES if not (season.folder / "stores" / f"{service}.db").exists()} == set()


def _short(result):
    names = ("worksheets", "clusters", "invitations", "slots", "mails", "events", "agree")
    return {name: result[name] for name in names}
