import pytest

from cityteams_contracts.registration import (
    AnswerDuplicate,
    DuplicateSuspected,
    DuplicateVerdict,
    OrganisationRegistered,
    RegistrationRejection,
    WorksheetSubmitted,
)
from cityteams_contracts.values import OrganisationKind, Participant
from cityteams_registration.handlers.organisations import organisations_of
from tests.registration.organisations.desk import RegisterDesk
from tests.registration.samples import opening, project, submission


@pytest.fixture
def desk(service):
    made = RegisterDesk(service)
    made.take(opening())
    return made


def city(key, name, country=None, where=None):
    return Participant(
        organisation_id=key, name=name, kind=OrganisationKind.MUNICIPALITY, country=country, city=where, deploys=True
    )


def firm(key, name, country=None):
    return Participant(organisation_id=key, name=name, kind=OrganisationKind.COMPANY, country=country)


def submit(desk, worksheet_id, *participants):
    """The ids under which the worksheet was taken in, and what was said about organisations."""
    said = desk.take(submission(worksheet_id, project(participants)))
    assert isinstance(said[-1], WorksheetSubmitted), said[-1]
    return [one.organisation_id for one in said[-1].project.participants], said[:-1]


def registered(said):
    return [event.organisation_id for event in said if isinstance(event, OrganisationRegistered)]


def asked(said):
    return [(event.organisation_id, event.other_id) for event in said if isinstance(event, DuplicateSuspected)]


def test_new_organisations_are_registered_before_the_worksheet_is_said(desk):
    ids, said = submit(desk, "w1", city("c1", "Genoa, Italy", "IT"), firm("f1", "Siemens"))
    assert ids == registered(said) == ["c1", "f1"]
    assert asked(said) == []


def test_known_organisations_are_not_registered_again(desk):
    submit(desk, "w1", city("c1", "Genoa, Italy", "IT"), firm("f1", "Siemens"))
    ids, said = submit(desk, "w2", city("c1", "Genoa, Italy", "IT"), firm("f1", "Siemens"))
    assert (ids, said) == (["c1", "f1"], [])


def test_the_same_name_under_another_id_is_the_known_organisation(desk):
    submit(desk, "w1", city("c1", "Madison WI"), firm("f1", "Siemens"))
    ids, said = submit(desk, "w2", city("c7", "City of Madison, Wisconsin"), firm("f7", "Siemens AG"))
    assert (ids, said) == (["c1", "f1"], [])


def test_a_likely_duplicate_is_registered_as_a_question_and_never_merged(desk):
    submit(desk, "w1", city("c1", "Fort Worth, TX"), firm("f1", "Cisco Systems"))
    ids, said = submit(desk, "w2", city("c2", "Fort Wort, TX"), firm("f2", "Cisco"))
    assert ids == registered(said) == ["c2", "f2"]
    assert asked(said) == [("c2", "c1"), ("f2", "f1")]


def test_homonyms_that_an_importer_gave_one_id_get_two(desk):
    (here,), _ = submit(desk, "w1", city("montgomery", "Montgomery County", "US", "Rockville, MD"))
    (there,), said = submit(desk, "w2", city("montgomery", "Montgomery County", "US", "Dayton, OH"))
    assert here == "montgomery" != there
    assert asked(said) == []
    (again,), said = submit(desk, "w3", city("montgomery", "Montgomery County", "US", "Dayton, OH"))
    assert (again, said) == (there, [])


def test_a_participant_that_was_merged_is_known_by_the_one_it_lives_on_in(desk):
    submit(desk, "w1", city("c1", "Genoa, Italy"))
    submit(desk, "w2", city("c2", "Genova, Italy"))
    desk.take(AnswerDuplicate(organisation_id="c2", other_id="c1", verdict=DuplicateVerdict.MERGE))
    assert submit(desk, "w3", city("c2", "Genova, Italy")) == (["c1"], [])
    assert submit(desk, "w4", city("c9", "Comune di Genova, Italy")) == (["c1"], [])


def test_a_question_about_a_merged_spelling_names_the_one_that_lives(desk):
    submit(desk, "w1", city("c1", "Genoa, Italy"))
    submit(desk, "w2", city("c2", "Genova, Italy"))
    desk.take(AnswerDuplicate(organisation_id="c2", other_id="c1", verdict=DuplicateVerdict.MERGE))
    _, said = submit(desk, "w3", city("c3", "Genova"))
    assert asked(said) == [("c3", "c1")]


def test_an_entry_of_several_municipalities_becomes_as_many_participants(desk):
    entry = city("ng", "Kaduna North, Zaria & Jama’a Local Governments, Nigeria", "NG")
    ids, said = submit(desk, "w1", entry)
    assert ids == registered(said) == ["ng-1", "ng-2", "ng-3"]
    assert submit(desk, "w2", city("z", "Zaria, Nigeria", "NG")) == (["ng-2"], [])


def test_two_spellings_of_one_organisation_in_a_worksheet_are_one_participant(desk):
    ids, said = submit(desk, "w1", city("c1", "Austin, TX"), firm("f1", "Siemens"), firm("f2", "Siemens AG"))
    assert ids == registered(said) == ["c1", "f1"]


def test_what_is_plainly_listed_twice_is_refused_and_leaves_nothing_in_the_register(desk):
    twice = submission("w1", project((city("c1", "Austin, TX"), firm("f1", "Siemens"), firm("f2", "Siemens"))))
    (answer,) = desk.take(twice)
    assert isinstance(answer, RegistrationRejection)
    assert answer.code == "a-participant-is-named-twice"
    assert desk.dump()["organisations"] == []


def test_who_stands_as_it_stood_in_the_last_submission_keeps_its_id(desk):
    before = (city("c1", "Genoa, Italy"), firm("f1", "Siemens"))
    submit(desk, "w1", *before)
    submit(desk, "w2", city("c2", "Genova, Italy"))
    desk.take(AnswerDuplicate(organisation_id="c1", other_id="c2", verdict=DuplicateVerdict.MERGE))
    later = (city("typed-anew", "Genoa, Italy"), firm("f1", "Siemens"))
    found = desk.read(lambda tx: organisations_of(tx, later, before))
    assert [one.organisation_id for one in found.participants] == ["c1", "f1"]
    assert found.events == ()


def test_the_participants_of_a_worksheet_are_held_against_each_other(desk):
    _, said = submit(desk, "w1", city("c1", "Genoa, Italy"), city("c2", "Genova, Italy"))
    assert asked(said) == [("c2", "c1")]


def test_reconciling_survives_a_replay_byte_for_byte(fresh):
    desk, rebuilt = RegisterDesk(fresh()), RegisterDesk(fresh())
    desk.take(opening())
    submit(desk, "w1", city("m", "Montgomery County", "US", "Rockville, MD"), firm("f1", "Cisco"))
    submit(desk, "w2", city("m", "Montgomery County", "US", "Dayton, OH"), firm("f2", "Cisco Systems"))
    rebuilt.replay(desk.envelopes())
    assert rebuilt.dump() == desk.dump()
