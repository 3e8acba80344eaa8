from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_contracts.registration import FIELDS, LevelOfRule, Question
from cityteams_contracts.values import OrganisationKind
from cityteams_registration.domain.checklist import UNANSWERED, Situation, check_draft, check_project, require_rules
from cityteams_registration.domain.contacts_in_texts import fields_with_contacts
from cityteams_registration.domain.facts import answered_in
from tests.registration.samples import PORTLAND, PROJECTS, SEASONS, SENSORS, project

SC3 = SEASONS["sc3-2018"]
TODAY = date(2018, 2, 6)
OFFICE = Situation(TODAY, secretariat=True)


def refusal(of):
    with pytest.raises(Rejected) as refused:
        require_rules(SC3, of, OFFICE)
    return refused.value


def named(name, own_id, **more):
    return SENSORS.model_copy(update={"organisation_id": own_id, "name": name, **more})


def test_a_refusal_takes_its_code_from_the_first_rule_and_its_reason_from_all():
    refused = refusal(project((SENSORS, SENSORS), officials=()))
    assert (refused.code, refused.field) == ("a-worksheet-needs-a-deploying-municipality", "participants")
    assert all(word in refused.reason for word in ("municipality", "city official", "more than once"))


def test_a_refusal_names_the_repeated_participant_and_stays_short_when_sixty_are():
    reason = refusal(project((PORTLAND, SENSORS, SENSORS))).reason
    assert "“Sensors Inc.”" in reason
    assert "Portland" not in reason
    many = tuple(named(f"{n:02d} " + "x" * 290, f"o{n}") for n in range(30))
    reason = refusal(project((PORTLAND, *many, *many[:29]))).reason
    assert "and 26 more" in reason
    assert len(reason) < 1500


def test_the_same_name_is_the_same_organisation_however_it_is_capitalised():
    assert refusal(project((PORTLAND, SENSORS, named("SENSORS INC.", "other")))).code == "a-participant-is-named-twice"
    require_rules(SC3, project((PORTLAND, named("Portland", "pdx", city="Portland, ME"))), OFFICE)


def test_a_refusal_names_the_field_in_which_a_contact_stands():
    with pytest.raises(Rejected) as refused:
        require_rules(SC3, project().model_copy(update={"standards": "Ask a.b@example.org"}), Situation(TODAY))
    assert "(standards)" in refused.value.reason


def test_a_required_question_blocks_the_team_and_warns_the_secretariat():
    question = Question(code="insurance", text={"en": "Who insures it?"})
    season = SC3.model_copy(update={"questions": (question,), "rules": ()})
    levels = [check_project(season, project(), each)[0].level for each in (Situation(TODAY), OFFICE)]
    assert levels == [LevelOfRule.BLOCK, LevelOfRule.WARN]
    with pytest.raises(Rejected) as refused:
        require_rules(season, project(), Situation(TODAY))
    assert (refused.value.code, refused.value.field) == (UNANSWERED, "insurance")
    require_rules(season, project().model_copy(update={"answered": ("insurance",)}), Situation(TODAY))
    assert check_draft(season, {"answers": {"insurance": "The city."}}, False, TODAY)[0].met


@given(PROJECTS)
def test_the_order_of_participants_changes_no_verdict(any_project):
    turned = any_project.model_copy(update={"participants": any_project.participants[::-1]})
    assert check_project(SC3, turned, OFFICE) == check_project(SC3, any_project, OFFICE)


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
TYPED = st.dictionaries(st.sampled_from([each.name for each in FIELDS]), ANYTHING)


@given(TYPED)
def test_whatever_is_typed_has_a_checklist(fields):
    results = check_draft(SC3, fields, False, TODAY)
    assert [each.code for each in results] == [rule.code for rule in SC3.rules]
    codes = fields["answers"] if isinstance(fields.get("answers"), dict) else ()
    assert set(answered_in(fields)) <= {"cybersecurity", "privacy", "notes", *codes}


def test_half_a_row_counts_for_nothing_and_a_ticked_box_for_yes():
    city = {"name": "Porto", "kind": str(OrganisationKind.MUNICIPALITY), "deploys": "on"}
    met = {each.code: each.met for each in check_draft(SC3, {"participants": [city, {"name": ""}]}, False, TODAY)}
    assert met["a-worksheet-needs-a-deploying-municipality"]
    assert not met["a-worksheet-needs-two-organisations"]
    half = {"officials": [{"name": "Ada", "mail": ""}, {"name": "", "mail": "b@example.org"}, "x"]}
    met = {each.code: each.met for each in check_draft(SC3, half, False, TODAY)}
    assert not met["a-worksheet-needs-a-city-official"]


def test_an_answer_of_blanks_is_no_answer():
    content = {"cybersecurity": " ", "privacy": "Kept.", "answers": {"patching": "Weekly.", "owner": ""}, "title": "T"}
    assert answered_in(content) == ("privacy", "patching")


CONTACTS = {
    "ada@example.org": True,
    "Ada <ada.b+c@mail.example.co.kr>": True,
    "ada (at) example.org": True,
    "메일: ada@example.kr": True,
    "+82 2-720-2935": True,
    "(503) 555-0100": True,
    "503-555-0100": True,
    "0082 2 720 2935": True,
    "on 2018-02-06 and 2018-03-01": False,
    "2016, 2017, 2018 and 2019": False,
    "2014-2015 2016-2017": False,
    "12,500,000 people": False,
    "1 000 000 000 litres": False,
    "1000000000 litres": False,
    "ISO 37120:2018, IEEE 802.11": False,
    "10.1038/s41586-020-2649": False,
    "10.0.0.1 to 10.0.0.255": False,
    "a temperature @ night": False,
    "follow @cityteams": False,
}


@pytest.mark.parametrize(("text", "found"), CONTACTS.items())
def test_a_contact_is_found_and_a_number_that_nobody_answers_is_not(text, found):
    assert (fields_with_contacts({"description": text}) == ("description",)) is found
