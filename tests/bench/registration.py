"""Registration at the portal's desk: 10,000 worksheets folded in, then listed and searched as the secretariat does.

The requests go through the whole site (guard, sessions, filter, store, JSON) without a network. The floor beside them
is what a newcomer would write: LIKE over every project, on the same database in the same run.
"""

import asyncio
import json
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa
from pydantic import SecretStr

from cityteams_chassis import Service
from cityteams_contracts import Event, all_contracts
from cityteams_contracts.registration import (
    Project,
    ReviewBegun,
    WorksheetAccepted,
    WorksheetReturned,
    WorksheetSubmitted,
)
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource, Sector
from cityteams_portal.app import build
from cityteams_portal.settings import Settings
from cityteams_portal.web.server import website
from cityteams_store.batch import read_item
from cityteams_store.envelope import Envelope, body_of, first_stamp
from tests.bench.measure import Figure, figure, show

WORKSHEETS, BATCH, ASKED, REPEATS = 10_000, 500, 60, 3
START = datetime(2018, 2, 1, tzinfo=UTC)
TOKEN = "bench"
SAMPLE = Path(__file__).parents[2] / "deploy" / "sample" / "worksheets.jsonl"
MORE_WORDS = {
    "ko": "스마트도시 교통 데이터 안전 에너지 시민 참여 플랫폼 서울시 부산 물관리 홍수 예측".split(),
    "ar": "المدينة الذكية النقل البيانات السلامة الطاقة المياه المشاركة المنصة الفيضانات".split(),
    "fr": "qualité de l’air énergie mobilité données sécurité éclairage déchets écoles santé".split(),
    "es": "movilidad energía datos abiertos seguridad alumbrado residuos educación salud agua".split(),
    "pt": "mobilidade energia dados abertos segurança iluminação resíduos educação saúde água".split(),
}
ASKS: tuple[dict[str, str], ...] = (
    {"q": "flood warning"},
    {"q": "smart"},
    {"q": "cit"},
    {"q": "도시"},
    {"q": "مدينة"},
    {"q": "énergie", "state": "submitted,resubmitted"},
    {"q": "energia", "language": "pt"},
    {"country": "US", "state": "in_review"},
    {"organisation": "o-17"},
    {"sector": "public_safety", "q": "data", "sort": "title"},
    {"round": "sc3-2018", "older_than_days": "30"},
    {"q": "nothing-is-called-so"},
)
LISTS: tuple[dict[str, str], ...] = (
    {},
    {"state": "submitted,resubmitted,in_review"},
    {"sort": "-age"},
    {"sort": "title"},
)


def _vocabulary() -> dict[str, list[str]]:
    rows = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    words = sorted({word for row in rows for word in f"{row['title']} {row['description']}".split()})
    return {"en": words, **MORE_WORDS}


def _project(number: int, chance: random.Random, vocabulary: dict[str, list[str]]) -> Project:
    language = chance.choices(list(vocabulary), weights=[10, 2, 2, 2, 2, 2])[0]
    words = vocabulary[language]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, k=length))

    team = tuple(
        Participant(
            organisation_id=f"o-{chance.randrange(2000)}",
            name=text(3)[:200],
            kind=OrganisationKind.MUNICIPALITY if at == 0 else OrganisationKind.COMPANY,
            country=chance.choice(("US", "KR", "FR", "ES", "BR", "EG", "NL")),
            deploys=at == 0,
        )
        for at in range(chance.randint(2, 6))
    )
    return Project(
        title=f"{text(6)[:250]} {number}",
        sector=chance.choice(list(Sector)),
        language=language,
        description=text(80)[:4000],
        challenges=text(60)[:4000],
        solutions=text(60)[:4000],
        participants=team,
        lead=f"p-{number % 3000}",
        officials=(f"p-{number % 1777}",),
        needs=(Need(kind=Resource.DATA),),
    )


def _events() -> Iterator[Event]:
    """A season's queue: a good half has been looked at, some went back, many were accepted."""
    chance, vocabulary = random.Random(7), _vocabulary()
    for number in range(WORKSHEETS):
        worksheet, at = f"w-{number:05}", START + timedelta(minutes=3 * number)
        project = _project(number, chance, vocabulary)
        yield WorksheetSubmitted(worksheet_id=worksheet, round_id="sc3-2018", project=project, submitted_at=at)
        fate = chance.random()
        if fate < 0.6:
            yield ReviewBegun(worksheet_id=worksheet, reviewer="p-reviewer", begun_at=at)
        if fate < 0.4:
            yield WorksheetAccepted(worksheet_id=worksheet, round_id="sc3-2018", project=project, accepted_at=at)
        elif fate < 0.5:
            due = at + timedelta(days=14)
            yield WorksheetReturned(
                worksheet_id=worksheet,
                title=project.title,
                lead=project.lead,
                fields=("targets",),
                due_at=due,
                returned_at=at,
            )


def _envelopes() -> list[Envelope]:
    versions: dict[str, int] = {}
    found = []
    for number, event in enumerate(_events()):
        versions[event.aggregate] = versions.get(event.aggregate, 0) + 1
        stamp = first_stamp(f"bench-{number}", START)
        found.append(Envelope(event.subject, body_of(event), stamp, versions[event.aggregate]))
    return found


def _portal(folder: Path) -> tuple[Service, Settings]:
    settings = Settings(store_url=f"sqlite:///{folder}/portal.db", api_token=SecretStr(TOKEN), log_level="error")
    service = build(settings)
    service.store.migrate()
    return service, settings


def _bring_in(service: Service, envelopes: list[Envelope]) -> float:
    """Worksheets a second, as a replica that hears the whole stream would: batch by batch, each one transaction."""
    started = time.perf_counter()
    for start in range(0, len(envelopes), BATCH):
        part = envelopes[start : start + BATCH]
        items = [(read_item(each, all_contracts()), at) for at, each in enumerate(part, start + 1)]
        with service.store.writing() as conn:
            service.batches.absorb(conn, items)
    return WORKSHEETS / (time.perf_counter() - started)


async def _asked(client: httpx.AsyncClient, asks: tuple[dict[str, str], ...]) -> list[float]:
    """Milliseconds of each request, every page followed by its next one."""
    took: list[float] = []
    for number in range(ASKED):
        ask = asks[number % len(asks)]
        for _ in range(2):
            started = time.perf_counter()
            response = await client.get("/api/v1/worksheets", params=ask)
            took.append(1000 * (time.perf_counter() - started))
            assert response.status_code == 200, response.text
            ask = ask | {"after": response.json()["next"] or ""}
    return took


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _floor(service: Service) -> list[float]:
    took = []
    for number in range(ASKED // 4):
        word = ASKS[number % len(ASKS)].get("q", "data")
        started = time.perf_counter()
        with service.store.engine.connect() as conn:
            query = sa.text("SELECT * FROM worksheets WHERE project LIKE :word ORDER BY since LIMIT 51")
            conn.execute(query, {"word": f"%{word}%"}).all()
            conn.execute(sa.text("SELECT state, count(*) FROM worksheets WHERE project LIKE :word GROUP BY state"),
                         {"word": f"%{word}%"}).all()  # fmt: skip
        took.append(1000 * (time.perf_counter() - started))
    return took


async def _measured(service: Service, settings: Settings) -> dict[str, list[float]]:
    transport: Any = httpx.ASGITransport(app=website(service, settings))
    headers = {"authorization": f"Bearer {TOKEN}"}
    found: dict[str, list[float]] = {"search_p95_ms": [], "list_p95_ms": [], "like_floor_p95_ms": []}
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers) as client:
        await _asked(client, ASKS)  # the first round fills the caches, as a morning at the desk would
        for _ in range(REPEATS):
            found["search_p95_ms"].append(_p95(await _asked(client, ASKS)))
            found["list_p95_ms"].append(_p95(await _asked(client, LISTS)))
            found["like_floor_p95_ms"].append(_p95(_floor(service)))
    return found


def run() -> list[Figure]:
    """All figures of registration."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        service, settings = _portal(folder)
        rate = _bring_in(service, _envelopes())
        measured = asyncio.run(_measured(service, settings))
        service.store.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    figures = [figure("registration.import", [rate], "worksheets/s")]
    figures += [figure(f"registration.{name}", values, "ms") for name, values in measured.items()]
    for each in figures:
        show(each)
    return figures
