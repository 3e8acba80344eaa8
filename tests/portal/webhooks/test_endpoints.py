"""An organisation's people register endpoints, by page and by API; the secret is told once, and the URL never again."""

import re

from cityteams_contracts.notifications import (
    Channel,
    DeliveryFailed,
    DeliveryPutOff,
    EndpointDisabled,
    NotificationSent,
    RegisterEndpoint,
    ReplayDeliveries,
)
from cityteams_contracts.registration import ProgrammeRole
from tests.portal.story import NOON
from tests.portal.webhooks.post import CITY, MEMBER, URL

BODY = {"organisation_id": CITY, "title": "Open data", "url": URL}


async def registered(house, **more):
    """The endpoint's id, and what the answer told."""
    async with house.portal.person(MEMBER) as client:
        answer = await client.post("/api/v1/endpoints", json=BODY | more)
    assert answer.status_code == 202, answer.text
    house.carry()
    told = answer.json()
    return told["endpoint_id"], told


def delivered(house, endpoint_id, *kinds):
    """The ledger says something of deliveries."""
    known = {"channel": Channel.WEBHOOK, "to": endpoint_id, "kind": "org.cityteams.cluster.listed.v1", "about": "c-1"}
    told = {
        "sent": NotificationSent(delivery_id="d-1", **known, attempt=1, answer=204, sent_at=NOON),
        "put off": DeliveryPutOff(
            delivery_id="d-2", **known, attempt=1, answer=500, reason="answer-500", tried_at=NOON, next_try_at=NOON
        ),
        "failed": DeliveryFailed(
            delivery_id="d-3", **known, attempt=10, reason="no-connection", failed_at=NOON
        ),
        "mail": NotificationSent(
            delivery_id="d-4", **known | {"channel": Channel.MAIL}, attempt=1, sent_at=NOON
        ),
    }  # fmt: skip
    house.portal.hear(*(told[kind] for kind in kinds))


async def test_a_program_registers_an_endpoint_and_hears_the_secret_once(house):
    async with house.portal.person(MEMBER) as client:
        first = await client.post("/api/v1/endpoints", json=BODY, headers={"idempotency-key": "one"})
        again = await client.post("/api/v1/endpoints", json=BODY, headers={"idempotency-key": "one"})
        assert first.json()["secret"].startswith("whsec_")
        assert first.json()["public_key"].startswith("whpk_")
        assert "secret" not in again.json()
        assert again.json()["command_id"] == first.json()["command_id"]
        house.carry()
        found = (await client.get(f"/api/v1/endpoints/{first.json()['endpoint_id']}")).json()
        assert (found["host"], found["state"]) == ("hooks.example.org", "active")
        keys = (await client.get(f"/api/v1/endpoints/{found['endpoint_id']}/keys")).json()
        assert keys["public_keys"] == [first.json()["public_key"]]
    (command,) = [each for _, each in house.portal.commands() if isinstance(each, RegisterEndpoint)]
    assert "canary" not in command.model_dump_json()
    assert first.json()["secret"] not in str(house.portal.envelopes())


async def test_a_url_that_may_not_be_is_told_at_its_field_and_nothing_is_sent(house):
    async with house.portal.person(MEMBER) as client:
        for url in ("http://hooks.example.org/", "https://127.0.0.1/", "https://user@hooks.example.org/"):
            answer = await client.post("/api/v1/endpoints", json=BODY | {"url": url})
            assert answer.status_code == 422
            assert answer.json()["errors"][0]["pointer"] == "/url"
    assert house.portal.commands() == []


async def test_others_see_nothing_and_may_nothing(house):
    endpoint_id, _ = await registered(house)
    async with house.portal.person("p-stranger") as client:
        assert (await client.get("/api/v1/endpoints")).json()["items"] == []
        for path in (f"/api/v1/endpoints/{endpoint_id}", f"/endpoints/{endpoint_id}", "/api/v1/endpoints/e-nowhere"):
            assert (await client.get(path)).status_code == 403
        assert (await client.post(f"/api/v1/endpoints/{endpoint_id}/pause")).status_code == 403
        assert (await client.post("/api/v1/endpoints", json=BODY)).status_code == 422  # notifications says no
    async with house.portal.secretariat() as office:
        assert len((await office.get("/api/v1/endpoints")).json()["items"]) == 1
        assert (await office.get("/api/v1/endpoints/e-nowhere")).status_code == 404


async def test_every_command_reaches_notifications_and_is_answered(house):
    endpoint_id, told = await registered(house)
    async with house.portal.person(MEMBER) as client:

        async def ask(what, **body):
            answer = await client.post(f"/api/v1/endpoints/{endpoint_id}/{what}", json=body)
            assert answer.status_code == 202, answer.text
            house.carry()
            state = await client.get(f"/api/v1/commands/{answer.json()['command_id']}")
            return answer.json(), state.json()["state"]

        rotated, done = await ask("rotate", overlap_hours=1)
        assert (done, rotated["secret"].startswith("whsec_"), rotated["secret"] == told["secret"]) == (
            "done",
            True,
            False,
        )
        for what in ("test", "pause", "resume"):
            assert (await ask(what))[1] == "done"
        assert (await ask("revise", title="Other", wanted={"sectors": ["utility"]}))[1] == "done"
        assert (await ask("replay", only_failed=True))[1] == "rejected"
        assert (await client.get(f"/api/v1/endpoints/{endpoint_id}")).json()["title"] == "Other"
        assert (await ask("delete"))[1] == "done"
        assert (await client.get("/api/v1/endpoints")).json()["items"] == []


async def test_deliveries_are_listed_with_answer_and_next_try_and_letters_are_not(house):
    endpoint_id, _ = await registered(house)
    delivered(house, endpoint_id, "sent", "put off", "failed", "mail")
    async with house.portal.person(MEMBER) as client:
        path = f"/api/v1/endpoints/{endpoint_id}/deliveries"
        first = (await client.get(path, params={"limit": "2"})).json()
        rest = (await client.get(path, params={"limit": "2", "after": first["next"]})).json()
        assert [each["delivery_id"] for each in (*first["items"], *rest["items"])] == ["d-3", "d-2", "d-1"]
        assert rest["next"] is None
        (waiting,) = (await client.get(path, params={"state": "waiting"})).json()["items"]
        assert (waiting["answer"], waiting["reason"], waiting["next_try_at"] is not None) == (500, "answer-500", True)
        page = await client.get(f"/endpoints/{endpoint_id}")
        assert page.status_code == 200
        assert "Answer 500" in page.text
        assert "canary" not in page.text


async def test_a_person_registers_by_the_page_and_the_secret_is_on_the_next_page_alone(house):
    async with house.portal.person(MEMBER) as client:
        page = await client.get("/endpoints")
        tokens = dict(re.findall(r'name="(form_token|act_id)" value="([^"]+)"', page.text))
        assert "Ann Arbor" in page.text
        bad = await client.post("/endpoints", data={**BODY, **tokens, "kind": "webhook", "url": "https://localhost/"})
        assert bad.status_code == 422
        assert "Give the host by its full name" in bad.text
        assert 'value="Open data"' in bad.text  # nothing typed is lost, but the URL, which may hold a secret
        shown = await client.post("/endpoints", data={**BODY, **tokens, "kind": "webhook"})
        assert "whsec_" in shown.text
        assert shown.headers["cache-control"] == "no-store"
        house.carry()
        listed = await client.get("/endpoints")
        assert "hooks.example.org" in listed.text
        assert "whsec_" not in listed.text
        assert "canary" not in listed.text


async def test_the_page_of_an_endpoint_acts_on_it(house):
    endpoint_id, _ = await registered(house)
    delivered(house, endpoint_id, "failed")
    async with house.portal.person(MEMBER) as client:
        page = await client.get(f"/endpoints/{endpoint_id}")

        async def act(**data):
            tokens = dict(re.findall(r'name="(form_token|act_id)" value="([^"]+)"', page.text))
            answer = await client.post(f"/endpoints/{endpoint_id}", data={**tokens, **data})
            house.carry()
            return answer

        assert (await act(action="pause")).status_code == 303
        assert "Paused" in (await client.get(f"/endpoints/{endpoint_id}")).text
        assert (await act(action="nonsense")).status_code == 422
        assert "whsec_" in (await act(action="rotate", overlap_hours="2")).text
        assert (await act(action="rotate", overlap_hours="1000")).status_code == 422
        assert (await act(action="replay", delivery_id="d-3")).status_code == 303
    replayed = [each for _, each in house.portal.commands() if isinstance(each, ReplayDeliveries)]
    assert [each.delivery_id for each in replayed] == ["d-3"]


async def test_a_disabled_endpoint_says_why(house):
    endpoint_id, _ = await registered(house)
    house.portal.hear()
    gone = EndpointDisabled(
        endpoint_id=endpoint_id, organisation_id=CITY, title="Open data", host="h", reason="gone", disabled_at=NOON
    )
    house.portal._versions[gone.aggregate] = 1
    house.portal.hear(gone)
    async with house.portal.person("p-office", ProgrammeRole.SECRETARIAT) as office:
        page = (await office.get(f"/endpoints/{endpoint_id}")).text
        assert "Disabled since" in page
        assert "Gone" in page
