import pytest
import sqlalchemy as sa

from cityteams_cli.comparing import Difference, compared, differences, open_store, service_of
from cityteams_cli.permissions import installed_services
from cityteams_store.errors import Refused
from cityteams_store.store import Store
from tests.support.postgres import Postgres


@pytest.fixture(scope="module")
def services():
    return installed_services()


@pytest.fixture
def new_store(services, tmp_path):
    made = []

    def make(name: str, url: str | None = None, service: str = "clusters") -> Store:
        owner = services[service].store
        store = Store(url or f"sqlite:///{tmp_path / name}.db", owner.metadata, owner.migrations)
        store.migrate()
        made.append(store)
        return store

    yield make
    for store in made:
        store.close()


def form(store: Store, *keys: str, title: str = "Title") -> None:
    table = store.metadata.tables["super_clusters"]
    with store.writing() as conn:
        for key in keys:
            row = {"super_cluster_id": key, "round_id": "r", "sector": "data", "title": title}
            conn.execute(sa.insert(table).values(row))
            aggregate = f"clusters.super-cluster.{key}"
            conn.execute(sa.insert(store.metadata.tables["versions"]).values(aggregate=aggregate, version=1))


def found(one: Store, other: Store) -> list[Difference]:
    return list(differences(one.engine, other.engine, one.metadata))


def test_two_stores_of_the_same_events_are_identical(new_store):
    one, other = new_store("one"), new_store("other")
    form(one, "a", "b", "B", "_")
    form(other, "_", "B", "b", "a")
    assert found(one, other) == []


def test_every_row_that_differs_is_named_with_its_columns(new_store):
    one, other = new_store("one"), new_store("other")
    form(one, "a", "b")
    form(other, "b", title="Other")
    form(other, "c")
    assert found(one, other) == [
        Difference("super_clusters", "a", "only in the first"),
        Difference("super_clusters", "b", "title: 'Title' | 'Other'"),
        Difference("super_clusters", "c", "only in the second"),
        Difference("versions", "clusters.super-cluster.a", "only in the first"),
        Difference("versions", "clusters.super-cluster.c", "only in the second"),
    ]


def test_private_tables_and_the_books_of_sending_are_left_out(services):
    def names(service: str) -> set[str]:
        return {table.name for table in compared(services[service].store.metadata)}

    assert {"worksheets", "versions", "roles", "audit"} <= names("registration")
    assert not {"contacts", "keys", "drafts", "parts", "sign_ins"} & names("registration")
    assert not {"sessions", "handovers"} & names("portal")
    assert "letters" in names("notifications")
    assert not {"pending", "inbox", "outbox"} & names("notifications")


@pytest.mark.postgres
def test_stores_in_sqlite_and_postgresql_are_compared_by_the_bytes_of_their_keys(new_store):
    with Postgres() as server:
        one, other = new_store("one"), new_store("other", server.new_database())
        form(one, "a", "B", "_c", "1")
        form(other, "a", "B", "_c", "1")
        assert found(one, other) == []
        form(other, "Z")
        assert [each.key for each in found(one, other)] == ["Z", "clusters.super-cluster.Z"]
        other.close()


def test_the_service_is_seen_from_the_tables(services, new_store):
    for name in services:
        assert service_of(new_store(name, service=name).engine, services).name == name


def test_a_store_that_is_not_there_is_refused_and_not_made(tmp_path):
    with pytest.raises(Refused, match="there is no store"):
        open_store(f"sqlite:///{tmp_path}/none.db")
    assert not (tmp_path / "none.db").exists()
