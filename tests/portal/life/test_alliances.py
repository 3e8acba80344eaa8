"""Alliances in the portal: now, at any past moment, under every name and id, with their documents and forms."""

import pytest

from cityteams_contracts import clusters as said
from cityteams_contracts.registration import ProgrammeRole
from tests.portal.life.stories import of_the_alliance, of_the_cluster, tell, week
from tests.portal.life.test_life import TOKEN, get
from tests.portal.story import NOON

NEW = "Public Safety SuperCluster"


@pytest.fixture
def desk(new_desk):
    return tell(new_desk(), [*of_the_alliance(), *of_the_cluster()])


async def test_an_alliance_as_it_was_in_each_week(desk):
    seen = []
    for number in range(7):
        told = (await get(desk, f"/api/v1/super-clusters/sc?at={week(number):%Y-%m-%d}")).json()
        seen.append(
            (told["title"], len(told["chairs"]), len(told["groups"]), [b["number"] for b in told["blueprints"]])
        )
    old = "Safety SuperCluster"
    assert seen == [
        (old, 0, 0, []),
        (old, 1, 0, []),
        (NEW, 1, 0, []),
        (NEW, 1, 1, []),
        (NEW, 1, 1, [1]),
        (NEW, 1, 1, [2]),
        (NEW, 1, 1, [2]),
    ]


async def test_a_blueprint_is_read_in_every_version(desk):
    address = "/api/v1/super-clusters/sc/blueprints/lights"
    assert (await get(desk, address)).json()["blueprint"]["summary"] == "Better"
    assert (await get(desk, f"{address}?number=1")).json()["blueprint"]["summary"] == "Sum"
    assert (await get(desk, f"{address}?number=3")).status_code == 404
    assert (await get(desk, f"{address}?number=x")).json()["code"] == "a-number-is-needed"
    page = (await get(desk, "/super-clusters/sc/blueprints/lights")).text
    for words in ("Problem statement", "Cause", "Proposed solutions", "Benefits", "Summary", "Version 2"):
        assert words in page


async def test_an_alliance_is_found_by_an_earlier_name_and_a_merged_id_leads_on(desk):
    found = (await get(desk, "/api/v1/super-clusters?q=safety super")).json()["items"]
    assert [each["title"] for each in found] == [NEW]
    formed = said.SuperClusterFormed(super_cluster_id="sc-2", round_id="r", sector="data", title="Data")
    merged = said.SuperClustersMerged(super_cluster_id="sc", into="sc-2", title=NEW, into_title="Data", merged_at=NOON)
    desk.hear(formed, merged)
    it = (await get(desk, "/api/v1/super-clusters/sc")).json()
    assert (it["super_cluster_id"], [each["cluster_id"] for each in it["clusters"]]) == ("sc-2", ["c-1"])
    found = (await get(desk, "/api/v1/super-clusters?q=public safety")).json()["items"]
    assert [each["super_cluster_id"] for each in found] == ["sc-2"]
    assert "Data" in (await get(desk, "/clusters/c-1")).text
    assert [each["super_cluster_id"] for each in (await get(desk, "/api/v1/super-clusters")).json()["items"]] == [
        "sc-2"
    ]


async def test_the_page_shows_chairs_by_their_organisation_groups_documents_clusters_and_entities(desk):
    page = (await get(desk, "/super-clusters/sc")).text
    for words in ("University of Louisiana", "Lights group", "version 2", "Lights that call", "CoLab", "Formerly"):
        assert words in page
    assert "p-chair" not in page
    public = (await get(desk, "/api/v1/super-clusters/sc")).text
    assert "p-chair" not in public
    assert "p-lab" not in public
    own = (await get(desk, "/api/v1/super-clusters/sc", desk.person("p-chair"))).json()
    assert own["chairs"][0]["person_id"] == "p-chair"


async def test_a_thematic_cluster_is_all_year_round_and_has_a_leader(desk):
    desk.hear(
        said.ThematicClusterFormed(
            super_cluster_id="tc", title="Water", leader="p-expert", leader_of="University", formed_at=NOON
        )
    )
    page = (await get(desk, "/super-clusters/tc")).text
    assert "All year round" in page
    assert "Leader" in page
    assert "Thematic cluster" in (await get(desk, "/super-clusters")).text


async def post(desk, address, person, *roles, **form):
    async with desk.person(person, *roles) as browser:
        browser.cookies.set("cityteams_form", TOKEN)
        return await browser.post(address, data={"form_token": TOKEN, "act_id": "a-1", **form})


PARTS = {"title": "T", "problem": "P", "cause": "C", "solutions": "S", "benefits": "B", "summary": "Sum"}
FORMS = [
    ({"action": "rename", "title": "N"}, said.RenameSuperCluster(super_cluster_id="sc", title="N")),
    (
        {"action": "form-group", "group": "g", "title": "G"},
        said.FormWorkingGroup(super_cluster_id="sc", group="g", title="G"),
    ),
    ({"action": "close-group", "group": "lights"}, said.CloseWorkingGroup(super_cluster_id="sc", group="lights")),
    (
        {"action": "publish", "document": "d", "clusters": ["c-1"], **PARTS},
        said.PublishBlueprint(
            super_cluster_id="sc", document="d", blueprint=said.Blueprint(**PARTS, clusters=("c-1",))
        ),
    ),
    (
        {"action": "answer-cluster", "cluster_id": "c-1", "super_cluster_id": "sc", "grants": "yes"},
        said.AnswerAffiliation(cluster_id="c-1", super_cluster_id="sc", grants=True),
    ),
    (
        {"action": "answer-entity", "organisation_id": "o-lab", "grants": "no"},
        said.AnswerEntityAffiliation(super_cluster_id="sc", organisation_id="o-lab", grants=False),
    ),
    ({"action": "remove", "person_id": "p-chair"}, said.RemoveChair(super_cluster_id="sc", person_id="p-chair")),
    (
        {"action": "name", "name": "A Chair", "mail": "c@x.example", "of": "Splunk"},
        said.NameChair(super_cluster_id="sc", person_id="p-11-c", of="Splunk"),
    ),
]


@pytest.mark.parametrize(("form", "command"), FORMS, ids=[form["action"] for form, _ in FORMS])
async def test_each_form_of_an_alliance_becomes_its_command(desk, form, command):
    answer = await post(desk, "/super-clusters/sc", "p-chair", **form)
    assert answer.status_code == 303, answer.text
    assert [sent for _, sent in desk.commands()] == [command]


async def test_the_secretariat_forms_alliances_and_others_do_not(desk):
    form = {"form": "thematic", "title": "Water", "name": "Ex Pert", "mail": "e@uni.example", "of": "Uni"}
    assert (await post(desk, "/super-clusters", "p-chair", **form)).status_code == 403
    answer = await post(desk, "/super-clusters", "p-office", ProgrammeRole.SECRETARIAT, **form)
    assert answer.status_code == 303
    ((_, sent),) = desk.commands()
    assert isinstance(sent, said.FormThematicCluster)
    assert (sent.title, sent.leader, sent.leader_of) == ("Water", "p-13-e", "Uni")
    assert answer.headers["location"] == f"/super-clusters/{sent.super_cluster_id}"
