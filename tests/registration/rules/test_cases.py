"""The table of cases: each is asked of a project that was handed in and of the draft it was typed as."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from cityteams_contracts import Rejected
from cityteams_contracts.registration import LevelOfRule, Project
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource
from cityteams_registration.domain.checklist import Situation, check_draft, check_project, require_rules
from tests.registration.samples import SEASONS

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
CITY, COMPANY, AGENCY = OrganisationKind.MUNICIPALITY, OrganisationKind.COMPANY, OrganisationKind.AGENCY
WHO = {
    "city": ("Portland", CITY, "Portland, OR", True),
    "watching city": ("Porto", CITY, "Porto", False),
    "namesake": ("Portland", CITY, "Portland, ME", False),
    "company": ("Sensors Inc.", COMPANY, None, False),
    "deploying company": ("Lamps Ltd.", COMPANY, None, True),
    "deploying agency": ("Water board", AGENCY, None, True),
}
PLAIN = "Counts people instead of cars, and holds the light green for them."


def participants(case):
    for who in case["facts"]["participants"]:
        name, kind, city, deploys = WHO[who]
        yield Participant(organisation_id=who.replace(" ", "-"), name=name, kind=kind, city=city, deploys=deploys)


def project(case):
    facts = case["facts"]
    return Project(
        title="Quieter crossings",
        sector="transportation",
        description=facts.get("description", PLAIN),
        solutions=facts.get("solutions", ""),
        participants=tuple(participants(case)),
        lead="p1",
        officials=tuple(f"p{n}" for n in range(facts["officials"])),
        needs=(Need(kind=Resource.FUNDING, text=facts["need"]),) if "need" in facts else (),
        answered=tuple(facts.get("answered", ())),
    )


def draft(case):
    """The same, as a browser saves it."""
    facts, made = case["facts"], project(case)
    return {
        "title": made.title,
        "sector": "transportation",
        "description": made.description,
        "solutions": made.solutions,
        "participants": [each.model_dump(mode="json", exclude={"organisation_id"}) for each in made.participants],
        "lead": {"name": "Ada", "mail": "ada@example.org"},
        "officials": [{"name": "Bo", "mail": f"bo{n}@example.org"} for n in range(facts["officials"])],
        "needs": [{"kind": "funding", "text": facts["need"]}] if "need" in facts else [],
        **dict.fromkeys(facts.get("answered", ()), "We take care."),
    }


def situation(case):
    day = case.get("day", date(2018, 2, 6))
    return Situation(day, case.get("returning", False), case.get("as") == "secretariat")


def broken(results):
    return {each.code: str(each.level) for each in results if not each.met}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_project_breaks_exactly_these_rules(case):
    assert broken(check_project(SEASONS[case["round"]], project(case), situation(case))) == case["broken"]


@pytest.mark.parametrize("case", [each for each in CASES if each.get("as") != "secretariat"], ids=lambda c: c["case"])
def test_the_draft_of_it_breaks_the_same_rules(case):
    asked = situation(case)
    results = check_draft(SEASONS[case["round"]], draft(case), asked.returning, asked.today)
    assert broken(results) == case["broken"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_it_is_refused_when_and_only_when_a_blocking_rule_is_broken(case):
    season, asked = SEASONS[case["round"]], situation(case)
    blocking = [code for code, level in case["broken"].items() if level == LevelOfRule.BLOCK]
    if not blocking:
        require_rules(season, project(case), asked)
        return
    with pytest.raises(Rejected) as refused:
        require_rules(season, project(case), asked)
    sentences = {rule.code: rule.sentence["en"] for rule in season.rules}
    assert refused.value.code == blocking[0]
    assert all(sentences[code] in refused.value.reason for code in blocking)


def test_the_table_covers_every_rule_of_the_shipped_files_broken_and_met():
    codes = {rule.code for season in SEASONS.values() for rule in season.rules}
    assert {code for case in CASES for code in case["broken"]} == codes
    assert any(not case["broken"] for case in CASES)
    assert {part.strip() for case in CASES for part in str(case["rules"]).split(",")} == {"1", "2", "3", "4"}


def test_every_sentence_is_there_in_six_languages_and_says_what_to_do():
    for season in SEASONS.values():
        words = [rule.sentence for rule in season.rules]
        words += [question.text for question in season.questions] + [entry.name for entry in season.sectors]
        assert all(list(each) == ["en", "fr", "es", "ko", "pt", "ar"] for each in words)
        blocking = [rule.sentence["en"] for rule in season.rules if rule.level is LevelOfRule.BLOCK]
        assert all(any(verb in each for verb in ("Add ", "Keep ", "Fill ", "Take ")) for each in blocking)
