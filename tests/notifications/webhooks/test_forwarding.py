"""What is noted for whom; and that an event which nobody wants costs next to nothing and leaves no trace."""

import json

import pytest
import sqlalchemy as sa

from cityteams_contracts.clusters import AffiliationGranted, ClusterListed, ClusterProposed
from cityteams_contracts.events import AgendaReleased, SlotGiven
from cityteams_contracts.public import PUBLIC, TYPES
from cityteams_contracts.registration import WorksheetAccepted, WorksheetSubmitted
from cityteams_notifications.app import build
from tests.notifications.samples import example
from tests.notifications.webhooks.receiver import Receiver

PLACE = "127.0.0.1:9"
URL = f"http://{PLACE}/"
_OF_CLUSTERS = ["cluster.affiliation-granted.v1", "cluster.listed.v1", "cluster.proposed.v1"]


def kinds(yard):
    return sorted(each.kind.split(".", 2)[2] for each in yard.dispatches())


async def test_without_an_endpoint_nothing_is_kept_and_each_batch_asks_once(yard):
    it, asked = yard(PLACE), list[str]()
    sa.event.listen(it.desk.service.store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    it.desk.take(*(example(ClusterListed).model_copy(update={"cluster_id": f"c-{at}"}) for at in range(100)))
    assert (it.dispatches(), it.bodies()) == ([], {})
    assert len([each for each in asked if "FROM routes" in each]) == 2  # the batch, and its repetition
    assert not [each for each in asked if "dispatches" in each and each.startswith("INSERT")]


@pytest.mark.parametrize(
    ("wanted", "came"),
    [
        ({}, [*_OF_CLUSTERS, "slot.given.v1", "worksheet.accepted.v1"]),
        ({"types": ("org.cityteams.cluster.listed.v1",)}, ["cluster.listed.v1"]),
        ({"clusters": ("c-other",)}, []),
        ({"sectors": ("utility",)}, []),
        ({"types": ("org.cityteams.cluster.listed.v1",), "sectors": ("utility",)}, []),
    ],
)  # fmt: skip
async def test_an_endpoint_is_sent_what_fits_all_that_it_asked_for(yard, wanted, came):
    it = yard(PLACE)
    await it.register(URL, **wanted)
    it.desk.hear(
        *(example(each) for each in (WorksheetSubmitted, WorksheetAccepted, ClusterProposed, ClusterListed)),
        example(AffiliationGranted),
        example(SlotGiven),
    )
    assert kinds(it) == came


async def test_events_of_a_cluster_that_do_not_name_its_sector_are_found_by_it(yard):
    it = yard(PLACE)
    await it.register(URL, sectors=("public_safety",))
    it.desk.hear(example(ClusterListed), example(AffiliationGranted), example(SlotGiven), example(AgendaReleased))
    assert kinds(it) == [
        "cluster.affiliation-granted.v1",
        "cluster.listed.v1",
        "gathering.agenda-released.v1",
        "slot.given.v1",
    ]


async def test_the_body_is_the_event_of_the_bus_without_what_stays_inside(yard):
    async with Receiver() as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        known = example(WorksheetAccepted)
        project = known.project.model_copy(update={"challenges": "canary of the programme"})
        it.desk.hear(example(WorksheetSubmitted), known.model_copy(update={"project": project}))
        heard = it.desk.heard[-1]
        await it.settle()
        (request,) = receiver.got
        event = request.event
        assert (event["id"], event["sequence"]) == (heard.stamp.id, "00000000000000000002")
        assert event["data"]["project"]["title"] == known.project.title
        told = request.body.decode()
        assert "canary" not in told
        assert known.project.lead not in told


async def test_what_two_endpoints_want_is_kept_once(yard):
    it = yard(PLACE)
    await it.register(URL, "e-1")
    await it.register(URL, "e-2")
    (message_id,) = it.listed("c-1")
    assert list(it.bodies()) == [message_id]
    assert sorted(each.endpoint_id for each in it.dispatches()) == ["e-1", "e-2"]
    assert json.loads(it.bodies()[message_id])["id"] == message_id


def test_everything_that_may_leave_is_heard(migrated, new_desk):
    service = build(new_desk().service.settings)
    heard = {contract for reaction in service.reactions for contract in reaction.handlers}
    assert [each.__name__ for each in PUBLIC if each not in heard] == []
    assert len(TYPES) == len(PUBLIC)
    service.store.close()
