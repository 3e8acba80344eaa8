import sqlite3

import pytest
import sqlalchemy as sa

from cityteams_cli.folder import DataFolder
from cityteams_cli.stores import Stores
from cityteams_store.errors import Refused
from tests.support.postgres import Postgres

SERVICES = ("registration", "portal")


@pytest.fixture
def folder(tmp_path):
    found = DataFolder(tmp_path)
    found.prepare()
    return found


def test_without_a_template_every_service_has_a_file_in_the_data_folder(folder):
    stores = Stores(folder)
    stores.check(SERVICES)
    assert stores.url("portal") == f"sqlite:///{folder.root}/stores/portal.db"
    assert not stores.exists("portal")


def test_a_store_is_read_at_one_moment_and_never_changed(folder):
    with sqlite3.connect(folder.store("portal")) as db:
        db.execute("CREATE TABLE alembic_version (version_num TEXT)")
    stores = Stores(folder)
    assert stores.exists("portal")
    with stores.reading("portal") as conn, pytest.raises(sa.exc.OperationalError, match="readonly"):
        conn.execute(sa.text("DELETE FROM alembic_version"))


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("sqlite:////tmp/all.db", r"needs \{service\} in it, so that each service has a database; such as postgres"),
        ("mysql://app@/{service}", r"names mysql; it must begin with sqlite or postgresql\+psycopg"),
        ("postgresql://app@/{service}", r"names postgresql; it must begin with"),
        ("{service}", "store of registration cannot be opened"),
        ("postgresql+psycopg://app:hush@127.0.0.1:1/{service}", "registration cannot be opened: .*make the database"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_by_name(folder, template, reason):
    with pytest.raises(Refused, match=reason) as refused:
        Stores(folder, template).check(SERVICES)
    assert "hush" not in str(refused.value)


def test_a_password_is_not_shown(folder):
    assert "hush" not in Stores(folder, "postgresql+psycopg://app:hush@db/{service}").shown("portal")


@pytest.mark.postgres
@pytest.mark.slow
def test_a_database_that_is_missing_is_refused_and_one_that_is_there_is_read_only(folder):
    with Postgres() as server:
        template = server.new_databases(SERVICES)
        stores = Stores(folder, template)
        stores.check(SERVICES)
        assert not stores.exists("portal")
        with stores.reading("portal") as conn, pytest.raises(sa.exc.InternalError, match="read-only"):
            conn.execute(sa.text("CREATE TABLE mine (x int)"))
        stores.close()
        with pytest.raises(Refused, match=r'clusters cannot be opened: .*"t1_clusters" does not exist; make the'):
            Stores(folder, template).check(("clusters",))
