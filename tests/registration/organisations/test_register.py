from pathlib import Path

import pytest

from cityteams_contracts.registration import (
    AnswerDuplicate,
    CorrectOrganisation,
    DuplicateAnswered,
    DuplicateSuspected,
    DuplicateVerdict,
    Membership,
    MembershipSet,
    NamePerson,
    OrganisationCorrected,
    OrganisationMerged,
    OrganisationRegistered,
    PersonNamed,
    PersonRole,
    PersonUnnamed,
    RegisterOrganisation,
    SetMembership,
    UnnamePerson,
)
from cityteams_contracts.rights import SECRETARIAT
from cityteams_registration.domain import organisations
from cityteams_registration.domain.organisations.place import placed
from cityteams_registration.places import gazetteer
from cityteams_registration.register.store import COMPARED, alike, leaving, living, people_of
from tests.registration.organisations.desk import RegisterDesk
from tests.registration.organisations.samples import organisation
from tests.registration.samples import NOON


def alive(tx, organisation_id):
    """The organisation that lives on under an id."""
    found = living(tx, organisation_id)
    assert found, organisation_id
    return found


@pytest.fixture
def desk(service):
    return RegisterDesk(service)


def register(key, name, kind="municipality", **more):
    return RegisterOrganisation(organisation_id=key, organisation=organisation(name, kind, **more))


def merge(one, other):
    return AnswerDuplicate(organisation_id=one, other_id=other, verdict=DuplicateVerdict.MERGE)


def keep_apart(one, other):
    return AnswerDuplicate(organisation_id=one, other_id=other, verdict=DuplicateVerdict.KEEP_APART)


def name(key, person="p1", role=PersonRole.CITY_OFFICIAL):
    return NamePerson(organisation_id=key, person_id=person, role=role)


def kinds(events):
    return [type(event).__name__ for event in events]


def refusal(desk, command):
    (answer,) = desk.take(command)
    return answer.code, answer.field


def test_an_organisation_is_registered_with_its_place(desk):
    (event,) = desk.take(register("o1", "Municipality of Genova, Italy", country="IT"))
    assert isinstance(event, OrganisationRegistered)
    assert event.organisation.name == "Municipality of Genova, Italy"
    assert event.organisation.place
    assert (event.organisation.place.name, event.organisation.place.geonames_id) == ("Genoa", 3176219)


def test_a_likely_duplicate_is_a_question_with_its_reasons_and_nothing_is_merged(desk):
    desk.take(register("o1", "Genoa, Italy"))
    registered, asked = desk.take(register("o2", "Municipality of Genova, Italy"))
    assert isinstance(registered, OrganisationRegistered)
    assert isinstance(asked, DuplicateSuspected)
    assert (asked.organisation_id, asked.other_id) == ("o2", "o1")
    assert "GeoNames" in " ".join(asked.reasons)
    assert desk.read(lambda tx: alive(tx, "o2").organisation_id) == "o2"


def test_a_homonym_is_no_question(desk):
    desk.take(register("o1", "Amsterdam, Netherlands"))
    assert kinds(desk.take(register("o2", "Amsterdam, NY"))) == ["OrganisationRegistered"]


def test_an_id_is_given_once(desk):
    desk.take(register("o1", "Austin, TX"))
    assert refusal(desk, register("o1", "Boston, MA")) == ("organisation-is-already-registered", "organisation_id")


def test_a_merge_keeps_both_ids_resolvable_also_when_merged_again(desk):
    desk.take(register("o1", "Fort Worth, TX"))
    desk.take(register("o2", "Fort Wort, TX"))
    desk.take(register("o3", "City of Fort Worth"))
    answered, merged = desk.take(merge("o2", "o1"))
    assert isinstance(answered, DuplicateAnswered)
    assert merged == OrganisationMerged(organisation_id="o2", into="o1", merged_at=NOON)
    desk.take(merge("o1", "o3"))
    assert [desk.read(lambda tx, key=key: alive(tx, key).organisation_id) for key in ("o1", "o2", "o3")] == ["o3"] * 3


def test_what_is_one_is_not_merged_again_in_either_direction(desk):
    for key, named in (("o1", "Cisco"), ("o2", "Cisco Systems"), ("o3", "Cisco Inc")):
        desk.take(register(key, named, "company"))
    desk.take(merge("o2", "o1"))
    desk.take(merge("o3", "o2"))
    for command in (merge("o1", "o3"), merge("o3", "o1"), keep_apart("o1", "o2"), merge("o1", "o1")):
        assert refusal(desk, command) == ("organisations-are-already-one", "other_id")


def test_a_merge_loses_neither_people_nor_membership(desk):
    desk.take(register("o1", "Seville, Spain"))
    desk.take(register("o2", "Sevilla, Spain"))
    desk.take(name("o1", "p1"), name("o2", "p1"), name("o2", "p2", PersonRole.TEAM_LEAD))
    desk.take(SetMembership(organisation_id="o2", membership=Membership.ASSOCIATE))
    said = desk.take(merge("o2", "o1"))
    assert kinds(said) == ["DuplicateAnswered", "OrganisationMerged", "PersonNamed", "MembershipSet"]
    assert {each.person_id for each in desk.read(lambda tx: people_of(tx, "o1"))} == {"p1", "p2"}
    assert desk.read(lambda tx: alive(tx, "o2").membership) is Membership.ASSOCIATE


def test_what_is_said_of_a_merged_id_reaches_the_one_it_lives_on_in(desk):
    desk.take(register("o1", "Seville, Spain"), register("o2", "Sevilla, Spain"))
    desk.take(merge("o2", "o1"))
    assert desk.take(name("o2")) == [PersonNamed(organisation_id="o1", person_id="p1", role=PersonRole.CITY_OFFICIAL)]
    assert desk.take(SetMembership(organisation_id="o2", membership=Membership.FULL)) == [
        MembershipSet(organisation_id="o1", membership=Membership.FULL)
    ]
    correct = CorrectOrganisation(organisation_id="o2", organisation=organisation("Seville"))
    assert refusal(desk, correct) == ("organisation-was-merged", "organisation_id")


def test_what_was_kept_apart_is_not_asked_again(desk):
    desk.take(register("o1", "Genoa, Italy"))
    desk.take(register("o2", "Genova, Italy"))
    (answer,) = desk.take(keep_apart("o1", "o2"))
    assert (answer.organisation_id, answer.other_id) == ("o2", "o1")
    again = CorrectOrganisation(organisation_id="o2", organisation=organisation("Genova Municipality, Italy"))
    assert kinds(desk.take(again)) == ["OrganisationCorrected"]
    assert refusal(desk, keep_apart("o2", "o1"))[0] == "duplicate-is-already-answered"
    assert kinds(desk.take(merge("o2", "o1"))) == ["DuplicateAnswered", "OrganisationMerged"]


def test_a_correction_may_raise_a_question_and_is_found_under_its_new_name(desk):
    desk.take(register("o1", "Siemens Corporation", "company"))
    desk.take(register("o2", "Acme", "company"))
    correct = CorrectOrganisation(organisation_id="o2", organisation=organisation("Siemens", "company"))
    said = desk.take(correct)
    assert [type(each) for each in said] == [OrganisationCorrected, DuplicateSuspected]
    assert set(desk.read(lambda tx: alike(tx, [organisation("Siemens AG", "company")]))) == {"o1", "o2"}
    assert not desk.read(lambda tx: alike(tx, [organisation("Acme", "company")]))


def test_the_secretariat_may_answer_what_nobody_asked(desk):
    desk.take(register("o1", "Korea Telecom", "company"))
    desk.take(register("o2", "KT", "company"))
    assert kinds(desk.take(merge("o2", "o1"))) == ["DuplicateAnswered", "OrganisationMerged"]


def test_people_come_and_go_by_role(desk):
    desk.take(register("o1", "Austin, TX"))
    assert isinstance(desk.take(name("o1"))[0], PersonNamed)
    assert refusal(desk, name("o1")) == ("person-is-already-named", "person_id")
    desk.take(name("o1", role=PersonRole.EXPERT))
    gone = UnnamePerson(organisation_id="o1", person_id="p1", role=PersonRole.CITY_OFFICIAL)
    assert isinstance(desk.take(gone)[0], PersonUnnamed)
    assert refusal(desk, gone) == ("person-is-not-named", "person_id")
    assert [each.role for each in desk.read(lambda tx: people_of(tx, "o1"))] == [PersonRole.EXPERT]
    assert [each.role for each in desk.read(lambda tx: leaving(tx, "p1"))] == [PersonRole.EXPERT]


@pytest.mark.parametrize(
    "command",
    [
        CorrectOrganisation(organisation_id="o9", organisation=organisation("Austin, TX")),
        name("o9"),
        UnnamePerson(organisation_id="o9", person_id="p1", role=PersonRole.EXPERT),
        SetMembership(organisation_id="o9", membership=Membership.CORPORATE),
        merge("o9", "o8"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_an_unknown_organisation_is_said_to_be_unknown(desk, command):
    assert refusal(desk, command) == ("organisation-is-unknown", "organisation_id")


def test_every_level_of_membership_is_kept_and_can_be_taken_back(desk):
    desk.take(register("o1", "Seoul, South Korea"))
    for level in (*Membership, None):
        desk.take(SetMembership(organisation_id="o1", membership=level))
        assert desk.read(lambda tx: alive(tx, "o1").membership) is level


def test_strangers_change_nothing_and_members_do(desk):
    desk.take(register("o1", "Austin, TX"))
    desk.actor = "p7"
    correct = CorrectOrganisation(organisation_id="o1", organisation=organisation("City of Austin, TX"))
    assert refusal(desk, correct)[0] == "this-is-not-yours-to-do"
    assert (
        refusal(desk, SetMembership(organisation_id="o1", membership=Membership.FULL))[0] == "this-is-not-yours-to-do"
    )
    desk.actor = SECRETARIAT
    desk.take(name("o1", "p7"))
    desk.actor = "p7"
    assert kinds(desk.take(correct)) == ["OrganisationCorrected"]


def test_a_replay_of_what_was_said_rebuilds_the_register_byte_for_byte(fresh):
    desk, rebuilt = RegisterDesk(fresh()), RegisterDesk(fresh())
    desk.take(register("o1", "Genoa, Italy"), register("o2", "Genova University", "academia"))
    desk.take(register("o3", "Municipality of Genova, Italy", city="Genova", country="IT"), name("o3"))
    desk.take(CorrectOrganisation(organisation_id="o2", organisation=organisation("UC", "academia")))
    desk.take(
        keep_apart("o3", "o1"), merge("o3", "o1"), SetMembership(organisation_id="o1", membership=Membership.FULL)
    )
    rebuilt.replay(desk.envelopes())
    assert rebuilt.dump() == desk.dump()


def test_among_thousands_an_organisation_is_compared_with_a_few_and_its_twin_is_one_of_them(desk):
    cities = [spot for spot in gazetteer().spots if spot.country == "US"][:400]
    names = [f"{spot.name}, {spot.region}" for spot in cities]
    batch = [register(f"o{at}", each) for at, each in enumerate(names)]
    desk.handle(*map(desk.envelope, batch))
    twins = {"Phoenx, AZ": "Phoenix", "Fort Wort, TX": "Fort Worth", "City of Portland, Oregon": "Portland"}
    for twin, city in twins.items():
        found = desk.read(lambda tx, twin=twin: alike(tx, [placed(organisation(twin), gazetteer())]))
        assert len(found) <= COMPARED
        assert city in {each.organisation.place.name for each in found.values()}


def test_the_charter_names_every_code_that_the_register_may_refuse_with():
    folder = Path(str(organisations.__file__)).parent
    quoted = {word for path in folder.glob("*.py") for word in path.read_text("utf-8").split('"')}
    codes = {word for word in quoted if word.count("-") >= 2 and word.replace("-", "").isalpha()}
    readme = Path(__file__).parents[3] / "services" / "registration" / "README.md"
    assert "organisation-was-merged" in codes
    assert [code for code in sorted(codes) if f"`{code}`" not in readme.read_text("utf-8")] == []
