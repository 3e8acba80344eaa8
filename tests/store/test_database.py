import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from cityteams_chassis import Refused
from cityteams_store import store as store_module
from cityteams_store.election import Election
from cityteams_store.store import Store
from tests.chassis.desk import Desk
from tests.chassis.samples import worksheet
from tests.chassis.toy import METADATA

MIGRATIONS = str(Path(__file__).parent / "migrations")
MIGRATE = """
import sys
from cityteams_store.store import Store
import sqlalchemy as sa
from cityteams_store.tables import create_chassis_tables
print("ready", flush=True)
sys.stdin.readline()
store = Store(sys.argv[1], sa.MetaData(), sys.argv[2])
store.migrate()
store.close()
"""


def opened(url: str, migrations: str | None = MIGRATIONS) -> Store:
    return Store(url, METADATA, migrations)


def heads(store: Store) -> list[str]:
    with store.engine.connect() as conn:
        return list(conn.scalars(sa.text("SELECT version_num FROM alembic_version")))


def migrate_at_once(url: str, processes: int) -> list[tuple[int | None, str]]:
    """Lets several processes migrate the same empty store at the same moment."""
    command = [sys.executable, "-c", MIGRATE, url, MIGRATIONS]
    running = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": "."},
        )
        for _ in range(processes)
    ]
    for each in running:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in running:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    ended = [(each.communicate(timeout=30), each) for each in running]
    return [(each.returncode, errors) for (_, errors), each in ended]


def test_several_processes_may_migrate_at_once(new_store):
    url = new_store()
    assert migrate_at_once(url, 3) == [(0, "")] * 3
    store = opened(url)
    assert heads(store) == ["0001"]
    store.close()


def test_migrating_again_changes_nothing(new_store):
    store = opened(new_store())
    store.migrate()
    store.migrate()
    assert heads(store) == ["0001"]
    store.close()


def test_a_store_of_a_newer_version_is_refused_by_its_name(new_store):
    store = opened(new_store())
    store.migrate()
    with store.writing() as conn:
        conn.execute(sa.text("UPDATE alembic_version SET version_num = '0099'"))
    place = re.escape(store.url.render_as_string(hide_password=True))
    with pytest.raises(Refused, match=rf"{place} is of a newer version \(0099\); start that version"):
        store.migrate()
    store.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(new_store, tmp_path):
    versions = tmp_path / "versions"
    versions.mkdir()
    first = Path(MIGRATIONS, "versions", "0001_first.py").read_text()
    (versions / "0001_first.py").write_text(first)
    broken = "revision = '0002'\ndown_revision = '0001'\ndef upgrade():\n"
    broken += (
        "    from alembic import op\n    op.execute('CREATE TABLE half (x INTEGER)')\n    raise RuntimeError('broken')"
    )
    (versions / "0002_second.py").write_text(broken)
    store = opened(new_store(), str(tmp_path))
    with pytest.raises(RuntimeError, match="broken"):
        store.migrate()
    assert sa.inspect(store.engine).get_table_names() == []
    store.close()


def test_sqlite_that_would_lose_commits_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(store_module, "_PRAGMAS", ("journal_mode=WAL", "synchronous=NORMAL"))
    with pytest.raises(Refused, match="would lose commits in a power cut: PRAGMA synchronous says 1"):
        opened(f"sqlite:///{tmp_path}/x.db").migrate()


@pytest.mark.postgres
@pytest.mark.parametrize("setting", ["off", "local", "remote_write"])
def test_postgres_that_would_lose_commits_is_refused(postgres_server, setting):
    url = postgres_server.new_database()
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(sa.text(f'ALTER DATABASE "{engine.url.database}" SET synchronous_commit TO {setting}'))
    engine.dispose()
    store = opened(url)
    with pytest.raises(Refused, match=f"SHOW synchronous_commit says {setting}; set it to full or on"):
        store.migrate()
    store.close()


def test_every_sqlite_connection_is_durable_and_leaves_no_deleted_bytes(tmp_path):
    store = opened(f"sqlite:///{tmp_path}/x.db")
    store.migrate()
    with store.engine.connect() as one, store.engine.connect() as two:
        for conn in (one, two):
            asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            assert [conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked] == ["wal", 2, 1, 1]
    store.close()


@pytest.mark.parametrize("content", [None, b"this is no database, " * 300])
def test_a_store_that_cannot_be_opened_is_refused_by_its_name(tmp_path, content):
    place = tmp_path / "nowhere" / "x.db" if content is None else tmp_path / "x.db"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(Refused, match=f"the store sqlite:///{place} cannot be opened: .*check CITYTEAMS_STORE_URL"):
        opened(f"sqlite:///{place}").migrate()


def test_the_password_of_a_store_is_never_shown():
    with pytest.raises(Refused) as refused:
        opened("postgresql+psycopg://app:hunter2@127.0.0.1:1/x?connect_timeout=1").migrate()
    assert "hunter2" not in str(refused.value)


def test_only_one_process_is_elected_and_the_next_takes_over(new_store):
    url = new_store()
    one, two = opened(url, None), opened(url, None)
    first, second, other = Election(one, "relay"), Election(two, "relay"), Election(two, "postman")
    assert (first.holds(), second.holds(), other.holds(), first.holds()) == (True, False, True, True)
    first.release()
    assert (second.holds(), first.holds()) == (True, False)
    for election in (second, other):
        election.release()
    one.close()
    two.close()


def test_two_writers_stand_in_line_and_see_each_others_work(new_store):
    """Two stores on one database count to 40 together, without one lost update."""
    from concurrent.futures import ThreadPoolExecutor

    url = new_store()
    desks = [Desk(url), Desk(url)]

    def count(desk: Desk) -> None:
        for _ in range(20):
            with desk.service.store.writing() as conn:
                table = desk.service.books.versions
                seen = conn.scalar(sa.select(sa.func.count()).select_from(table))
                conn.execute(sa.insert(table).values(aggregate=f"a{seen}", version=1))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(count, desks))
    assert len(desks[0].keys("versions")) == 40
    for desk in desks:
        desk.close()


def test_an_error_of_the_database_shows_no_value_of_a_row(desk):
    with pytest.raises(sa.exc.StatementError) as wrong, desk.service.store.writing() as conn:
        conn.execute(sa.insert(desk.service.books.versions), [{"aggregate": "secret-of-ada", "version": object()}])
    assert "secret-of-ada" not in str(wrong.value)
    assert desk.kinds(worksheet("w1")) == ["done"]
