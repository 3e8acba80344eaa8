import os
import subprocess
import sys

import pytest

from cityteams_chassis import Refused
from cityteams_registration.app import build
from cityteams_registration.seasons.files import read_seasons
from cityteams_registration.seasons.opening import take_up
from cityteams_registration.store import ROUNDS
from tests.registration.conftest import KEY
from tests.registration.desk import Desk
from tests.registration.seasons.test_reading import GOOD


@pytest.fixture
def seasons(tmp_path):
    """Reads a rule file of this text."""

    def read(text=GOOD):
        (tmp_path / "small.yaml").write_text(text, "utf-8")
        return read_seasons(tmp_path)

    return read


def said(service):
    return [event.name.rpartition(".")[2] for event in Desk(service).said()]


async def test_a_round_is_opened_once_however_often_and_wherever_the_service_starts(fresh, seasons):
    service = fresh()
    replica = build(service.settings)
    for each in (service, replica, service):
        await take_up(each, seasons())
    assert said(service) == ["opened"]
    replica.store.close()


async def test_a_higher_version_revises_and_a_lower_one_changes_nothing(fresh, seasons):
    service, second = fresh(), GOOD.replace("version: 1", "version: 2").replace("A small", "A better")
    for text in (GOOD, second, GOOD):
        await take_up(service, seasons(text))
    assert said(service) == ["opened", "revised"]
    known = Desk(service).read(lambda tx: tx.get(ROUNDS, "small-2020"))
    assert known is not None
    assert known.round.title == "A better round"


async def test_a_changed_file_of_the_same_version_is_refused_at_its_line(fresh, seasons):
    service = fresh()
    await take_up(service, seasons())
    with pytest.raises(Refused, match=r"small\.yaml:3: version 1 .* raise the version to 2"):
        await take_up(service, seasons(GOOD.replace("A small", "Another")))


def test_the_service_does_not_start_with_a_broken_file(tmp_path):
    (tmp_path / "small.yaml").write_text(GOOD.replace("level: block", "level: stop"), "utf-8")
    given = {
        "CITYTEAMS_STORE_URL": f"sqlite:///{tmp_path}/registration.db",
        "CITYTEAMS_CONTACT_KEY": KEY,
        "CITYTEAMS_SEASONS_FOLDER": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "cityteams_registration"],
        env=os.environ | given,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("cityteams: small.yaml:9: rules.0.level: ")
