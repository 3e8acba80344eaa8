"""No page, feed or export tells anybody what they may not read: every GET route is asked by every kind of visitor."""

import asyncio
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_contracts.registration import FIELDS, Audience, Project, Target
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource
from cityteams_portal.web.server import website
from tests.portal.desk import routes_of
from tests.portal.office.conftest import NAMES
from tests.portal.office.story import accepted, begun, declined, registered, resubmitted, returned, submitted, withdrawn
from tests.portal.story import listed, proposed

SHARED = {"text": "public", "programme": "programme"}
PROGRAMME = tuple(field.name for field in FIELDS if field.audience is Audience.PROGRAMME)
ENDINGS = {
    "submitted": (),
    "in review": (begun,),
    "returned": (begun, returned),
    "declined": (declined,),
    "withdrawn": (withdrawn,),
}


def marked(name: str, word: str) -> object:
    """A value of a field that holds a mark of its own."""
    mark = f"CANARY-{word}-{name}"
    return {
        "needs": (Need(kind=Resource.DATA, text=mark),),
        "offers": (Need(kind=Resource.DATA, text=mark),),
        "targets": (Target(name=mark, target=1, method=mark),),
    }.get(name, mark)


def canaries(word: str) -> dict[str, Any]:
    """A project with a mark in every field for the programme, and in the public texts."""
    city = Participant(
        organisation_id=f"o-{word}", name=f"PUBLIC-{word}-city", kind=OrganisationKind.MUNICIPALITY, deploys=True
    )
    return {name: marked(name, word) for name in PROGRAMME} | {
        "title": f"PUBLIC-{word}-title",
        "description": f"PUBLIC-{word}-description",
        "participants": (city,),
        "lead": f"p-lead-{word}",
        "officials": (f"p-official-{word}",),
    }


def events(word: str, ending: str):
    """A worksheet that ends in a state, under the name of a word."""
    yield submitted(f"w-{word}", **canaries(word))
    for step in ENDINGS[ending]:
        yield step(f"w-{word}")


async def everything(desk, client, ids) -> str:
    """What every GET route answers, for every id that there is."""
    told = []
    for route in routes_of(website(desk.service, desk.settings)):
        if "GET" not in (route.methods or ()) or route.path == "/live":
            continue
        for key in ids if "{" in route.path else [""]:
            path = route.path.replace("{ending}", "csv")
            while "{" in path:
                path = path[: path.index("{")] + key + path[path.index("}") + 1 :]
            response = await client.get(path)
            assert response.status_code < 500 or response.status_code == 503, (path, response.text)
            told.append(response.text)
            if response.is_redirect:
                told.append(response.headers["location"].replace(key, ""))
    queries = ("q=CANARY", "q=PUBLIC", "state=declined", "mine=1", "limit=200")
    told += [(await client.get(f"/api/v1/worksheets?{query}")).text for query in queries]
    return "\n".join(told)


@pytest.fixture
def told_story(desk):
    """One worksheet in each state and one that is accepted, each with marks of its own."""
    for ending in ENDINGS:
        desk.hear(*events(ending.replace(" ", "-"), ending))
    desk.hear(submitted("w-good", **canaries("good")), accepted("w-good", **canaries("good")))
    team: dict[str, Any] = {"participants": canaries("good")["participants"], "lead": "p-lead-good"}
    desk.hear(proposed("c-good", **team), listed("c-good", **team), registered("o-good", "PUBLIC-good-city"))
    return desk


IDS = ["w-good", "c-good", "o-good", "sc3-2018", *(f"w-{ending.replace(' ', '-')}" for ending in ENDINGS)]


async def test_a_stranger_reads_public_fields_of_accepted_worksheets_only(told_story):
    async with told_story.client() as client:
        told = await everything(told_story, client, IDS)
    assert "PUBLIC-good-description" in told
    assert "CANARY" not in told
    for ending in ENDINGS:
        assert f"PUBLIC-{ending.replace(' ', '-')}" not in told
    assert "p-official" not in told
    assert "p-lead-" not in told


@pytest.mark.parametrize("who", ["p-somebody", "p-lead-withdrawn"])
async def test_who_is_signed_in_reads_the_programmes_fields_of_accepted_worksheets(told_story, who):
    async with told_story.person(who) as client:
        told = await everything(told_story, client, IDS)
    assert "CANARY-good-challenges" in told
    for ending in ENDINGS:
        word = ending.replace(" ", "-")
        assert (f"PUBLIC-{word}-title" in told) == (who == f"p-lead-{word}"), word
    assert "CANARY-cyber" not in told
    assert not any(name in told for name in NAMES.values())


async def test_the_secretariat_reads_every_state(told_story):
    async with told_story.secretariat() as client:
        told = await everything(told_story, client, IDS)
    for ending in ENDINGS:
        assert f"CANARY-{ending.replace(' ', '-')}-challenges" in told


async def test_a_change_that_nobody_has_accepted_is_not_public(told_story):
    told_story.hear(resubmitted("w-good", **(canaries("good") | {"description": "UNREVIEWED"})))
    async with told_story.client() as client:
        assert "UNREVIEWED" not in await everything(told_story, client, IDS)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    field=st.sampled_from([*PROGRAMME, "title", "description"]),
    ending=st.sampled_from([*ENDINGS, "accepted"]),
)
def test_no_restricted_value_reaches_whoever_may_not_read_it(new_desk, data, field, ending):
    mark = "K" + data.draw(st.text("abcdefghijklmnop", min_size=12, max_size=20))
    desk = new_desk()
    value: dict[str, Any] = {"needs": (Need(kind=Resource.DATA, text=mark),), "targets": (Target(name=mark, target=1),)}
    value["offers"] = value["needs"]
    change: dict[str, Any] = {field: value.get(field, mark)}
    desk.hear(submitted("w-x", **change))
    for step in ENDINGS.get(ending, (accepted,)):
        desk.hear(step("w-x", **change) if step is accepted else step("w-x"))
    readers = {"stranger": None, "somebody": "p-somebody", "lead": "p-lead"}

    async def told(person):
        async with desk.person(person) if person else desk.client() as client:
            found = await client.get("/api/v1/worksheets", params={"mine": "1" if person == "p-lead" else ""})
            one = await client.get("/api/v1/worksheets/w-x")
            by_word = await client.get("/api/v1/worksheets", params={"q": mark})
            return mark in found.text + one.text, bool(by_word.json()["items"])

    public = next(each for each in FIELDS if each.name == field).audience is Audience.PUBLIC
    may = {"stranger": ending == "accepted" and public, "somebody": ending == "accepted", "lead": True}
    for reader, person in readers.items():
        seen, found = asyncio.run(told(person))
        assert seen == may[reader], (reader, field, ending)
        assert not found or may[reader]


def test_no_event_of_the_portals_copy_has_a_place_for_restricted_fields():
    restricted = {field.name for field in FIELDS if field.audience in (Audience.SECRETARIAT, Audience.SELF)}
    kept = set(Project.model_fields) & restricted
    assert kept == {"lead", "officials"}  # by their ids alone
    assert "CANARY" not in json.dumps(Project.model_json_schema())
