"""With the shipped rights every service can do its work."""

import asyncio
import json
from datetime import UTC, datetime
from importlib.metadata import entry_points

import pytest
from typer.testing import CliRunner

from cityteams_chassis import Service
from cityteams_cli import permissions
from cityteams_contracts import CONTACT_GIVE, CONTACT_RESOLVE, EVENT_STREAMS, Command, Event
from cityteams_contracts.examples import examples
from cityteams_contracts.registration import (
    PART_GIVE,
    AcceptWorksheet,
    ContactGiven,
    ContactResolved,
    GiveContact,
    GivePart,
    PartGiven,
    ResolveContact,
    SubmitWorksheet,
)
from cityteams_contracts.rights import SECRETARIAT
from tests.deploy.broker import Broker
from tests.deploy.places import PERMISSIONS, SERVICES

RUN = CliRunner()
RIGHTS = {user.name: user for user in permissions.users(permissions.installed_services())}


def event_of(owner: str) -> Event:
    return next(each for each in examples().values() if isinstance(each, Event) and each.owner == owner)


def test_the_shipped_rights_are_those_that_the_services_need() -> None:
    assert PERMISSIONS.read_text("utf-8") == permissions.permissions_text()


def test_every_service_of_the_house_is_a_user_beside_the_provisioner_and_the_operator() -> None:
    assert [*RIGHTS] == [*SERVICES, permissions.PROVISIONER, permissions.OPERATOR]


def test_wildcards_are_whole_tokens_because_the_broker_takes_others_for_plain_names() -> None:
    tokens = {token for user in RIGHTS.values() for subject in user.publish for token in subject.split(".")}
    assert not {token for token in tokens if len(token) > 1 and set(token) & set("*>")}


def test_no_service_may_read_stored_commands_or_change_a_stream() -> None:
    asked = {subject for name in SERVICES for subject in RIGHTS[name].publish}
    asked -= {f"$JS.API.DIRECT.GET.{stream}" for stream in EVENT_STREAMS.values()}  # words letters again: decision 0012
    assert not {subject for subject in asked if ".GET." in subject or ".CREATE" in subject or "DELETE" in subject}


def test_a_checked_file_that_is_out_of_date_is_told_with_its_remedy(tmp_path) -> None:
    old = tmp_path / "old.conf"
    old.write_text("authorization { }")
    answer = RUN.invoke(permissions.app, ["--check", str(old)])
    assert answer.exit_code == 1
    assert "cityteams permissions --write" in answer.output
    assert RUN.invoke(permissions.app, ["--write", str(old)]).exit_code == 0
    assert RUN.invoke(permissions.app, ["--check", str(old)]).exit_code == 0
    assert old.read_text("utf-8") == permissions.permissions_text() == RUN.invoke(permissions.app, []).output


@pytest.mark.parametrize("name", sorted(EVENT_STREAMS))
async def test_an_owner_publishes_its_events_and_looks_at_its_stream(broker: Broker, name: str) -> None:
    event = event_of(name)
    async with broker.user(name) as user:
        stream = user.client.jetstream(timeout=2)
        before = (await stream.stream_info(event.stream())).state.last_seq
        assert (await stream.publish(event.subject, event.model_dump_json().encode())).seq == before + 1
        assert await user.objections() == []


@pytest.mark.parametrize("name", SERVICES)
async def test_a_service_pulls_from_and_acknowledges_each_of_its_durables(broker: Broker, name: str) -> None:
    async with broker.user(name) as user:
        for reaction in broker.services[name].reactions:
            await say_something(broker, reaction.filter)
            bound = await user.client.jetstream(timeout=2).pull_subscribe_bind(reaction.durable, reaction.stream)
            (message,) = await bound.fetch(1, timeout=2)
            await message.ack_sync(timeout=2)
            info = await user.client.jetstream(timeout=2).consumer_info(reaction.stream, reaction.durable)
            assert info.ack_floor.stream_seq >= message.metadata.sequence.stream
        assert await user.objections() == []


async def say_something(broker: Broker, heard: str) -> None:
    """A message that a filter hears, by whoever may say it."""
    kind, owner = heard.split(".")[1:3]
    async with broker.user(owner if kind == "evt" else "portal") as speaker:
        subject = heard.removesuffix(">") + "anything.v1.k"
        await speaker.client.jetstream(timeout=2).publish(subject, b"{}")


@pytest.mark.parametrize("name", SERVICES)
async def test_a_service_parks_what_it_cannot_handle_under_its_own_name(broker: Broker, name: str) -> None:
    async with broker.user(name) as user:
        assert (await user.client.jetstream(timeout=2).publish(f"cityteams.dead.{name}.x", b"{}")).stream == "DEAD"


async def test_the_portal_sends_commands_to_every_owner(broker: Broker) -> None:
    commands = [each for each in examples().values() if isinstance(each, Command)]
    async with broker.user("portal") as portal:
        for command in commands:
            assert (await portal.client.jetstream(timeout=2).publish(command.subject, b"{}")).stream == command.stream()


async def test_the_operator_reads_everything_kept_and_takes_nothing_away(broker: Broker) -> None:
    event = event_of("clusters")
    async with broker.user("clusters") as owner:
        await owner.client.jetstream(timeout=2).publish(event.subject, event.model_dump_json().encode())
    async with broker.user("operator") as operator:
        stream = operator.client.jetstream(timeout=2)
        before = (await stream.stream_info(event.stream())).state.messages
        assert {each.name for each in await stream.consumers_info("EVT_CLUSTERS")} >= {"portal-follow-clusters"}
        assert (await stream.get_last_msg(event.stream(), event.subject)).data == event.model_dump_json().encode()
        assert await read_at_once(operator.client, event.stream()) == before
        assert (await stream.stream_info(event.stream())).state.messages == before
        assert await operator.objections() == []


async def read_at_once(client, stream: str) -> int:
    """How many messages a batched direct get brings; it ends with a 204 without data."""
    inbox, found = client.new_inbox(), 0
    answers = await client.subscribe(inbox)
    await client.publish(f"$JS.API.DIRECT.GET.{stream}", json.dumps({"seq": 1, "batch": 500}).encode(), reply=inbox)
    while (await answers.next_msg(2)).data:
        found += 1
    return found


# --- the whole house -------------------------------------------------------------------------------------------------


def started_by(broker: Broker, name: str, folder, environment: pytest.MonkeyPatch) -> Service:
    environment.setenv("CITYTEAMS_NATS_URL", broker.server.url)
    environment.setenv("CITYTEAMS_NATS_PASSWORD", broker.passwords[name])
    environment.setenv("CITYTEAMS_STORE_URL", f"sqlite:///{folder}/{name}.db")
    environment.setenv("CITYTEAMS_CONTACT_KEY", "A" * 43 + "=")
    environment.setenv("CITYTEAMS_WEB_PORT", "0")
    environment.setenv("CITYTEAMS_MAIL_OFF", "true")
    (point,) = entry_points(group="cityteams.services", name=name)
    service = point.load()()
    assert isinstance(service, Service)
    return service


async def test_the_whole_house_works_with_these_rights_and_the_broker_refuses_nothing(tmp_path, monkeypatch) -> None:
    broker = Broker()
    broker.start()
    await broker.provision()
    house = {name: started_by(broker, name, tmp_path, monkeypatch) for name in SERVICES}
    try:
        for service in house.values():
            await service.start()
        given = await house["portal"].request(CONTACT_GIVE, GiveContact(name="A", mail="a@example.org"), ContactGiven)
        question = ResolveContact(person_id=given.person_id, purpose="a test")
        found = await house["notifications"].request(CONTACT_RESOLVE, question, ContactResolved)
        assert found.mail == "a@example.org"
        submit, accept = examples()[SubmitWorksheet], examples()[AcceptWorksheet]
        assert isinstance(submit, SubmitWorksheet)
        assert isinstance(accept, AcceptWorksheet)
        content = dict.fromkeys(submit.project.answered, "An answer.")
        private = GivePart(
            worksheet_id=submit.worksheet_id, owner=given.person_id, actor=given.person_id, content=content
        )
        part = await house["portal"].request(PART_GIVE, private, PartGiven)
        project = submit.project.model_copy(update={"lead": given.person_id, "answered": part.answered})
        handed_in = submit.model_copy(update={"project": project, "part_id": part.part_id})
        commands: list[tuple[str, Command]] = [("c0", handed_in), ("c1", accept)]
        await house["portal"].send(commands, datetime.now(UTC), SECRETARIAT)
        await queued_a_letter(broker)
        await attached([consumer for service in house.values() for consumer in service.consumers])
    finally:
        for service in house.values():
            await service.stop()
        complaints = broker.complaints()
        broker.server.stop()
    assert complaints == []


async def attached(consumers) -> None:
    """Waits until every durable was heard of, which takes a heartbeat."""
    for _ in range(200):
        if not [consumer for consumer in consumers if consumer.wrong]:
            return
        await asyncio.sleep(0.05)
    pytest.fail(f"not attached: {[consumer.wrong for consumer in consumers]}")


async def queued_a_letter(broker: Broker) -> None:
    """Waits for the last link of the chain: portal, registration, clusters and notifications have all spoken."""
    async with broker.user("operator") as operator:
        stream = operator.client.jetstream(timeout=2)
        for _ in range(200):
            infos = [await stream.stream_info(EVENT_STREAMS[owner]) for owner in ("clusters", "notifications")]
            if all(info.state.messages for info in infos):
                return
            await asyncio.sleep(0.05)
    pytest.fail("the chain did not reach clusters and notifications")
