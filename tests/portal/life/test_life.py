"""The life of clusters in the portal: now, at any past moment, under every name and id; and the desk of a team."""

from dataclasses import replace

import pytest

from cityteams_contracts import clusters as said
from cityteams_contracts.registration import Organisation, OrganisationRegistered
from cityteams_portal.domain.cluster_life import Phase
from cityteams_portal.domain.happened import then
from cityteams_portal.domain.life import lived
from cityteams_portal.store import life as store
from cityteams_portal.web.alliances.acts import ACTS as OF_ALLIANCES
from cityteams_portal.web.life.acts import ACTS as OF_CLUSTERS
from tests.portal.life.stories import NEXT, TITLE, of_the_alliance, of_the_cluster, tell, week
from tests.portal.signing import COOKIE
from tests.portal.story import CITY, LAB, NOON, invited, listed, proposed

TOKEN = "the-token-of-the-form"


@pytest.fixture
def desk(new_desk):
    return tell(new_desk(), [*of_the_alliance()[:1], *of_the_cluster()])


async def get(desk, address, client=None):
    async with client or desk.client() as browser:
        return await browser.get(address)


async def test_the_state_at_a_past_date_is_the_fold_of_the_events_until_then(desk):
    for number in range(6):
        rows = [row for row in of_the_cluster() if row[0] <= number]
        folded = None
        for at, event in rows:
            folded = lived(folded, event, week(at))
        told = (await get(desk, f"/api/v1/clusters/c-1?at={week(number):%Y-%m-%d}")).json()
        assert told["title"] == folded.title
        assert [each["organisation"]["name"] for each in told["members"]] == [
            each.organisation.name for each in folded.members
        ]
        assert (told["phase"], told["valid"], told["number"]) == (folded.phase, folded.valid, folded.number)


async def test_now_is_the_fold_of_everything_that_happened(desk):
    kept, rows = desk.read(lambda tx: (store.cluster_life(tx, "c-1"), store.happened(tx, "cluster:c-1")))
    assert then(rows, lived) == kept
    assert [each.number for each in rows] == list(range(1, len(rows) + 1))
    assert kept.phase is Phase.ACTIVE
    assert not kept.valid


async def test_before_its_first_event_a_cluster_was_not_there(desk):
    assert (await get(desk, "/api/v1/clusters/c-1?at=2017-01-01")).status_code == 404
    page = await get(desk, "/clusters/c-1/history?at=2017-01-01")
    assert "was not there yet" in page.text


@pytest.mark.parametrize("word", ["yesterday", "2018-02-30", "2018-02-06T12:00:00", "99999-01-01"])
async def test_a_moment_that_is_none_is_refused_with_the_remedy(desk, word):
    answer = await get(desk, f"/api/v1/clusters/c-1/life?at={word}")
    assert (answer.status_code, answer.json()["code"]) == (422, "a-moment-is-needed")
    assert answer.json()["errors"][0]["pointer"] == "/at"
    assert (await get(desk, f"/clusters/c-1/history?at={word}")).status_code == 422


async def test_a_cluster_is_found_by_the_name_it_had_and_by_that_of_one_that_was_merged_into_it(desk):
    old = (await get(desk, "/api/v1/clusters?q=curbing")).json()["items"]
    assert [each["title"] for each in old] == [NEXT]
    merging = said.ClusterMerged(cluster_id="c-9", into="c-1", title="Quiet nights", into_title=NEXT, merged_at=NOON)
    gone = said.ClusterDissolved(
        cluster_id="c-9", worksheet_id="w-9", lead="p", title="Quiet nights", merged_into="c-1"
    )
    desk.hear(proposed("c-9", title="Quiet nights"), merging, gone)
    for asked in ("QUIET nights", "quiet"):
        found = (await get(desk, f"/api/v1/clusters?q={asked}")).json()["items"]
        assert [each["cluster_id"] for each in found] == ["c-1"]
    assert (await get(desk, "/api/v1/clusters/c-9")).json()["cluster_id"] == "c-1"
    assert (await get(desk, "/api/v1/clusters/c-9/life")).json()["cluster_id"] == "c-1"
    page = await get(desk, "/clusters/c-9")
    assert (page.status_code, page.headers["location"]) == (301, "/clusters/c-1")
    past = (await get(desk, "/api/v1/clusters/c-9/life?at=2018-03-01")).json()
    assert (past["title"], past["merged_into"]) == ("Quiet nights", "c-1")


async def test_nobody_finds_people_in_the_public_life_of_a_cluster(desk):
    for address in ("/api/v1/clusters/c-1/life", "/api/v1/clusters/c-1/history", "/api/v1/clusters/c-1?at=2018-06-01"):
        answer = await get(desk, address)
        assert answer.status_code == 200
        assert "p-lead" not in answer.text
        assert "p-ulm" not in answer.text
    own = (await get(desk, "/api/v1/clusters/c-1/life", desk.person("p-lead"))).json()
    assert (own["lead"], own["speakers"]) == ("p-lead", {"o-ulm": "p-ulm"})


async def test_the_history_tells_what_happened_in_words_and_in_order(desk):
    page = await get(desk, "/clusters/c-1/history")
    for words in (f"Renamed from “{TITLE}” to “{NEXT}”.", "Ulm joined.", "CoLab left.", "From listed to active."):
        assert words in page.text
    told = (await get(desk, "/api/v1/clusters/c-1/history")).json()["items"]
    assert [each["number"] for each in told] == list(range(1, 12))


async def test_the_page_of_a_cluster_leads_to_its_alliance_names_and_roles(desk):
    page = (await get(desk, "/clusters/c-1")).text
    assert f'Formerly</dt><dd dir="auto">{TITLE}' in page
    assert '<a href="/super-clusters/sc" dir="auto">Safety SuperCluster</a>' in page
    assert "Deploying municipality, Lead" in page
    assert "Does not count now" in page


async def test_only_the_lead_and_the_secretariat_see_the_forms_of_a_team(desk):
    stranger = (await get(desk, "/clusters/c-1/team", desk.person("p-stranger"))).text
    lead = (await get(desk, "/clusters/c-1/team", desk.person("p-lead"))).text
    speaker = (await get(desk, "/clusters/c-1/team", desk.person("p-ulm"))).text
    assert "Ask to join" in stranger
    assert "Dissolve" not in stranger
    assert "Dissolve" in lead
    assert "Leave the team as o-ulm" in speaker


async def post(desk, address, person, **form):
    async with desk.person(person) as browser:
        browser.cookies.set("cityteams_form", TOKEN)
        assert COOKIE in browser.cookies
        return await browser.post(address, data={"form_token": TOKEN, "act_id": "a-1", **form})


FORMS = [
    ({"action": "rename", "title": "New"}, said.RenameCluster(cluster_id="c-1", title="New")),
    ({"action": "advance", "stage": "exhibiting"}, said.AdvanceCluster(cluster_id="c-1", stage="exhibiting")),
    (
        {"action": "roles", "organisation_id": "o-city", "roles": ["lead", "expert"]},
        said.SetMemberRoles(cluster_id="c-1", organisation_id="o-city", roles=("lead", "expert")),
    ),
    ({"action": "remove", "organisation_id": "o-city"}, said.RemoveMember(cluster_id="c-1", organisation_id="o-city")),
    (
        {"action": "answer", "organisation_id": "o-lab", "accepts": "no"},
        said.AnswerJoin(cluster_id="c-1", organisation_id="o-lab", accepts=False),
    ),
    ({"action": "dissolve", "sure": "yes"}, said.DissolveCluster(cluster_id="c-1")),
    (
        {"action": "lead", "name": "Next Lead", "mail": "next@city.example"},
        said.ReplaceLead(cluster_id="c-1", lead="p-17-next"),
    ),
    (
        {"action": "invite", "organisation": "Ulm", "name": "Mayor", "mail": "m@ulm.example", "roles": ["lead"]},
        said.InviteMember(cluster_id="c-1", organisation_id="o-ulm", person_id="p-13-m", roles=("lead",)),
    ),
    ({"action": "affiliate", "super_cluster_id": "sc"}, said.AskAffiliation(cluster_id="c-1", super_cluster_id="sc")),
]


@pytest.mark.parametrize(("form", "command"), FORMS, ids=[form["action"] for form, _ in FORMS])
async def test_each_form_of_a_team_becomes_its_command(desk, form, command):
    it = Organisation(name="Ulm", kind="municipality", country="DE")
    desk.hear(OrganisationRegistered(organisation_id="o-ulm", organisation=it, registered_at=NOON))
    answer = await post(desk, "/clusters/c-1/team", "p-lead", **form)
    assert answer.status_code == 303, answer.text
    assert [sent for _, sent in desk.commands()] == [command]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"action": "dissolve"}, "Tick that the team really ends"),
        ({"action": "invite", "organisation": "Nowhere"}, "The register does not know exactly one “Nowhere”"),
        ({"action": "advance", "stage": "flying"}, "Choose one of the words in the list."),
        ({"action": "unknown"}, "The page is out of date"),
        ({"action": "lead", "name": "Only"}, "both the name and the mail address"),
    ],
)
async def test_a_form_that_is_not_right_is_told_what_to_do_and_sends_nothing(desk, form, words):
    answer = await post(desk, "/clusters/c-1/team", "p-lead", **form)
    assert answer.status_code == 422
    assert words in answer.text
    assert desk.commands() == []


async def test_the_asked_person_sees_the_question_and_answers_it(desk):
    question = invited("c-1", "i-1").model_copy(update={"expires_at": week(2)})
    desk.hear(question)
    assert "Quiet streets" in (await get(desk, "/invitations", desk.person("p-asked"))).text
    assert "No invitation waits" in (await get(desk, "/invitations", desk.person("p-other"))).text
    own = (await get(desk, "/api/v1/invitations", desk.person("p-asked"))).json()["items"]
    assert [each["invitation_id"] for each in own] == ["i-1"]
    form = {"cluster_id": "c-1", "invitation_id": "i-1", "accepts": "yes"}
    assert (await post(desk, "/invitations", "p-asked", **form)).status_code == 303
    assert [sent for _, sent in desk.commands()] == [
        said.AnswerInvitation(cluster_id="c-1", invitation_id="i-1", accepts=True)
    ]
    lapsed = said.InvitationLapsed(
        cluster_id="c-1",
        invitation_id="i-1",
        organisation=LAB,
        person_id="p-asked",
        title="T",
        lead="p",
        lapsed_at=NOON,
    )
    desk.hear(lapsed)
    assert (await get(desk, "/api/v1/invitations", desk.person("p-asked"))).json()["items"] == []
    assert "Lapsed" in (await get(desk, "/clusters/c-1")).text


async def test_the_api_takes_a_person_by_name_and_mail_and_names_what_is_missing(desk):
    async with desk.secretariat() as client:
        address = "/api/v1/clusters/c-1/lead"
        done = await client.post(address, json={"name": "Next", "mail": "next@city.example"})
        assert done.status_code == 202
        no = await client.post(address, json={})
        assert (no.status_code, no.json()["errors"][0]["pointer"]) == (422, "/lead")
        wrong = await client.post("/api/v1/clusters/c-1/advance", json={"stage": "flying"})
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/stage")
        more = await client.post("/api/v1/clusters/c-1/dissolve", json={"why": "x"})
        assert (more.status_code, more.json()["errors"][0]["pointer"]) == (422, "/why")
    assert [sent for _, sent in desk.commands()] == [said.ReplaceLead(cluster_id="c-1", lead="p-17-next")]


def test_every_command_of_life_and_alliances_has_an_address():
    commands = {act.kind for act in (*OF_CLUSTERS, *OF_ALLIANCES)} | {said.AnswerInvitation}
    named = {getattr(said, name) for area in (said.life, said.members, said.alliances) for name in area.__all__}
    named |= {getattr(said, name) for area in (said.affiliations, said.groups) for name in area.__all__}
    wanted = {each for each in named if getattr(each, "prefix", "") == "cmd"}
    assert commands == wanted | {said.AnswerInvitation}


def test_a_cluster_that_was_listed_before_the_portal_listened_has_a_life_too():
    it = lived(None, listed("c-2"), NOON)
    assert it is not None
    assert (it.phase, it.number) == (Phase.LISTED, 1)
    assert lived(None, said.LeadLost(cluster_id="c", lead="p", title="T"), NOON) is None
    assert replace(it, missing=("x",)).valid is False
    assert [each.organisation for each in it.members] == [CITY, LAB]
