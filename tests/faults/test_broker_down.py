"""The broker is away for a while: everybody says so, people are served, and afterwards nothing is lost or doubled."""

import asyncio
import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import httpx
import psutil
import pytest

from cityteams_cli.agreeing import differences
from cityteams_cli.bus import Access, connected
from cityteams_cli.checks import nats_server
from cityteams_cli.counting import gather, summary
from cityteams_cli.folder import DataFolder
from cityteams_cli.programs import OPERATOR
from cityteams_cli.quiet import until_quiet
from cityteams_cli.season import Sample
from cityteams_cli.stores import Stores
from tests.cli.commanding import COMMAND, Up
from tests.faults.house import commands_without_one_effect, soaking, wait_for
from tests.support.season import SAMPLE, SERVICES, Door, services

pytestmark = [pytest.mark.faults, pytest.mark.slow]
AWAY = 60.0 if soaking() else 15.0
"""Seconds without a broker."""
NOTICED, BACK = 10.0, 30.0
BEFORE, MEANWHILE = 24, 20
GROWTH = 50.0
IMPORTS_FOR = 12.0
"""Seconds before the end of the outage at which somebody begins an import: it is patient for 30."""


class House:
    """A house of which the broker can be taken away."""

    def __init__(self, up, away):
        self.up, self.data, self._away = up, up.data, away
        self.door = Door(up.data)
        self.run = json.loads((up.data / "run.json").read_text())

    def parts(self):
        """The living processes by name."""
        found = {}
        for child in psutil.Process(self.up.process.pid).children():
            words = " ".join(child.cmdline())
            name = "nats" if "-c " in words and "nats.conf" in words else words.partition("-m cityteams_")[2]
            found[name.split(" ")[0]] = child
        return found

    def memory(self):
        parts = self.parts()
        return {name: parts[name].memory_info().rss for name in SERVICES}

    @contextmanager
    def without_broker(self, how):
        """Takes it away; on leaving it is there again."""
        broker = self.parts()["nats"]
        if how == "frozen":
            broker.send_signal(signal.SIGSTOP)
            yield
            broker.send_signal(signal.SIGCONT)
        else:
            self._away.touch()
            broker.kill()
            yield
            self._away.unlink()

    def readiness(self):
        """What every service says of itself: status code and what is wrong."""
        with httpx.Client(timeout=5, trust_env=False) as web, ThreadPoolExecutor(len(SERVICES)) as all_at_once:
            told = list(all_at_once.map(web.get, self.run["health"].values()))
        return [(each.status_code, each.json()["wrong"]) for each in told]

    def all_say(self, code, about=""):
        return all(status == code and about in "".join(wrong) for status, wrong in self.readiness())


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A house whose broker does not start while the file `away` is there."""
    away, wrapper = tmp_path / "away", tmp_path / "nats-server"
    wrapper.write_text(f'#!/bin/sh\n[ -e "{away}" ] && exit 1\nexec "{nats_server()}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("NATS_SERVER_BIN", str(wrapper))
    with Up(tmp_path / "var", "--no-sample") as up:
        up.says("cityteams is up")
        yield House(up, away)
        assert up.ends() == 0


def sheets(first, count):
    """Rows of the sample that keep the rules, from the given one on."""
    rows = [json.loads(line) for line in (SAMPLE / "worksheets.jsonl").read_text("utf-8").splitlines()]
    return [row for row in rows if row["officials"] and len(row["participants"]) > 1][first : first + count]


async def settled(data):
    """The facts once nothing moves any more."""
    installed, folder = services(), DataFolder(data)
    with closing(Stores(folder)) as stores:
        async with connected(Access.to(OPERATOR, data, None, None)) as client:
            js = client.jetstream(timeout=10)
            await until_quiet(stores, installed, js, 60)
            return await gather(folder, stores, installed, js)


def unsent(data):
    with closing(Stores(DataFolder(data))) as stores, stores.reading("portal") as conn:
        return conn.exec_driver_sql("SELECT count(*) FROM outbox WHERE sent_sequence IS NULL").scalar()


def importing(house, tmp_path):
    """Somebody imports a file, from another terminal."""
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in sheets(BEFORE, MEANWHILE)), "utf-8")
    command = [*COMMAND, "worksheets", "import", str(file), "--accept", "--data", str(house.data)]
    return psutil.Popen(command, stdout=-1, stderr=-2, text=True)


def people_are_served(house):
    """What people can do: look at every page, and ask for what needs no contact; each at once and kept."""
    for page in ("", "clusters", "agenda", "sign-in", "api/v1/counters", "api/v1/clusters"):
        response = httpx.get(f"{house.run['portal']}/{page}", timeout=2, trust_env=False)
        assert response.status_code == 200, page
    for row in sheets(0, BEFORE):
        response = house.door.post(f"worksheets/{row['id']}/accept")
        assert (response.status_code, response.json()["state"]) == (202, "waiting")
    assert house.door.post("gatherings", Sample(SAMPLE).gathering()).status_code == 202
    assert unsent(house.data) == BEFORE + 1


def new_people_are_told_to_come_again(house):
    """A contact goes to registration and into no other store: without it a worksheet is not taken, nor half of it."""
    response = house.door.post("worksheets", sheets(BEFORE, 1)[0])
    assert (response.status_code, response.json()["code"]) == (503, "registration-is-away")
    assert int(response.headers["Retry-After"]) > 0
    assert unsent(house.data) == BEFORE + 1


class Memory:
    """How much each service has grown, at most."""

    def __init__(self, house):
        self._house, self._before = house, house.memory()
        self.grown = dict.fromkeys(SERVICES, 0.0)

    def look(self):
        """Megabytes."""
        for name, size in self._house.memory().items():
            self.grown[name] = max(self.grown[name], round((size - self._before[name]) / (1 << 20), 1))


def through_an_outage(house, how, tmp_path):
    """Takes the broker away for a while; returns what was seen, and the import that somebody began meanwhile."""
    memory, work = Memory(house), None
    with house.without_broker(how):
        since = time.monotonic()
        wait_for("everybody to name the broker", lambda: house.all_say(503, "broker"), NOTICED)
        seen = {"noticed after": time.monotonic() - since}
        people_are_served(house)
        new_people_are_told_to_come_again(house)
        while time.monotonic() - since < AWAY:
            if work is None and time.monotonic() - since > AWAY - IMPORTS_FOR:
                work = importing(house, tmp_path)
            memory.look()
            time.sleep(0.5)
        assert house.all_say(503, "broker")
    since = time.monotonic()
    wait_for("everybody to be ready again", lambda: house.all_say(200), BACK)
    seen["ready after"] = time.monotonic() - since
    assert max(memory.grown.values()) < GROWTH
    assert work is not None
    told, _ = work.communicate(timeout=60)
    assert work.returncode == 0, told
    seen["imported after"] = time.monotonic() - since
    return seen, memory.grown


@pytest.mark.parametrize("how", ["frozen", "killed"])
async def test_a_house_without_its_broker_says_so_serves_people_and_catches_up(house, how, tmp_path, capsys):
    for row in sheets(0, BEFORE):
        assert house.door.post("worksheets", row).status_code == 202
    await settled(house.data)
    seen, grown = await asyncio.to_thread(through_an_outage, house, how, tmp_path)
    since = time.monotonic()
    facts = await settled(house.data)
    seen["quiet after"] = seen["imported after"] + time.monotonic() - since
    figures = summary(facts)
    with capsys.disabled():
        print(f"\n  {how} for {AWAY:g} s:", ", ".join(f"{what} {time_:.1f} s" for what, time_ in seen.items()))
        print(f"  grown by MB: {grown}\n  {json.dumps(figures)}")
    assert differences(facts) == []
    assert figures["worksheets"] == {"submitted": BEFORE + MEANWHILE, "accepted": BEFORE + MEANWHILE, "rejected": 0}
    assert figures["clusters"]["listed"] == figures["slots"] == BEFORE + MEANWHILE
    assert commands_without_one_effect(house.data) == []
