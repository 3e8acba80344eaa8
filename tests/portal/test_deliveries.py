"""The ledger in the portal, and one click to unsubscribe."""

from datetime import timedelta

import httpx
import pytest
from pydantic import SecretStr

from cityteams_contracts.notifications import (
    Channel,
    DeliveryFailed,
    DeliveryPutOff,
    NotificationBounced,
    NotificationSent,
    SuppressionBegun,
    SuppressionReason,
)
from cityteams_contracts.unsubscribing import Subscription, unsubscribe_token
from cityteams_portal.web.server import website
from tests.portal.story import NOON

KEY = "k" * 32
TOKEN = {"Authorization": "Bearer the-token-of-the-office"}


def words(number, to="p-1", channel=Channel.MAIL):
    return {"delivery_id": f"d-{number}", "channel": channel, "to": to, "kind": "slot_given", "about": "slot-1"}


@pytest.fixture
def ledger(desk):
    """A desk that heard of a few deliveries."""
    later = NOON + timedelta(minutes=5)
    desk.take(
        DeliveryPutOff(
            **words(1), attempt=1, answer=451, reason="the-server-said-later", tried_at=NOON, next_try_at=later
        ),
        NotificationSent(**words(1), attempt=2, answer=250, sent_at=later),
        NotificationBounced(**words(1), status="5.1.1", permanent=True, bounced_at=later + timedelta(minutes=1)),
        DeliveryFailed(**words(2, "endpoint-1", Channel.WEBHOOK), attempt=9, answer=500, reason="no", failed_at=NOON),
    )
    desk.take(SuppressionBegun(person_id="p-1", reason=SuppressionReason.BOUNCED, status="5.1.1", begun_at=NOON))
    return desk


def client(desk, **told):
    settings = desk.settings.model_copy(
        update={"api_token": SecretStr("the-token-of-the-office"), "unsubscribe_key": SecretStr(KEY)} | told
    )
    transport = httpx.ASGITransport(app=website(desk.service, settings))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


async def test_the_api_finds_deliveries_by_state_channel_receiver_and_time(ledger):
    async with client(ledger) as web:

        async def found(**asked):
            answer = await web.get("/api/v1/deliveries", params=asked, headers=TOKEN)
            assert answer.status_code == 200, answer.text
            return [each["delivery_id"] for each in answer.json()["items"]]

        assert await found() == ["d-1", "d-2"]
        assert await found(state="bounced") == ["d-1"]
        assert await found(channel="webhook") == ["d-2"]
        assert await found(to="p-1") == ["d-1"]
        assert await found(until=(NOON + timedelta(minutes=1)).isoformat()) == ["d-2"]
        page = (await web.get("/api/v1/deliveries", params={"limit": "1"}, headers=TOKEN)).json()
        assert await found(after=page["next"]) == ["d-2"]
        refused = await web.get("/api/v1/deliveries", params={"state": "lost"}, headers=TOKEN)
        assert (refused.status_code, refused.json()["code"]) == (422, "a-word-is-unknown")


async def test_one_delivery_tells_every_attempt_with_its_answer_and_the_next_try(ledger):
    async with client(ledger) as web:
        items = (await web.get("/api/v1/deliveries/d-1", headers=TOKEN)).json()["items"]
        assert [(each["state"], each["attempt"], each["answer"]) for each in items] == [
            ("put_off", 1, 451),
            ("sent", 2, 250),
            ("bounced", 2, None),
        ]
        assert items[0]["next_try_at"] is not None
        assert (await web.get("/api/v1/deliveries/d-9", headers=TOKEN)).status_code == 404
        assert (await web.get("/api/v1/suppressions", headers=TOKEN)).json()["items"][0]["person_id"] == "p-1"


async def test_opening_the_link_changes_nothing_and_one_click_unsubscribes_without_a_redirect(desk):
    token = unsubscribe_token(KEY.encode(), Subscription("p-1", "slot-given", "l-1"))
    async with client(desk) as web:
        before = desk.posted()
        page = await web.get(f"/unsubscribe/{token}")
        assert (page.status_code, desk.posted()) == (200, before)
        assert "slot given" in page.text
        for _ in range(2):
            done = await web.post(f"/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"})
            assert done.status_code == 200
        assert desk.posted() == before + 1
        assert (await web.get(f"/unsubscribe/{token}x")).status_code == 404
        assert (await web.post(f"/unsubscribe/{token}x")).status_code == 404
    async with client(desk, unsubscribe_key=SecretStr("")) as web:
        assert (await web.post(f"/unsubscribe/{token}")).status_code == 404
