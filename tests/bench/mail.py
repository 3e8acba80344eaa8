"""Mail: 10,000 letters through the whole house, against a bare aiosmtplib loop that sends the very same mails.

Ours is three processes as in production: a broker, registration with as many sealed contacts, and notifications, which
for each letter asks for the address, reads the event again, words it, signs it (DKIM, RSA 2048), sends it and commits
what became of it. The loop has the finished mails in memory. Both talk over the same number of connections to the same
sink, which like every mail server answers 250 when a mail is on disk.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import nats
import psutil
from aiosmtplib import SMTP
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from nats.js.api import DeliverPolicy

from cityteams_chassis import Tx
from cityteams_chassis.provision import consumer, provision
from cityteams_cli.sink import count
from cityteams_contracts import EVENT_STREAMS
from cityteams_contracts.registration import WorksheetSubmitted
from cityteams_notifications.app import build as notifications
from cityteams_notifications.settings import Settings
from cityteams_registration.app import build as registration
from cityteams_registration.desk.contacts import person_with, utc_now
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.vault import Vault
from cityteams_registration.domain.contact import Contact
from cityteams_registration.settings import Settings as RegistrationSettings
from cityteams_store.batch import read_item
from cityteams_store.envelope import Envelope, body_of, first_stamp, headers_of
from tests.bench.measure import Figure, figure, show
from tests.support.nats import NatsServer, free_port

LETTERS = int(os.environ.get("CITYTEAMS_BENCH_LETTERS", "10000"))
REPEATS = int(os.environ.get("CITYTEAMS_BENCH_REPEATS", "3"))
CONNECTIONS, DOMAINS, CHUNK = 4, 50, 500
_KEY = b64encode(bytes(range(32))).decode()


def run() -> list[Figure]:
    """Letters per second of both, their ratio, and the memory of the sender."""
    ours, bare, megabytes = [], [], []
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            rate, most = asyncio.run(_ours(Path(folder)))
            ours.append(rate)
            megabytes.append(most)
            bare.append(asyncio.run(_bare(Path(folder))))
    figures = [
        figure("notifications.letters_per_second", ours, "letters/s"),
        figure("notifications.bare_smtp_letters_per_second", bare, "letters/s"),
        figure("notifications.ratio_bare_smtp", [one / other for one, other in zip(ours, bare, strict=True)], "×"),
        figure("notifications.sending_megabytes", megabytes, "MB"),
    ]
    for each in figures:
        show(each)
    print(f"{LETTERS} letters, {CONNECTIONS} connections each, DKIM on, SQLite, sink that syncs every mail")
    return figures


async def _ours(folder: Path) -> tuple[float, float]:
    """Letters per second, and the most memory that notifications and its child had."""
    server = NatsServer().start()
    box = folder / "ours"
    try:
        people = await _contacts(folder)
        await _queue(folder, server.url, people)
        with _sink(box) as port, _service("registration", _registration(folder, server.url)):
            await asyncio.sleep(8)  # it reads places first
            with _service("notifications", _notifications(folder, server.url, port)) as process:
                return await _watch(box, psutil.Process(process.pid))
    finally:
        server.stop()


async def _watch(box: Path, process: psutil.Process) -> tuple[float, float]:
    """From the first mail to the last; the first one only starts the clock."""
    most, started, first = 0.0, 0.0, 0
    while (there := _count(box)) < LETTERS:
        if there and not started:
            started, first = time.perf_counter(), there
        most = max(most, _megabytes(process))
        await asyncio.sleep(0.05)
    return (LETTERS - first) / (time.perf_counter() - started), most


def _megabytes(process: psutil.Process) -> float:
    """Of a process and those that it started."""
    found = 0
    for each in (process, *process.children()):
        with suppress(psutil.NoSuchProcess):
            found += each.memory_info().rss
    return found / 2**20


def _count(box: Path) -> int:
    return sum(1 for each in os.scandir(box) if each.name.endswith(".eml")) if box.exists() else 0


async def _contacts(folder: Path) -> list[str]:
    """Everybody gives name and address; returns who they are."""
    told = _registration(folder, "nats://127.0.0.1:1")
    service = registration(RegistrationSettings(store_url=told["CITYTEAMS_STORE_URL"], contact_key=_KEY))  # type: ignore[arg-type]
    service.store.migrate()
    vault, now, people = Vault(bytes(range(32))), utc_now(), list[str]()

    def give(start: int) -> Callable[[Tx], list[str]]:
        def work(tx: Tx) -> list[str]:
            safe = Safe(vault, tx, now)
            return [
                person_with(safe, Contact(name=f"Lead {at}", mail=f"lead{at}@city{at % DOMAINS}.example.org"))[0]
                for at in range(start, min(start + CHUNK, LETTERS))
            ]

        return work

    for start in range(0, LETTERS, CHUNK):
        people += await service.act(f"bench-{start}", now, give(start))
    service.store.close()
    return people


async def _queue(folder: Path, url: str, people: Sequence[str]) -> None:
    """A worksheet of each arrives: it lies in its stream, and its letter waits."""
    store = _notifications(folder, url, 1)["CITYTEAMS_STORE_URL"]
    service = notifications(Settings(store_url=store))
    hall = registration(RegistrationSettings(store_url="sqlite:///unused.db", contact_key=_KEY))  # type: ignore[arg-type]
    service.store.migrate()
    (reaction,) = (each for each in service.reactions if each.durable == "notifications-follow-worksheets")
    client = await nats.connect(url)
    await provision(client.jetstream(), hall.reactions)
    for start in range(0, LETTERS, CHUNK):
        batch = [_envelope(at, person) for at, person in enumerate(people[start : start + CHUNK], start)]
        with service.store.writing() as conn:
            service.batches.handle(conn, reaction, [read_item(each, reaction.contracts) for each, _ in batch])
        publish = client.jetstream().publish
        await asyncio.gather(
            *(publish(each.subject, each.body, headers=headers, timeout=60) for each, headers in batch)
        )
    for each in service.reactions:  # what lies in the streams was heard above
        config = consumer(each)
        if each.stream in EVENT_STREAMS.values():
            config.deliver_policy = DeliverPolicy.NEW
        await client.jetstream().add_consumer(each.stream, config)
    await client.close()
    service.store.close()


def _envelope(at: int, person: str) -> tuple[Envelope, dict[str, str]]:
    from tests.notifications.samples import example

    known = example(WorksheetSubmitted)
    project = known.project.model_copy(update={"lead": person})
    event = known.model_copy(update={"worksheet_id": f"w-{at}", "project": project})
    stamp = first_stamp(f"e-{at}", utc_now())
    return Envelope(event.subject, body_of(event), stamp, 1), headers_of(event, stamp, "registration", 1)


async def _bare(folder: Path) -> float:
    """The same mails, in memory, over as many connections, each used again."""
    mails = [each.read_bytes() for each in sorted((folder / "ours").glob("*.eml"))]
    left = iter(mails)

    async def one(port: int) -> None:
        client = SMTP(hostname="127.0.0.1", port=port, start_tls=False)
        await client.connect()
        for mail in left:
            await client.sendmail("cityteams@cityteams.local", ["lead@city.example.org"], mail)
        await client.quit()

    with _sink(folder / "bare") as port:
        started = time.perf_counter()
        await asyncio.gather(*(one(port) for _ in range(CONNECTIONS)))
        seconds = time.perf_counter() - started
    assert count(folder / "bare") == (len(mails), 0)
    return len(mails) / seconds


# --- processes -------------------------------------------------------------------------------------------------------


@contextmanager
def _sink(box: Path) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "cityteams_cli.sink", "--port", str(port), "--folder", str(box)]
    with _process(command, {}) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield port


@contextmanager
def _service(name: str, told: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    with _process([sys.executable, "-m", f"cityteams_{name}"], told) as process:
        yield process


@contextmanager
def _process(command: list[str], told: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    environment = {name: word for name, word in os.environ.items() if not name.startswith("CITYTEAMS_")} | told
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _registration(folder: Path, url: str) -> dict[str, str]:
    return _told("registration", folder, url) | {"CITYTEAMS_CONTACT_KEY": _KEY}


def _notifications(folder: Path, url: str, port: int) -> dict[str, str]:
    key = folder / "dkim.pem"
    if not key.exists():
        made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        key.write_bytes(made.private_bytes(*pem))
    return _told("notifications", folder, url) | {
        "CITYTEAMS_SMTP_PORT": str(port),
        "CITYTEAMS_DKIM_KEY_FILE": str(key),
        "CITYTEAMS_UNSUBSCRIBE_KEY": "k" * 32,
        "CITYTEAMS_MAIL_CONNECTIONS": str(CONNECTIONS),
        "CITYTEAMS_MAIL_PER_MINUTE": "1000000",
        "CITYTEAMS_MAIL_BURST": "1000000",
    }


def _told(name: str, folder: Path, url: str) -> dict[str, str]:
    store = f"sqlite:///{folder}/{name}.db"
    return {"CITYTEAMS_NATS_URL": url, "CITYTEAMS_STORE_URL": store, "CITYTEAMS_LOG_LEVEL": "warning"}
