import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_registration.domain.organisations.marks import MARKS, marks_of
from cityteams_registration.domain.organisations.matcher import compared, ranked
from cityteams_registration.places import gazetteer
from tests.registration.organisations.samples import ORGANISATIONS, organisation, reading, verdict


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Amsterdam, NY", "Amsterdam, Netherlands"),
        ("Montgomery County MD", "Montgomery County OH"),
        ("Porto, Portugal", "Portland, OR"),
        ("Porto", "Portsmouth"),
        ("Portland", "Portsmouth"),
        ("Perth, Scotland", "Perth, Australia"),
        ("Bali, Nigeria", "Bali, Indonesia"),
        ("Erie County (Buffalo), NY", "Buffalo, NY"),
        ("San Diego (Port), CA", "San Diego, CA"),
        ("Washington, DC", "State of Washington"),
    ],
)
def test_homonyms_and_look_alikes_stay_apart(left, right):
    assert verdict(left, right) == "different"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Fort Wort", "Fort Worth, TX"),
        ("Genoa Municipality", "Municipality of Genova"),
        ("Antwerpen, Belgium", "Antwerp"),
        ("Seville, Spain", "Sevilla, Spain"),
        ("Portland", "Portland, OR"),
        ("Montgomery County", "Montgomery County, MD"),
    ],
)
def test_misspellings_exonyms_and_bare_names_are_a_question(left, right):
    assert verdict(left, right) == "ask"


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("City of Westminster, MD", "Westminster, Maryland", "municipality"),
        ("Madison WI", "City of Madison, Wisconsin", "municipality"),
        ("Jama’a Local Government, Nigeria", "Jama'a, Nigeria", "municipality"),
        ("Siemens", "SIEMENS Corporation", "company"),
        ("Univ. of Twente", "Universiteit Twente", "academia"),
        ("Engineering Ingegneria Informatica SpA", "Engineering Ingegneria Informatica s.p.a.", "company"),
    ],
)
def test_prefixes_legal_forms_and_accents_make_no_difference(left, right, kind):
    assert verdict(left, right, kind) == "same"


def test_a_finding_says_in_words_why():
    left, right = reading(organisation("Genoa, Italy")), reading(organisation("Genova, Italy"))
    reasons = " ".join(compared(left, right, gazetteer()).reasons)
    assert "Genoa, IT (3176219)" in reasons
    assert "spelled differently" in reasons


def test_the_country_beside_the_name_tells_homonyms_apart():
    here, there = organisation("Amsterdam", country="NL"), organisation("Amsterdam", country="US", city="Amsterdam, NY")
    assert compared(reading(here), reading(there), gazetteer()).verdict == "different"


def test_the_state_of_the_city_tells_counties_apart():
    ours = organisation("Montgomery County", country="US", city="Rockville, MD")
    theirs = organisation("Montgomery County", country="US", city="Dayton, OH")
    assert compared(reading(ours), reading(theirs), gazetteer()).verdict == "different"


def test_two_of_one_name_with_two_web_sites_are_a_question():
    left = organisation("Civitas", "company", website="https://civitas.example")
    right = organisation("Civitas", "company", website="https://civitas.example.org")
    assert compared(reading(left), reading(right), gazetteer()).verdict == "ask"


def test_two_names_with_one_web_site_are_a_question():
    left = organisation("CoLab", "company", website="https://www.colab.example/about")
    right = organisation("Chattanooga Enterprise Laboratory", "company", website="https://colab.example")
    assert compared(reading(left), reading(right), gazetteer()).verdict == "ask"


def test_a_ministry_without_a_country_is_not_taken_for_another_one():
    assert verdict("Ministry of Education", "Ministry of Education", "agency") == "ask"
    assert verdict("Ministry of Education (Nigeria)", "Ministry of Education, Nigeria", "agency") == "same"


@settings(deadline=None, max_examples=300)
@given(ORGANISATIONS, ORGANISATIONS)
def test_comparing_is_symmetric(left, right):
    one, other = reading(left), reading(right)
    assert compared(one, other, gazetteer()) == compared(other, one, gazetteer())


@settings(deadline=None, max_examples=300)
@given(ORGANISATIONS)
def test_a_name_matches_itself_and_finds_itself(given_one):
    found = compared(reading(given_one), reading(given_one), gazetteer())
    assert found.is_likely
    assert marks_of(given_one)


@settings(deadline=None, max_examples=100)
@given(ORGANISATIONS, st.lists(ORGANISATIONS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_verdict(one, others, chance):
    arrived = {f"o{at}": reading(other) for at, other in enumerate(others)}
    shuffled = list(arrived.items())
    chance.shuffle(shuffled)
    assert ranked(reading(one), arrived, gazetteer()) == ranked(reading(one), dict(shuffled), gazetteer())


@settings(deadline=None, max_examples=300)
@given(ORGANISATIONS)
def test_marks_are_few_and_short(given_one):
    marks = marks_of(given_one)
    assert len(marks) == len(set(marks)) <= MARKS
    assert all(0 < len(mark) <= 64 for mark in marks)


@pytest.mark.parametrize("kind", ["municipality", "academia", "company"])
def test_a_name_of_signs_alone_is_a_name_all_the_same(kind):
    assert verdict("×", "×", kind) in ("same", "ask")
    assert verdict("×", ":", kind) == "different"
