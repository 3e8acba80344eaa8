"""What a stranger might publish to a running service: nothing gets through, nothing loops, the rest goes on."""

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace

import nats
import psutil
import pytest
from nats.aio.client import Client
from nats.errors import Error as NatsError

from tests.chassis.bus import COMMANDS, INPUT, Bus, process, until
from tests.chassis.samples import Post, answered, post, worksheet
from tests.chassis.toy import FOLLOW, OBEY
from tests.support.nats import NatsServer

pytestmark = [pytest.mark.faults, pytest.mark.slow]
MALFORMED, HEADER, MISSING = "the-message-is-malformed", "a-header-is-wrong", "a-header-is-missing"
DEEP = 100_000


def body(**changes: object) -> bytes:
    """The worksheet's body with other fields."""
    return json.dumps(json.loads(worksheet("bad").body) | changes).encode()


def raw(old: bytes, new: bytes) -> bytes:
    """The worksheet's body with other bytes."""
    assert old in worksheet("bad").body
    return worksheet("bad").body.replace(old, new, 1)


BODIES = {
    "nothing": b"",
    "not JSON": b"hello",
    "half JSON": worksheet("bad").body[:-10],
    "a list": b"[]",
    "wrong types": body(round_id=7, project="x"),
    "a missing field": b"{}",
    "deep nesting": b"[" * DEEP + b"]" * DEEP,
    "deep nesting in an unknown field": raw(b"{", b'{"x":' + b"[" * DEEP + b"]" * DEEP + b","),
    "deep objects": b'{"x":' * 40_000 + b"1" + b"}" * 40_000,
    "invalid UTF-8": raw(b"Flood", b"Fl\xff\xfe"),
    "UTF-16": worksheet("bad").body.decode().encode("utf-16"),
    "NUL in a name": body(round_id="a\x00b"),
    "NUL in a title": body(project=json.loads(worksheet("bad").body)["project"] | {"title": "a\x00b"}),
    "a key twice": raw(b"{", b'{"round_id":"r9",'),
    "NaN": raw(b"{", b'{"x":NaN,'),
    "Infinity": raw(b'"Flood warning"', b"Infinity"),
    "a huge integer": raw(b'"Flood warning"', b"9" * 5000),
    "a huge integer in an unknown field": raw(b"{", b'{"x":' + b"9" * 5000 + b","),
    "a huge exponent": raw(b'"Flood warning"', b"1e999999"),
    "a lone surrogate": raw(b"Flood", b"\\ud800"),
    "a lone surrogate in an unknown field": raw(b"{", b'{"x":"\\udc00",'),
    "a direction override": body(project=json.loads(worksheet("bad").body)["project"] | {"title": "a\u202eb"}),
    "a moment without offset": body(submitted_at="2018-02-06T14:00:00"),
    "nearly too large": b" " * 260_000,
}
HEADERS: dict[str, tuple[dict[str, str | None], str]] = {
    "no sequence": ({"ce-sequence": None}, MISSING),
    "a huge sequence": ({"ce-sequence": "9" * 25}, HEADER),
    "an endless sequence": ({"ce-sequence": "9" * 50_000}, HEADER),
    "a negative sequence": ({"ce-sequence": "-3"}, HEADER),
    "sequence zero": ({"ce-sequence": "0"}, HEADER),
    "a sequence in words": ({"ce-sequence": "first"}, HEADER),
    "no id": ({"ce-id": None}, MISSING),
    "an empty id": ({"ce-id": ""}, HEADER),
    "a long id": ({"ce-id": "x" * 300}, HEADER),
    "an id with spaces": ({"ce-id": "a b"}, HEADER),
    "an id in Greek": ({"ce-id": "Ω"}, HEADER),
    "no time": ({"ce-time": None}, MISSING),
    "a time without offset": ({"ce-time": "2018-02-06T14:00:00"}, HEADER),
    "a time before time": ({"ce-time": "0001-01-01T00:00:00+14:00"}, HEADER),
    "a long correlation": ({"ce-correlationid": "x" * 50_000}, HEADER),
    "a strange cause": ({"ce-causationid": "\x01"}, HEADER),
}
SUBJECTS = {
    "another key": ("cityteams.evt.registration.worksheet.submitted.v1.other", "the-key-does-not-match"),
    "a key that is no id": ("cityteams.evt.registration.worksheet.submitted.v1.a$b", "the-key-does-not-match"),
    "an endless key": ("cityteams.evt.registration.worksheet.submitted.v1." + "k" * 3000, "the-key-does-not-match"),
    "an unknown version": ("cityteams.evt.registration.worksheet.submitted.v7.bad", "the-version-is-unknown"),
}


def bad_events() -> dict[str, tuple[Post, str]]:
    """Every bad event by its name, with the code under which it is parked."""
    good = worksheet("bad")
    found = {name: (replace(good, body=content), MALFORMED) for name, content in BODIES.items()}
    for name, (changes, code) in HEADERS.items():
        headers = {key: value for key, value in (good.headers | changes).items() if value is not None}
        found[name] = (replace(good, headers=headers), code)
    for name, (subject, code) in SUBJECTS.items():
        found[name] = (replace(good, subject=subject), code)
    found["no headers at all"] = (replace(good, headers={}), MISSING)
    return found


def bad_commands() -> dict[str, tuple[Post, str]]:
    """Every bad command by its name, with the code of its refusal."""
    good = post(answered("c1"))
    bodies = {
        name: BODIES[name] for name in ("nothing", "not JSON", "a list", "deep nesting", "a missing field", "UTF-16")
    }
    lines = {
        **bodies,
        "a field too many": good.body[:-1] + b',"admin":true}',
        "a field with an odd name": good.body[:-1] + b',"a\\u0000\\u202e\\n' + b"x" * 9000 + b'":1}',
        "a key twice": b'{"cluster_id":"c1",' + good.body[1:],
        "a word for a truth": good.body.replace(b"true", b'"maybe"'),
    }
    found = {name: (replace(good, body=content), MALFORMED) for name, content in lines.items()}
    found["another key"] = (
        replace(good, subject="cityteams.cmd.clusters.answer-invitation.v1.other"),
        "the-key-does-not-match",
    )
    found["no verb of ours"] = (
        replace(good, subject="cityteams.cmd.clusters.drop-everything.v1.c1"),
        "the-version-is-unknown",
    )
    return found


@dataclass
class Stranger:
    """Publishes raw bytes, each message under an id of its own, and remembers under which sequence it lies."""

    bus: Bus
    names: dict[str, str] = field(default_factory=dict)

    async def publish(self, stream: str, name: str, bad: Post) -> None:
        """What the broker itself takes; ids that the test does not spoil are made different."""
        headers = {**bad.headers, "Nats-Msg-Id": name}
        if headers.get("ce-id") == post(answered("c1")).id:
            headers["ce-id"] = f"bad-{len(self.names)}"
        ack = await self.bus.js.publish(bad.subject, bad.body, headers=headers)
        assert ack.stream == stream
        self.names[headers.get("ce-id", name)] = name


@pytest.fixture
async def bus():
    """A broker with the toy's streams."""
    server = NatsServer().start()
    client = await nats.connect(server.url)
    found = Bus(server, client)
    await found.provision()
    yield found
    await client.close()
    server.stop()


@pytest.fixture
def toy(bus, tmp_path):
    """A toy as a process, watched for its memory."""
    with process(nats_url=bus.server.url, store_url=f"sqlite:///{tmp_path}/toy.db", log_level="warning") as running:
        yield psutil.Process(running.pid)


async def test_every_bad_event_is_parked_under_its_code_and_the_queue_goes_on(toy, bus):
    await bus.publish(worksheet("before"))
    await bus.said(1)
    before, cases = toy.memory_info().rss, bad_events()
    stranger = Stranger(bus)
    for name, (bad, _) in cases.items():
        await stranger.publish(INPUT, name, bad)
    await bus.publish(worksheet("behind"))
    await bus.said(2, 10)
    await bus.idle(3)
    parked = await bus.read("DEAD")
    assert len(parked) == len(cases)
    found = {name: dead.headers["Dead-Code"] for name, dead in zip(cases, parked, strict=True)}
    assert found == {name: code for name, (_, code) in cases.items()}
    assert {each.headers["Dead-Deliveries"] for each in parked} == {"1"}
    assert {each.subject for each in parked} == {f"cityteams.dead.clusters.{FOLLOW}"}
    assert [each.headers["Dead-Subject"] for each in parked] == [bad.subject for bad, _ in cases.values()]
    assert (await bus.durable()).num_redelivered == 0
    assert (toy.memory_info().rss - before) / 2**20 < 50


async def test_every_bad_command_is_refused_by_its_code_and_the_queue_goes_on(toy, bus):
    await bus.publish(worksheet("c1"))
    await bus.said(1)
    before, cases, stranger = toy.memory_info().rss, bad_commands(), Stranger(bus)
    for name, (bad, _) in cases.items():
        await stranger.publish(COMMANDS, name, bad)
    await bus.publish(post(answered("c1"), message_id="good"))
    said = (await bus.said(len(cases) + 2, 10))[1:]
    answers = [json.loads(each.body) for each in said[:-1]]
    assert [answer["code"] for answer in answers] == [code for _, code in cases.values()]
    assert all(answer["field"] and len(answer["field"]) <= 100 for answer in answers)
    assert [stranger.names[answer["command_id"]] for answer in answers] == list(cases)
    assert said[-1].subject == "cityteams.evt.clusters.cluster.invitation-answered.v1.c1"
    await bus.idle(3)
    assert await bus.count("DEAD") == await bus.count(COMMANDS) == 0
    assert (await bus.durable(OBEY, COMMANDS)).num_redelivered == 0
    assert (toy.memory_info().rss - before) / 2**20 < 50


async def test_five_megabytes_are_refused_by_the_broker_itself(toy, bus):
    with pytest.raises(NatsError):
        await bus.js.publish(worksheet("bad").subject, b"x" * 5_000_000)
    rude = await nats.connect(bus.server.url, allow_reconnect=False, error_cb=_ignored)
    rude._max_payload = 2**30
    with suppress(NatsError, TimeoutError):
        await rude.publish(worksheet("bad").subject, b"x" * 5_000_000)
        await rude.flush(timeout=2)
    await until(lambda: _cut_off(rude), 5)
    assert await bus.count(INPUT) == 0
    await bus.publish(worksheet("behind"))
    await bus.said(1)


async def test_raw_header_bytes_are_parked_or_harmless(toy, bus):
    """Header blocks that no client library writes."""
    good = worksheet("bad")
    blocks = [
        b"NATS/1.0\r\nce-id: \xff\xfe\r\nce-time: 2018-02-06T14:00:00Z\r\nce-sequence: 1\r\n\r\n",
        b"NATS/1.0\r\nce-id\r\n: x\r\n\r\n",
        b"NATS/1.0\r\n" + b"".join(b"ce-x%d: y\r\n" % at for at in range(3000)) + b"\r\n",
        b"NATS/1.0\r\nce-id: a\rb\nc\r\nce-time: x\r\n\r\n",
    ]
    for block in blocks:
        line = b"HPUB %s %d %d\r\n" % (good.subject.encode(), len(block), len(block) + len(good.body))
        await bus.client._send_command(line + block + good.body + b"\r\n")
    await bus.client.flush()
    parked = await bus.parked(3, 5)
    assert {each.headers["Dead-Code"] for each in parked} <= {HEADER, MISSING}
    await bus.publish(worksheet("behind"))
    await bus.said(1, 3)


async def _ignored(_: Exception) -> None:
    pass


async def _cut_off(client: Client) -> bool:
    return client.is_closed or not client.is_connected
