import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_clusters.domain.rules import (
    CITY_OFFICIAL,
    DEPLOYING_MUNICIPALITY,
    TWO_ORGANISATIONS,
    a_partner_would_complete,
    missing_rules,
)
from tests.clusters.samples import GRAZ, PARTICIPANTS, PORTLAND, PORTO, SENSORS

WATCHING = PORTO.model_copy(update={"deploys": False})
EAGER = SENSORS.model_copy(update={"deploys": True})


@pytest.mark.parametrize(
    ("members", "has_official", "missing"),
    [
        ((PORTLAND, SENSORS), True, ()),
        ((PORTLAND, PORTO), True, ()),
        ((PORTLAND,), True, (TWO_ORGANISATIONS,)),
        ((PORTLAND, PORTLAND), True, (TWO_ORGANISATIONS,)),
        ((SENSORS, GRAZ), True, (DEPLOYING_MUNICIPALITY,)),
        ((WATCHING, SENSORS), True, (DEPLOYING_MUNICIPALITY,)),
        ((EAGER, GRAZ), True, (DEPLOYING_MUNICIPALITY,)),
        ((PORTLAND, SENSORS), False, (CITY_OFFICIAL,)),
        ((), False, (TWO_ORGANISATIONS, DEPLOYING_MUNICIPALITY, CITY_OFFICIAL)),
    ],
    ids=[
        "a city and a company are a cluster",
        "two cities are a cluster",
        "one city is not a cluster",
        "a city named twice is one organisation",
        "two companies are not a cluster",
        "a city that only watches does not deploy",
        "a company that deploys is no city",
        "a team without an official is not a cluster",
        "nobody is not a cluster",
    ],
)
def test_a_cluster_needs_two_organisations_a_deploying_city_and_its_official(members, has_official, missing):
    assert missing_rules(members, has_official) == missing


@given(st.lists(PARTICIPANTS, max_size=4), PARTICIPANTS, st.booleans())
def test_a_further_member_never_breaks_a_rule(members, newcomer, has_official):
    assert set(missing_rules([*members, newcomer], has_official)) <= set(missing_rules(members, has_official))


def test_a_partner_completes_a_lone_city_but_not_a_team_without_its_official():
    assert a_partner_would_complete((TWO_ORGANISATIONS,))
    assert a_partner_would_complete((TWO_ORGANISATIONS, DEPLOYING_MUNICIPALITY))
    assert not a_partner_would_complete((TWO_ORGANISATIONS, CITY_OFFICIAL))
    assert not a_partner_would_complete(())
