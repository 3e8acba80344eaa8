"""The rules of its round held against a worksheet that was handed in, for those who review it."""

import pytest

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    WORKSHEET_CHECKLIST,
    LevelOfRule,
    ProgrammeRole,
    ReadChecklist,
    RoleGranted,
    WorksheetSubmitted,
)
from cityteams_contracts.rights import SECRETARIAT
from tests.registration.samples import NOON, PORTLAND, project

SECURED, ALONE = "a-worksheet-says-how-it-is-secured", "a-worksheet-needs-two-organisations"


async def handed_in(counter, round_id="sc3-2018", **change):
    """A worksheet is there; `change` is of its project."""
    of = project().model_copy(update={"description": "Counts people, not cars. " * 9} | change)
    await counter.say(WorksheetSubmitted(worksheet_id="w1", round_id=round_id, project=of, submitted_at=NOON))


async def checklist(counter, actor=SECRETARIAT, worksheet_id="w1"):
    found = await counter.ask(WORKSHEET_CHECKLIST, ReadChecklist(worksheet_id=worksheet_id, actor=actor))
    assert found.worksheet_id == worksheet_id
    return {each.code: each for each in found.checklist}


async def test_each_rule_of_the_round_is_met_or_not_as_acceptance_would_ask_it(counter):
    await handed_in(counter, participants=(PORTLAND,), answered=("privacy",))
    found = await checklist(counter)
    assert [code for code, each in found.items() if not each.met] == [ALONE, SECURED]
    assert found[ALONE].level is LevelOfRule.WARN
    assert found[SECURED].level is LevelOfRule.WARN, "the secretariat may take in what a team may not leave out"
    assert "fr" in found[SECURED].sentence


async def test_who_has_the_role_reads_it_and_nobody_else_learns_whether_it_is_there(counter):
    lead, rita = await counter.person(), await counter.person("Rita")
    await handed_in(counter, lead=lead)
    for who, which in ((lead, "w1"), (rita, "w1"), (lead, "w-none"), (SECRETARIAT, "w-none")):
        with pytest.raises(Rejected) as no:
            await checklist(counter, who, which)
        assert no.value.code == "not-yours-or-not-there"
    await counter.say(RoleGranted(person_id=rita, role=ProgrammeRole.SECRETARIAT))
    assert await checklist(counter, rita)


async def test_a_round_that_is_unknown_here_has_no_rules(counter):
    await handed_in(counter, round_id="nowhere-2030")
    assert await checklist(counter) == {}
