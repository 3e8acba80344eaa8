"""Imports go downhill, and the inside of a service is pure."""

import pytest

from tests.architecture import house, rules

SERVICES = {package.name for package in house.services()}
ANY, OTHER = sorted(SERVICES)[:2]


def test_the_five_services_of_the_house_are_found() -> None:
    assert {s.word for s in house.services()} >= {"registration", "clusters", "events", "notifications", "portal"}


def test_every_package_of_the_house_is_in_the_graph() -> None:
    seen = {module.split(".")[0] for edge in house.edges() for module in edge}
    assert {p.name for p in house.packages() if any(rules.imported_tops(s) for s in p.sources())} <= seen


def test_imports_only_go_downhill() -> None:
    assert rules.uphill(house.edges(), SERVICES) == []


def test_contracts_and_store_stand_on_few_libraries() -> None:
    assert rules.heavy_ground(house.edges()) == []


def test_domains_import_only_the_standard_library_contracts_and_themselves() -> None:
    assert rules.impure_imports(house.edges(), SERVICES) == []


@pytest.mark.parametrize("package", house.services(), ids=lambda p: p.word)
def test_domains_do_nothing_but_decide(package: house.Package) -> None:
    assert [act for source in package.sources() if source.is_domain for act in rules.impure_acts(source)] == []


def test_every_file_of_a_service_imports_what_its_place_allows() -> None:
    assert rules.out_of_place(house.edges(), SERVICES) == []


def test_subscription_tables_decide_nothing() -> None:
    tables = [s for p in house.services() for s in p.sources() if s.module.endswith(".subscriptions")]
    assert [found for table in tables for found in rules.deciding_tables(table)] == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        (f"{ANY}.handlers", f"{OTHER}.store"),
        (f"{ANY}.app", house.CLI),
        (f"{house.CONTRACTS}.values", house.CHASSIS),
        (f"{house.CONTRACTS}.values", house.STORE),
        (f"{house.STORE}.unit", house.CHASSIS),
        (f"{house.STORE}.unit", f"{ANY}.app"),
        (f"{house.CHASSIS}.service", f"{ANY}.app"),
        (f"{house.CHASSIS}.service", house.TIMERS),
        (f"{house.TIMERS}.timekeeper", f"{ANY}.app"),
        (f"{house.CALENDARS}.writing", house.CONTRACTS),
        (f"{house.CLI}.main", f"{ANY}.app"),
        (f"{house.CHASSIS}.service", "cityteams_newcomer"),
    ],
)
def test_a_planted_uphill_import_is_seen(importer: str, imported: str) -> None:
    [seen] = set(rules.uphill(house.edges() | {(importer, imported)}, SERVICES)) - set(
        rules.uphill(house.edges(), SERVICES)
    )
    assert importer in seen
    assert imported in seen


@pytest.mark.parametrize(
    ("package", "library"),
    [
        (house.CONTRACTS, "structlog"),
        (house.CONTRACTS, "sqlalchemy"),
        (house.STORE, "nats"),
        (house.STORE, "faststream"),
        (house.STORE, "structlog"),
    ],
)
def test_a_planted_library_in_contracts_or_store_is_seen(package: str, library: str) -> None:
    assert rules.heavy_ground({(f"{package}.planted", library)})


@pytest.mark.parametrize("library", ["pydantic", "sqlalchemy.orm", "alembic", "json", house.CONTRACTS])
def test_the_libraries_of_the_store_are_let_through(library: str) -> None:
    assert rules.heavy_ground({(f"{house.STORE}.unit", library)}) == []


@pytest.mark.parametrize(
    "imported", ["sqlalchemy", "nats", "structlog", "random", "time", "asyncio", house.CHASSIS, f"{ANY}.store"]
)
def test_a_planted_impure_import_in_a_domain_is_seen(imported: str) -> None:
    planted = (f"{ANY}.domain.rules", imported)
    seen = rules.impure_imports(house.edges() | {planted}, SERVICES)
    assert any(f"{planted[0]} imports {imported};" in sentence for sentence in seen)


@pytest.mark.parametrize("imported", ["dataclasses", "datetime", f"{ANY}.domain.other", f"{house.CONTRACTS}.values"])
def test_a_pure_import_in_a_domain_is_let_through(imported: str) -> None:
    assert rules.impure_imports({(f"{ANY}.domain.rules", imported)}, SERVICES) == []


def test_a_domain_may_import_its_own_library_and_no_other_domain_may() -> None:
    for package, libraries in rules.DOMAIN_LIBRARIES.items():
        for library in sorted(libraries):
            assert rules.impure_imports({(f"{package}.domain.rules", f"{library}.distance")}, SERVICES) == []
            for other in sorted(SERVICES - {each for each, may in rules.DOMAIN_LIBRARIES.items() if library in may}):
                assert rules.impure_imports({(f"{other}.domain.rules", library)}, SERVICES) != []


@pytest.mark.parametrize(
    "text",
    [
        "async def decide(): ...",
        "from datetime import datetime\nmoment = datetime.now()",
        "import datetime as d\nmoment = d.datetime.utcnow()",
        "from uuid import uuid4",
        "import uuid\nnew = uuid.uuid4()",
        "import random",
        "def f():\n    import time\n    return time.time()",
        "from time import time",
        "print('x')",
        "open('x')",
    ],
)
def test_a_planted_impure_act_is_seen(text: str) -> None:
    assert rules.impure_acts(house.Source("planted.py", f"{ANY}.domain.planted", text))


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("handlers", "sqlalchemy"),
        ("handlers.accepting", "nats"),
        ("handlers", "faststream"),
        ("app", "sqlalchemy"),
        ("settings", "os"),
        ("handlers", f"{ANY}.app"),
    ],
)
def test_a_planted_import_out_of_place_is_seen(importer: str, imported: str) -> None:
    assert len(rules.out_of_place({(f"{ANY}.{importer}", imported)}, SERVICES)) == 1


def test_sql_in_its_places_is_let_through() -> None:
    places = ["store", "store.reading", "tables", "fold", "migrations.env", "migrations.versions.m0001"]
    assert rules.out_of_place({(f"{ANY}.{place}", "sqlalchemy") for place in places}, SERVICES) == []


def test_a_planted_if_in_a_subscription_table_is_seen() -> None:
    assert rules.deciding_tables(house.Source("planted.py", f"{ANY}.subscriptions", "A = 1 if B else 2"))
