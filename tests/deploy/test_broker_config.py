"""The shipped configurations of broker and database, taken by the real servers."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.deploy.places import DEPLOY, SERVICES, assigned, filled_copy
from tests.support.nats import free_port, server_binary
from tests.support.postgres import Postgres


@pytest.fixture(scope="module")
def monitoring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the figures of a server that runs with the very files that are shipped."""
    folder = tmp_path_factory.mktemp("nats")
    shutil.copytree(DEPLOY / "nats", folder / "conf")
    port = free_port()
    config = folder / "conf" / "nats.conf"
    here = {
        '"0.0.0.0:4222"': f'"127.0.0.1:{free_port()}"',
        "127.0.0.1:8222": f"127.0.0.1:{port}",
        "/data": f"{folder}/js",
    }
    text = config.read_text("utf-8")
    for shipped, ours in here.items():
        assert shipped in text
        text = text.replace(shipped, ours)
    config.write_text(text, "utf-8")
    environment = {
        name: f"p{name.lower()}" for name in assigned((DEPLOY / "env" / "nats.env.example").read_text("utf-8"))
    }
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([server_binary(), "-c", config], stderr=log, env={**os.environ, **environment})
    try:
        yield answering(f"http://127.0.0.1:{port}")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def answering(address: str) -> str:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{address}/healthz?js-enabled-only=true", timeout=1) as answer:
                assert json.load(answer) == {"status": "ok"}
                return address
        except urllib.error.URLError:
            time.sleep(0.02)
    pytest.fail("the broker did not become healthy")


def test_an_acknowledged_message_is_on_the_disk(monitoring: str) -> None:
    with urllib.request.urlopen(f"{monitoring}/varz", timeout=2) as answer:
        told = json.load(answer)
    assert told["jetstream"]["config"]["sync_always"] is True
    assert told["max_payload"] == 256 * 1024
    assert told["auth_required"] is True


def test_a_missing_password_keeps_the_broker_from_starting(tmp_path: Path) -> None:
    shutil.copytree(DEPLOY / "nats", tmp_path / "conf")
    without = {name: value for name, value in os.environ.items() if not name.startswith("CITYTEAMS_")}
    command = [server_binary(), "-t", "-c", str(tmp_path / "conf" / "nats.conf")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=without)
    assert done.returncode != 0
    assert "CITYTEAMS_NATS_PASSWORD_CLUSTERS" in done.stderr


@pytest.mark.postgres
def test_every_service_gets_a_database_that_no_other_can_open(tmp_path: Path) -> None:
    passwords = assigned((filled_copy(tmp_path) / "env" / "postgres.env").read_text("utf-8"))
    with Postgres() as server:
        environment = {**os.environ, **passwords, "POSTGRES_USER": "app", "POSTGRES_DB": "postgres"}
        script = ["bash", str(DEPLOY / "postgres" / "databases.sh")]
        subprocess.run(script, check=True, env={**environment, "PGHOST": str(server.folder)}, cwd="/")
        for service in SERVICES:
            password = passwords[f"CITYTEAMS_STORE_PASSWORD_{service.upper()}"]
            for database in SERVICES:
                address = f"postgresql+psycopg://{service}:{password}@/{database}?host={server.folder}"
                assert may_make_a_table(address) is (database == service)


def may_make_a_table(address: str) -> bool:
    engine = sa.create_engine(address)
    try:
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE mine (id int)"))
    except sa.exc.OperationalError as refused:
        return "permission denied for database" not in str(refused)
    finally:
        engine.dispose()
    return True
