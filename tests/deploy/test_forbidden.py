"""What the broker refuses; with each refusal nothing happened."""

import asyncio
import json
import socket
from contextlib import suppress

import pytest
from nats.js.api import RawStreamMsg
from nats.js.errors import NotFoundError

from cityteams_contracts import CONTACT_GIVE, CONTACT_RESOLVE
from tests.deploy.broker import Broker
from tests.deploy.places import SERVICES

ACCEPTED = "cityteams.evt.registration.worksheet.accepted.v1.w1"
STEERED = "cityteams.evt.registration.worksheet.accepted.v1.steered"
NEXT, API = "$JS.API.CONSUMER.MSG.NEXT", "$JS.API"

PUBLISHING = [
    ("clusters", ACCEPTED),
    ("notifications", "cityteams.evt.clusters.cluster.listed.v1.c1"),
    ("portal", ACCEPTED),
    ("portal", "cityteams.evt.portal.page.seen.v1.p1"),
    ("clusters", "cityteams.cmd.registration.accept-worksheet.v1.w1"),
    ("registration", "cityteams.cmd.registration.accept-worksheet.v1.w1"),
    ("clusters", "cityteams.dead.registration.registration-obey-commands"),
    ("events", "something.else"),
    ("clusters", f"{NEXT}.EVT_REGISTRATION.portal-follow-worksheets"),
    ("portal", f"{NEXT}.CMD_REGISTRATION.registration-obey-commands"),
    ("clusters", "$JS.ACK.EVT_REGISTRATION.portal-follow-worksheets.1.1.1.0.0"),
    ("portal", "$JS.ACK.CMD_REGISTRATION.registration-obey-commands.1.1.1.0.0"),
    ("registration", f"{API}.STREAM.PURGE.EVT_REGISTRATION"),
    ("registration", f"{API}.STREAM.DELETE.EVT_REGISTRATION"),
    ("registration", f"{API}.STREAM.UPDATE.EVT_REGISTRATION"),
    ("registration", f"{API}.STREAM.MSG.DELETE.EVT_REGISTRATION"),
    ("registration", f"{API}.STREAM.MSG.GET.CMD_REGISTRATION"),
    ("notifications", f"{API}.DIRECT.GET.CMD_REGISTRATION"),
    ("portal", f"{API}.DIRECT.GET.EVT_CLUSTERS"),
    ("clusters", f"{API}.STREAM.INFO.EVT_REGISTRATION"),
    ("clusters", f"{API}.STREAM.NAMES"),
    ("events", f"{API}.STREAM.CREATE.MINE"),
    ("portal", f"{API}.CONSUMER.CREATE.EVT_REGISTRATION"),
    ("portal", f"{API}.CONSUMER.CREATE.EVT_REGISTRATION.another"),
    ("portal", f"{API}.CONSUMER.CREATE.EVT_REGISTRATION.portal-follow-worksheets.>"),
    ("portal", f"{API}.CONSUMER.DURABLE.CREATE.EVT_REGISTRATION.another"),
    ("portal", f"{API}.CONSUMER.DELETE.EVT_REGISTRATION.clusters-follow-worksheets"),
    ("portal", f"{API}.CONSUMER.PAUSE.EVT_REGISTRATION.portal-follow-worksheets"),
    ("portal", f"{API}.INFO"),
    ("clusters", CONTACT_RESOLVE),
    ("events", CONTACT_RESOLVE),
    ("portal", CONTACT_RESOLVE),
    ("notifications", CONTACT_GIVE),
    ("clusters", CONTACT_GIVE),
    ("clusters", "_INBOX_portal.anything"),
    ("registration", "_INBOX_portal.anything"),
    ("portal", "$SYS.REQ.SERVER.PING"),
    ("operator", ACCEPTED),
    ("operator", "cityteams.cmd.registration.accept-worksheet.v1.w1"),
    ("operator", CONTACT_RESOLVE),
    ("operator", f"{API}.STREAM.PURGE.EVT_REGISTRATION"),
    ("operator", f"{API}.STREAM.MSG.DELETE.DEAD"),
    ("operator", f"{NEXT}.EVT_REGISTRATION.clusters-follow-worksheets"),
    ("operator", f"{NEXT}.CMD_REGISTRATION.operator"),
    ("operator", f"{API}.CONSUMER.CREATE.CMD_REGISTRATION.operator"),
    ("operator", f"{API}.CONSUMER.CREATE.EVT_REGISTRATION"),
    ("operator", f"{API}.CONSUMER.CREATE.EVT_REGISTRATION.operator"),
    ("operator", f"{API}.CONSUMER.CREATE.EVT_REGISTRATION.clusters-follow-worksheets"),
    ("operator", f"{API}.CONSUMER.DURABLE.CREATE.EVT_REGISTRATION.operator"),
    ("operator", f"{API}.CONSUMER.DELETE.EVT_REGISTRATION.clusters-follow-worksheets"),
    ("provisioner", ACCEPTED),
    ("provisioner", "cityteams.cmd.registration.accept-worksheet.v1.w1"),
    ("provisioner", CONTACT_RESOLVE),
]
LISTENING = [
    *((name, ">") for name in (*SERVICES, "operator", "provisioner")),
    ("clusters", "cityteams.>"),
    ("clusters", ACCEPTED),
    ("clusters", CONTACT_RESOLVE),
    ("portal", "cityteams.prv.>"),
    ("registration", CONTACT_GIVE),
    ("notifications", "_INBOX.>"),
    ("notifications", "_INBOX_portal.>"),
    ("portal", "$JS.ACK.>"),
    ("operator", "cityteams.evt.>"),
    ("operator", "$JS.API.>"),
    ("provisioner", "cityteams.prv.>"),
]


async def counts(broker: Broker) -> dict[str | None, tuple[int, int]]:
    """What every stream holds, as seen by the operator."""
    async with broker.user("operator") as operator:
        found = await operator.client.jetstream(timeout=2).streams_info()
        return {each.config.name: (each.state.last_seq, each.state.consumer_count) for each in found}


@pytest.mark.parametrize(("name", "subject"), PUBLISHING)
async def test_the_broker_refuses_what_a_user_has_no_right_to_say(broker: Broker, name: str, subject: str) -> None:
    before = await counts(broker)
    async with broker.user(name) as user:
        (refusal,) = await user.publishes(subject, reply=user.client.new_inbox())
    assert f'permissions violation for publish to "{subject.lower()}"' in refusal
    assert await counts(broker) == before


@pytest.mark.parametrize(("name", "subject"), LISTENING)
async def test_the_broker_refuses_what_a_user_has_no_right_to_hear(broker: Broker, name: str, subject: str) -> None:
    async with broker.user(name) as user:
        (refusal,) = await user.listens(subject)
    assert f'permissions violation for subscription to "{subject.lower()}"' in refusal


@pytest.mark.parametrize(
    "who",
    [{}, {"user": "portal"}, {"user": "portal", "pass": "guessed"}, {"user": "nobody", "pass": "nobody0815"}],
)
def test_the_broker_refuses_strangers(broker: Broker, who: dict[str, str]) -> None:
    with socket.create_connection(("127.0.0.1", broker.server.port), 2) as line:
        line.sendall(f"CONNECT {json.dumps(who)}\r\nPING\r\n".encode())
        heard = b"".join(iter(lambda: line.recv(4096), b""))  # until the broker hangs up
    assert b"-ERR 'Authorization Violation'" in heard
    assert b"PONG" not in heard


async def test_an_answer_steered_into_a_foreign_stream_carries_no_event_of_ours(broker: Broker) -> None:
    """The one hole of subject rights: the broker sends its own answers wherever a `reply` points (see deploy/README).

    What arrives is the broker's acknowledgement without our headers, which every reader parks; its content is not free.
    """
    async with broker.user("clusters") as clusters:
        assert await clusters.publishes("cityteams.evt.clusters.cluster.listed.v1.c1", reply=STEERED) == []
    stored = await arrived(broker, STEERED)
    assert not stored.headers
    assert b'"stream":"EVT_CLUSTERS"' in (stored.data or b"")


async def arrived(broker: Broker, subject: str) -> RawStreamMsg:
    """The message under a subject, once it is stored: the broker does that beside answering pings."""
    async with broker.user("operator") as operator:
        for _ in range(100):
            with suppress(NotFoundError):
                return await operator.client.jetstream(timeout=2).get_last_msg("EVT_REGISTRATION", subject)
            await asyncio.sleep(0.02)
    pytest.fail(f"nothing arrived under {subject}")
