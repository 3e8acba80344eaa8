"""The house for real: a season, its figures, its record, its replay, and what happens when parts of it die."""

import json
import os
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.cli.commanding import Up, children_of, cityteams, is_alive

pytestmark = pytest.mark.slow
SERVICES = ("clusters", "events", "notifications", "portal", "registration")


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A data folder in which the sample season was played, and what the demo printed."""
    data = tmp_path_factory.mktemp("demo") / "var"
    done = cityteams("demo", "--exit", "--json", "--data", data, seconds=100)
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = done.stdout.splitlines()
    return data, json.loads(line)


def test_a_whole_season_agrees_in_every_store_stream_and_mailbox(played):
    _, told = played
    assert told["agree"] is True
    assert told["differences"] == []
    assert told["worksheets"] == {"submitted": 64, "accepted": 64, "rejected": 5}
    assert told["clusters"]["listed"] == told["slots"] == 64
    assert told["invitations"]["open"] == 0
    assert told["invitations"]["declined"] == 3
    assert told["mails"] > 300


def test_it_carries_on_with_the_same_data_and_every_store_is_the_fold_of_its_events(played, tmp_path):
    data, told = played
    with Up(data, "--no-sample") as house:
        house.says("cityteams is up")
        record = cityteams("record", "--to", tmp_path / "all.jsonl.gz", "--data", data)
        assert record.stdout == f"{sum(told['events'].values())} events in {tmp_path}/all.jsonl.gz\n"
        doctor = cityteams("doctor", "--data", data, "--json")
        assert {each["what"] for each in json.loads(doctor.stdout) if not each["well"]} <= {"port 8080"}
        assert cityteams("dead", "list", "--data", data).stdout == "there are no dead letters\n"
        assert house.ends() == 0
    for service in SERVICES:
        store = f"sqlite:///{tmp_path}/{service}.db"
        replay = cityteams("replay", tmp_path / "all.jsonl.gz", "--into", service, "--store", store)
        assert replay.returncode == 0, replay.stderr
        diff = cityteams("diff", data / "stores" / f"{service}.db", store)
        assert (diff.returncode, diff.stdout) == (0, "identical\n"), service
    again = cityteams(
        "replay", tmp_path / "all.jsonl.gz", "--into", "portal", "--store", f"sqlite:///{tmp_path}/portal.db"
    )
    assert again.returncode == 2
    assert "replay into a fresh one" in again.stderr


def test_what_is_killed_comes_back_and_everything_stops_before_anything_has_to_be_killed(tmp_path):
    with Up(tmp_path / "var", "--no-sample") as house:
        house.says("cityteams is up, with an empty house")
        run = json.loads((tmp_path / "var" / "run.json").read_text())
        family = children_of(house.process.pid)
        assert len(family) == len(SERVICES) + 3
        for name in ("clusters", "nats"):
            (pid,) = [each for each in children_of(house.process.pid) if _is(each, name)]
            os.kill(pid, signal.SIGKILL)
            house.says(f"{name} ended (killed by signal 9); starts again in 0.2 s")
        _until(lambda: all(_ready(url) for url in run["health"].values()))
        family = children_of(house.process.pid)
        assert house.ends(signal.SIGINT) == 0
        house.says("everything is stopped")  # in order: what takes longer than four seconds is killed, and said so
        assert not any(is_alive(pid) for pid in family)


def test_nothing_outlives_a_supervisor_that_is_killed_and_the_next_start_waits_for_it(tmp_path):
    with Up(tmp_path / "var", "--no-sample") as house:
        house.says("cityteams is up")
        family = children_of(house.process.pid)
        house.process.kill()
        house.process.wait()
        with Up(tmp_path / "var", "--no-sample") as following:
            following.says("cityteams is up")
            assert not any(is_alive(pid) for pid in family)
            assert following.ends() == 0


def test_no_password_is_in_a_log_or_a_configuration(tmp_path):
    with Up(tmp_path / "var", "--no-sample", "--verbose") as house:
        house.says("cityteams is up")
        found = {path.stem: path.read_text().strip() for path in (tmp_path / "var" / "secrets").iterdir()}
        users = {f"nats-{name}" for name in (*SERVICES, "operator", "provisioner")}
        assert found.keys() == users | {"contact-key", "endpoint-key", "unsubscribe-key", "api-token"}
        secrets = list(found.values())
        assert all(oct(path.stat().st_mode & 0o777) == "0o600" for path in (tmp_path / "var" / "secrets").iterdir())
        assert house.ends() == 0
        log = house.log.read_text() + (tmp_path / "var" / "nats.conf").read_text()
        assert not any(secret in log for secret in secrets)


def _is(pid: int, name: str) -> bool:
    command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return f"cityteams_{name}".encode() in command or Path(command[0].decode()).name == f"{name}-server"


def _ready(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _until(is_so, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)
