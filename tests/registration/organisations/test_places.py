import pytest

from cityteams_registration.domain.organisations.place import placed
from cityteams_registration.domain.organisations.several import several
from cityteams_registration.places import gazetteer
from tests.registration.organisations.samples import organisation, reading


@pytest.mark.parametrize(
    ("name", "country", "city", "place"),
    [
        ("Amsterdam, NY", None, None, ("Amsterdam", "NY")),
        ("City of Amsterdam", "NL", "Amsterdam", ("Amsterdam", None)),
        ("Genova", "IT", None, ("Genoa", None)),
        ("Fort Wort, TX", "US", None, ("Fort Worth", "TX")),
        ("Perth, Scotland", None, None, ("Perth", "SCT")),
        ("Coudersport, PA", "US", None, ("Coudersport", "PA")),
    ],
)
def test_a_city_is_found_in_the_gazetteer(name, country, city, place):
    found = placed(organisation(name, country=country, city=city), gazetteer()).place
    assert found is not None
    assert (found.name, found.region) == place
    assert -90 <= found.latitude <= 90


def test_a_company_is_placed_by_its_city():
    found = placed(organisation("Sensors Inc.", "company", "US", "Portland, ME"), gazetteer()).place
    assert found is not None
    assert (found.name, found.region) == ("Portland", "ME")


@pytest.mark.parametrize("name", ["Springfield", "Montgomery County, MD", "Nowhere at All", "State of Washington"])
def test_a_place_that_could_be_several_or_none_stays_open(name):
    assert placed(organisation(name, country="US"), gazetteer()).place is None


def test_what_somebody_claims_to_be_the_place_is_looked_up_all_the_same():
    claimed = placed(organisation("Paris, France"), gazetteer()).place
    liar = organisation("Austin, TX").model_copy(update={"place": claimed})
    found = placed(liar, gazetteer()).place
    assert found
    assert found.name == "Austin"


@pytest.mark.parametrize(
    ("name", "country", "region"),
    [
        ("Atlanta, Georgia", "US", "GA"),
        ("Tbilisi, Georgia", "GE", None),
        ("Gwinnett County, Georgia", "US", "GA"),
        ("Eindhoven, NL", "NL", None),
        ("Fontana, CA", "US", "CA"),
        ("Edmonton, AB, Canada", "CA", "AB"),
        ("Cardiff, Wales", "GB", "WLS"),
        ("Madison WI", "US", "WI"),
        ("Mexico City", None, None),
        ("Washington DC", "US", "DC"),
    ],
)
def test_country_and_state_are_read_from_the_name(name, country, region):
    where = reading(organisation(name)).where
    assert (where.country, where.region) == (country, region)


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        (
            "Kaduna North, Zaria & Jama’a Local Governments, Nigeria",
            (
                "Kaduna North Local Government, Nigeria",
                "Zaria Local Government, Nigeria",
                "Jama’a Local Government, Nigeria",
            ),
        ),
        ("Montgomery County MD / OH", ("Montgomery County MD", "Montgomery County OH")),
        ("Genoa Municipality / Municipality of Genova", ("Genoa Municipality", "Municipality of Genova")),
        ("Mayo and Sligo Counties, Ireland", ("Mayo County, Ireland", "Sligo County, Ireland")),
        ("Ado-Odo/Ota, Nigeria", ("Ado-Odo/Ota, Nigeria",)),
        ("Town of Wake Forest, NC", ("Town of Wake Forest, NC",)),
        ("Portland, OR", ("Portland, OR",)),
        ("/", ("/",)),
    ],
)
def test_several_in_one_entry_are_told_apart(entry, names):
    assert several(entry) == names


def test_the_gazetteer_is_loaded_once():
    assert gazetteer() is gazetteer()
    assert len(gazetteer().spots) > 100_000


def test_the_larger_of_two_homonyms_comes_first():
    assert [spot.country for spot in gazetteer().exact("amsterdam")][:2] == ["NL", "US"]
