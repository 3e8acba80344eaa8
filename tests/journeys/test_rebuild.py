"""A store is the fold of its events: built again from a record or from the broker it is the very same store."""

import json
import shutil

import pytest

from cityteams_cli.agreeing import differences
from cityteams_cli.bus import Access, connected
from cityteams_cli.counting import gather
from cityteams_cli.folder import DataFolder
from cityteams_cli.programs import OPERATOR
from cityteams_cli.quiet import until_quiet
from cityteams_cli.sink import count
from cityteams_cli.stores import Stores
from tests.cli.commanding import cityteams
from tests.support.season import SAMPLE, SERVICES, Season, differing, services

pytestmark = pytest.mark.slow
postgres = pytest.mark.postgres
WAYS = [
    pytest.param(("sqlite", "postgres"), id="sqlite-postgres", marks=postgres),
    pytest.param(("postgres", "sqlite"), id="postgres-sqlite", marks=postgres),
]
"""From SQLite to SQLite it goes through the broker, see below."""


def rebuild(source, service, store, *words):
    done = cityteams("replay", source, "--into", service, "--store", store, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def diff(one, other):
    done = cityteams("diff", one, other)
    return done.returncode, done.stdout


@pytest.fixture(scope="module", params=WAYS)
def rebuilt(request, seasons):
    """A season, and the template of stores that were built from its record alone."""
    live, fresh = request.param
    season, template = seasons.of(live), seasons.fresh(fresh)
    for service in SERVICES:
        said = rebuild(season.record, service, template.replace("{service}", service))
        assert said.startswith(f"{sum(season.told['events'].values())} events read, ")
    return season, template


@pytest.mark.parametrize("service", SERVICES)
def test_a_store_built_from_a_record_is_the_live_one(rebuilt, service):
    season, template = rebuilt
    assert diff(season.stores.url(service), template.replace("{service}", service)) == (0, "identical\n")


def test_a_rebuild_mails_nobody(rebuilt):
    season, _ = rebuilt
    assert count(season.data / "mail") == (season.told["mails"], 0)


def test_a_changed_record_is_seen_in_the_row_that_differs(seasons, tmp_path):
    season, changed = seasons.of("sqlite"), tmp_path / "changed.jsonl"
    lines = season.record.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if ".worksheet.accepted.v1.gctc-029" in line)
    told = json.loads(lines[at])
    told["data"]["project"]["title"] = "Another title"
    lines[at] = json.dumps(told) + "\n"
    changed.write_text("".join(lines), "utf-8")
    rebuild(changed, "clusters", f"sqlite:///{tmp_path}/clusters.db")
    code, words = diff(season.stores.url("clusters"), f"sqlite:///{tmp_path}/clusters.db")
    *rows, end = words.splitlines()
    (row,) = [each for each in rows if each.startswith("projects ")]
    assert code == 1
    assert row.startswith("projects gctc-029: title: '")
    assert row.endswith("| 'Another title'")
    assert end == f"{len(rows)} rows differ"


def test_stores_can_be_built_from_the_broker_itself(seasons):
    season, template = seasons.of("sqlite"), seasons.fresh("sqlite")
    with season.up():
        for service in SERVICES:
            rebuild("stream", service, template.replace("{service}", service), "--data", season.data)
    for service in SERVICES:
        fresh = template.replace("{service}", service)
        assert differing(services()[service], season.stores.url(service), fresh) == [], service


async def counted(season):
    """What a running house comes to, once nothing moves any more."""
    access = Access.to(OPERATOR, season.data, None, None)
    async with connected(access) as client:
        js, installed = client.jetstream(timeout=10), services()
        await until_quiet(season.stores, installed, js, 30)
        return await gather(DataFolder(season.data), season.stores, installed, js)


def one_more(number):
    """A worksheet that nobody has handed in yet."""
    sheet = json.loads((SAMPLE / "worksheets.jsonl").read_text("utf-8").splitlines()[0])
    official = {"name": "Nobody Else", "mail": f"official-{number}@example.org"}
    lead = {"name": "Somebody New", "mail": f"lead-{number}@example.org"}
    return sheet | {"id": f"one-more-{number}", "title": "One more", "lead": lead, "officials": [official]}


async def test_a_house_goes_on_with_rebuilt_stores(rebuilt, tmp_path):
    played, template = rebuilt
    data = tmp_path / "var"
    shutil.copytree(played.data, data)
    shutil.rmtree(data / "stores")
    season = Season(data, template, {}, "")
    with season.up() as door:
        assert door.post("worksheets", one_more(1), wait=10).json()["state"] == "done"
        assert door.post("worksheets/one-more-1/accept", wait=10).json()["state"] == "done"
        facts = await counted(season)
    assert differences(facts) == []
    assert facts.stores["registration"].versions["registration.worksheet.one-more-1"] == 2
    assert facts.rows("clusters", "clusters", "listed") == 65 == facts.rows("events", "slots", "given")
    assert facts.mails == played.told["mails"] + 4
    assert all(numbered_without_a_gap(season.stores, service) for service in SERVICES[:-1])
    season.stores.close()


def numbered_without_a_gap(stores: Stores, service: str) -> bool:
    """Whether the versions of everything a service said run 1, 2, 3 … in the order of its outbox."""
    last: dict[str, int] = {}
    with stores.reading(service) as conn:
        query = "SELECT aggregate, version FROM outbox WHERE aggregate IS NOT NULL ORDER BY position"
        for aggregate, version in conn.exec_driver_sql(query):
            if version != last.get(aggregate, 0) + 1:
                return False
            last[aggregate] = version
    return bool(last)
