"""Questions about look-alikes follow their two sides through merges by other routes."""

from tests.portal.office.story import merged, registered, suspected

NAMES = {"o-genoa": "Comune di Genova", "o-genova": "Genoa Municipality", "o-genes": "Gênes", "o-zena": "Zena"}


def register(desk, *events):
    desk.hear(*(registered(each, name) for each, name in NAMES.items()), *events)


async def asked(desk):
    async with desk.secretariat() as client:
        return [
            (each["one"]["organisation_id"], each["other"]["organisation_id"])
            for each in (await client.get("/api/v1/questions")).json()["items"]
        ]


async def test_two_that_became_one_by_another_route_are_not_asked_about(desk):
    register(desk, suspected("o-genova", "o-genoa"), suspected("o-genes", "o-zena"))
    assert len(await asked(desk)) == 2
    desk.hear(merged("o-genova", "o-zena"), merged("o-genoa", "o-zena"))
    assert await asked(desk) == [("o-genes", "o-zena")]


async def test_two_questions_that_became_the_same_are_asked_once(desk):
    register(desk, suspected("o-genova", "o-genoa"), suspected("o-genes", "o-genoa", score=0.7))
    desk.hear(merged("o-genova", "o-zena"), merged("o-genes", "o-zena"))
    assert await asked(desk) == [("o-zena", "o-genoa")]


async def test_a_question_that_has_not_heard_of_its_organisations_waits(desk):
    desk.hear(suspected())
    async with desk.secretariat() as client:
        (item,) = (await client.get("/api/v1/questions")).json()["items"]
    assert item["one"] is None
    assert item["other"] is None
