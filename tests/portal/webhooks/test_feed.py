"""The feed: the events of webhooks and of the bus, under the same ids, in one order; nothing is missed."""

import asyncio
import json

import pytest

from cityteams_contracts.clusters import ClusterListed, ClusterProposed
from cityteams_contracts.events import SlotGiven
from cityteams_contracts.examples import examples
from cityteams_contracts.public import PUBLIC, TYPES
from cityteams_contracts.registration import WorksheetAccepted, WorksheetSubmitted
from cityteams_portal.feeding import place_the_rest
from tests.portal.desk import Desk

ORDER = (WorksheetSubmitted, WorksheetAccepted, ClusterProposed, ClusterListed)


def hear(desk: Desk, *contracts, **change):
    desk.hear(*(examples()[each].model_copy(update=change) for each in contracts))


async def feed(desk, status=200, **asked):
    async with desk.client() as client:
        answer = await client.get("/api/v1/feed", params=asked)
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_public_events_come_in_order_under_the_ids_of_the_bus(desk):
    hear(desk, *ORDER)
    told = await feed(desk)
    assert [each["id"] for each in told["items"]] == [each.stamp.id for each in desk.heard[1:]]
    assert [each["sequence"][-1] for each in told["items"]] == ["2", "1", "2"]
    assert told["items"][0]["type"] == "org.cityteams.worksheet.accepted.v1"
    restricted = examples()[WorksheetAccepted].project.lead  # type: ignore[attr-defined]
    assert restricted not in json.dumps(told)


async def test_a_reader_who_goes_on_from_the_cursor_misses_nothing_and_sees_nothing_twice(desk):
    read, cursor = list[str](), ""
    assert (await feed(desk))["items"] == []
    for step in range(7):
        hear(desk, ClusterListed, cluster_id=f"c-{step}")
        hear(desk, ClusterListed, cluster_id=f"c-{step}")
        told = await feed(desk, after=cursor, limit="1" if step % 2 else "3")
        read += [each["id"] for each in told["items"]]
        cursor = told["next"]
    while (told := await feed(desk, after=cursor))["items"]:
        read, cursor = [*read, *(each["id"] for each in told["items"])], told["next"]
    assert read == [each.stamp.id for each in desk.heard]


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        ({"type": "org.cityteams.cluster.listed.v1"}, 1),
        ({"cluster": examples()[ClusterListed].key}, 3),
        ({"cluster": "c-other"}, 0),
        ({"sector": "public_safety"}, 4),
        ({"sector": "utility"}, 0),
    ],
)
async def test_a_reader_may_choose(desk, asked, many):
    hear(desk, *ORDER, SlotGiven)
    assert len((await feed(desk, **asked))["items"]) == many


async def test_what_is_asked_wrongly_is_told_with_the_remedy(desk):
    assert (await feed(desk, 422, type="org.cityteams.letter.queued.v1"))["errors"][0]["pointer"] == "/type"
    assert (await feed(desk, 422, after="nonsense"))["errors"][0]["pointer"] == "/after"
    assert (await feed(desk, 422, limit="501"))["errors"][0]["pointer"] == "/limit"


async def test_who_waits_hears_of_the_next_event_at_once(desk):
    hear(desk, ClusterListed)
    cursor = (await feed(desk))["next"]

    async def later():
        await asyncio.sleep(0.1)
        hear(desk, ClusterListed, cluster_id="c-next")
        desk.service._committed()

    async with desk.client(prefer="wait=5") as client:
        answer, _ = await asyncio.gather(client.get("/api/v1/feed", params={"after": cursor}), later())
    assert [each["subject"] for each in answer.json()["items"]] == ["c-next"]


async def test_a_copy_that_was_built_again_has_the_same_events_and_says_that_its_order_is_another(new_desk):
    live, copy = new_desk(), new_desk()
    hear(live, *ORDER)
    cursor = (await feed(live, limit="1"))["next"]
    copy.replay(live.heard)
    assert copy.dump()["feed"] == live.dump()["feed"]
    assert (await feed(copy))["items"] == []
    copy.service.stopping.set()
    await place_the_rest(copy.service)
    assert (await feed(copy, 410, after=cursor))["code"] == "the-feed-has-another-edition"
    assert sorted(each["id"] for each in (await feed(copy))["items"]) == sorted(
        each.stamp.id for each in live.heard[1:]
    )
    aggregates = [(each["partitionkey"], each["sequence"]) for each in (await feed(copy))["items"]]
    assert [each for each in aggregates if "cluster." in each[0]] == sorted(
        each for each in aggregates if "cluster." in each[0]
    )


async def test_the_catalogue_names_every_type_with_its_meaning_and_an_example(desk):
    async with desk.client() as client:
        items = (await client.get("/api/v1/event-types")).json()["items"]
    assert tuple(each["type"] for each in items) == TYPES
    assert all(each["meaning"] and each["example"][each["subject"]] for each in items)
    assert len(items) == len(PUBLIC)
