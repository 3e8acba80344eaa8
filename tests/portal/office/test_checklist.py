"""The rules of the round on the page of a review: registration holds the worksheet against them, the page shows it."""

from cityteams_chassis import Transient
from cityteams_contracts.registration import WORKSHEET_CHECKLIST, ProgrammeRole

OFFICE = ProgrammeRole.SECRETARIAT


async def rules_on(desk, path="/review/w-1", language="en"):
    """The part of the page that is about the rules."""
    async with desk.person("p-reviewer", OFFICE) as client:
        told = (await client.get(f"{path}?lang={language}")).text
    return told.split('id="rules"')[1].split("</section>")[0] if 'id="rules"' in told else ""


async def test_rules_that_are_not_met_stand_first_with_their_remedy_and_lead_to_their_field(morning):
    told = await rules_on(morning)
    assert "2 of 4 rules are met" in told
    assert told.index("an-official-is-named in English") < told.index("two-take-part in English")
    assert 'href="#field-officials"' in told
    assert "Needed" in told
    assert "Advice" in told
    ((_, question),) = [each for each in morning.asked if each[0] == WORKSHEET_CHECKLIST]
    assert (question.worksheet_id, question.actor) == ("w-1", "p-reviewer")


async def test_a_rule_that_is_met_does_not_say_its_complaint(morning):
    told = await rules_on(morning)
    assert "no-city-deploys" not in told
    assert "a-title-is-there in English" not in told
    fine = told.split("Nothing is missing at:")[1]
    assert 'href="#field-title"' in fine
    assert 'href="#field-participants"' not in fine, "another rule is not met there"


async def test_the_sentences_speak_the_language_of_the_page(morning):
    assert "an-official-is-named en français" in await rules_on(morning, language="fr")


async def test_each_field_that_a_rule_names_is_on_the_page(morning):
    async with morning.person("p-reviewer", OFFICE) as client:
        told = (await client.get("/review/w-1")).text
    assert [
        name for name in ("officials", "participants", "title", "answers") if f'id="field-{name}"' not in told
    ] == []


async def test_a_decided_worksheet_is_not_asked_about_again(morning):
    assert await rules_on(morning, "/review/w-6") == ""
    assert WORKSHEET_CHECKLIST not in [subject for subject, _ in morning.asked]


async def test_rules_that_cannot_be_asked_now_are_said_to_be_so(morning):
    known = morning.service.request

    async def away(subject, *rest, **more):
        if subject == WORKSHEET_CHECKLIST:
            raise Transient("nobody answers")
        return await known(subject, *rest, **more)

    morning.service.request = away
    assert "cannot be checked now" in await rules_on(morning)


async def test_no_rule_at_all_is_said_too(morning):
    morning.checklist = ()
    assert "no rules" in await rules_on(morning)
