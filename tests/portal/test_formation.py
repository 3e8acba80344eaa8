"""Runs of formation and proposed teams, as pages and as data."""

import re
from typing import Any

from cityteams_contracts.clusters import (
    AdoptProposal,
    AskWhyNot,
    DeclineProposal,
    FormationRunCompleted,
    FormationRunStarted,
    RunFormation,
    TeamProposed,
    WhyNotAnswered,
    WhyNotAsked,
)
from cityteams_contracts.examples import examples
from cityteams_contracts.registration import ProgrammeRole

GIVEN: dict[Any, Any] = dict(examples())
STARTED, DONE, TEAM = GIVEN[FormationRunStarted], GIVEN[FormationRunCompleted], GIVEN[TeamProposed]
PAGE, RUN = f"/formation/proposals/{TEAM.proposal_id}", f"/formation/runs/{STARTED.run_id}"


def office(desk):
    return desk.person("p-office", ProgrammeRole.SECRETARIAT)


async def form_of(client, address):
    page = await client.get(address)
    return dict(re.findall(r'name="(form_token|act_id)" value="([^"]*)"', page.text))


async def test_a_run_shows_its_quality_and_its_teams(desk):
    desk.hear(STARTED, TEAM, DONE)
    page = (await office(desk).get(RUN)).text
    assert f"{100 * DONE.score / DONE.bound:.2f} %" in page
    assert TEAM.lead.organisation.name in page
    assert str(DONE.candidates) in page


async def test_a_run_that_is_under_way_looks_again_by_itself_and_can_be_cancelled(desk):
    desk.hear(STARTED)
    page = (await office(desk).get(RUN)).text
    assert 'http-equiv="refresh"' in page
    assert "Cancel" in page


async def test_a_team_shows_a_bar_and_a_row_for_each_reason_and_they_add_up(desk):
    desk.hear(STARTED, TEAM, DONE)
    page = (await office(desk).get(PAGE)).text
    assert page.count("<rect") == len({part.code for part in TEAM.parts})
    assert f'<td class="n">{TEAM.score}</td>' in page
    assert sum(part.points for part in TEAM.parts) == TEAM.score
    assert all(part.text.split("'")[0] in page for part in TEAM.parts)


async def test_forms_send_commands(desk):
    desk.hear(STARTED, TEAM, DONE)
    client = office(desk)
    for act, kind in (("adopt", AdoptProposal), ("decline", DeclineProposal), ("why", AskWhyNot)):
        form = await form_of(client, PAGE)
        answer = await client.post(PAGE, data={**form, "action": act, "other": "gctc-012" if act == "why" else ""})
        assert answer.status_code == 303
        assert isinstance(desk.commands()[-1][1], kind)
    form = await form_of(client, "/formation")
    sent = {"round_id": STARTED.round_id, "seed": "7", "weight-need": "40", "pins": "w-1 w-2", "apart": "o-1 o-2"}
    assert (await client.post("/formation", data={**form, **sent})).status_code == 303
    command = desk.commands()[-1][1]
    assert isinstance(command, RunFormation)
    assert (command.seed, command.weights, command.pins[0].member) == (7, {"need": 40}, "w-2")


async def test_a_form_with_half_a_pin_is_told_so_and_sends_nothing(desk):
    client = office(desk)
    form = await form_of(client, "/formation")
    answer = await client.post("/formation", data={**form, "round_id": "sc3-2018", "pins": "w-1"})
    assert answer.status_code == 422
    assert desk.commands() == []


async def test_why_not_is_shown_with_who_has_it(desk):
    desk.hear(STARTED, TEAM, DONE, GIVEN[WhyNotAsked], GIVEN[WhyNotAnswered])
    page = (await office(desk).get(PAGE)).text
    assert f"{GIVEN[WhyNotAnswered].worse_by} points behind" in page
    assert "gctc-044" in page


async def test_the_api_gives_runs_proposals_answers_and_comparisons(desk):
    later = {"run_id": "formation-run-2"}
    again = TEAM.model_copy(update={**later, "proposal_id": "proposal-2", "members": TEAM.members[:1], "score": 60})
    desk.hear(STARTED, TEAM, DONE, STARTED.model_copy(update=later), again, DONE.model_copy(update=later))
    desk.hear(GIVEN[WhyNotAsked], GIVEN[WhyNotAnswered])
    client, api = desk.secretariat(), "/api/v1/formation"
    runs = (await client.get(f"{api}/runs")).json()["items"]
    assert {each["run_id"]: each["quality"] for each in runs}[STARTED.run_id] == DONE.score / DONE.bound
    found = (await client.get(f"{api}/runs/{STARTED.run_id}/proposals?limit=1")).json()
    assert sum(part["points"] for part in found["items"][0]["team"]["parts"]) == found["items"][0]["score"]
    answer = (await client.get(f"{api}/questions/{GIVEN[WhyNotAsked].question_id}")).json()["answer"]
    assert answer["held_by"][0]["lead"] == "gctc-044"
    told = (await client.get(f"{api}/compare?before={STARTED.run_id}&after=formation-run-2")).json()
    assert told["same_result"]
    assert told["changed"][0]["leaves"] == [TEAM.members[1].organisation.name]
    assert told["changed"][0]["points"] == 60 - TEAM.score
    page = await office(desk).get(f"/formation/compare?before={STARTED.run_id}&after=formation-run-2")
    assert TEAM.members[1].organisation.name in page.text


async def test_a_later_revision_leaves_what_the_run_found(desk):
    revised = TEAM.model_copy(update={"revision": 1, "members": TEAM.members[:1]})
    desk.hear(STARTED, TEAM, DONE, revised)
    found = (await desk.secretariat().get(f"/api/v1/formation/proposals/{TEAM.proposal_id}")).json()
    assert len(found["team"]["members"]) == 1
    assert len(found["found"]["members"]) == 2
