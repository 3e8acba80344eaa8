"""Every organisation gets the list that its role asks for: within limits, with reasons that add up, fair."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_clusters.domain.partners.matching import Pool, decide_matching, matched
from cityteams_clusters.domain.partners.run import OpenRun, PartnerList, decide_run
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import MatchPartners, PartnersMatched, PartnersRanked
from cityteams_contracts.clusters.partners import MatchingLimits
from cityteams_contracts.values import OrganisationKind, Resource
from tests.clusters.partners.sheets import SHEETS, party, sheet, words
from tests.clusters.samples import NOON

CITY, FIRM = party("porto", OrganisationKind.MUNICIPALITY, "PT"), party("sensors", OrganisationKind.COMPANY, "PT")
LAB = party("lab", OrganisationKind.ACADEMIA, "AT")
SEEKS = sheet("w1", CITY, needs=[(Resource.TECHNOLOGY, "flood sensors")], offers=[Resource.PILOT_SITE])
GIVES = sheet("w2", FIRM, needs=[Resource.PILOT_SITE], offers=[(Resource.TECHNOLOGY, "water level sensors")])
OTHER = sheet("w3", LAB, offers=[(Resource.TECHNOLOGY, "school timetables")], sector="education")
READ = words(**{"flood sensors": (1, 0), "water level sensors": (0.95, 0.3), "school timetables": (0, 1)})
MATCH = MatchPartners(run_id="run-1", round_id="sc3-2018", limits=MatchingLimits(partners=2, clients=2))
RUN = OpenRun("run-1", "sc3-2018", MatchingLimits(partners=2, clients=2), NOON)


def ranked(pool, before=()):
    """What a run says, by organisation."""
    *lists, _run = decide_matching(RUN, pool, before, NOON)
    return {each.organisation_id: each for each in lists}


def test_a_need_meets_the_offer_that_is_about_the_same():
    found = ranked(Pool((SEEKS, GIVES, OTHER), READ))
    near, far = found["porto"].partners
    assert [near.organisation_id, far.organisation_id] == ["sensors", "lab"]
    assert {reason.code for reason in near.reasons} == {
        "covers-the-need-for-technology",
        "alike-in-words",
        "same-sector",
        "complementary-kind",
        "same-country",
    }
    assert {reason.code for reason in far.reasons} == {"covers-the-need-for-technology", "complementary-kind"}


def test_a_city_is_named_as_a_partner_but_gets_no_clients():
    found = ranked(Pool((SEEKS, GIVES), READ))
    assert [each.organisation_id for each in found["sensors"].partners] == ["porto"]
    assert [each.organisation_id for each in found["sensors"].clients] == ["porto"]
    assert found["porto"].clients == ()
    assert found["porto"].about == ("a-municipality-gets-no-clients",)


def test_an_empty_list_says_why():
    found = ranked(Pool((SEEKS, GIVES, OTHER)))
    assert found["lab"].about == ("no-need-is-named",)
    alone = ranked(Pool((sheet("w9", FIRM, needs=[Resource.FUNDING], offers=[Resource.DATA]),)))
    assert alone["sensors"].about == ("nobody-offers-what-is-needed", "nobody-needs-what-is-offered")


def test_those_who_know_each_other_or_have_declined_are_not_named():
    together = sheet("w8", CITY, FIRM)
    assert not ranked(Pool((SEEKS, GIVES, together)))["porto"].partners
    apart = frozenset({frozenset({"porto", "sensors"})})
    assert not ranked(Pool((SEEKS, GIVES), apart=apart))["porto"].partners


def test_what_a_team_offers_is_given_by_those_of_a_kind_that_gives_it():
    team = sheet("w5", CITY, FIRM, offers=[Resource.TECHNOLOGY, Resource.PILOT_SITE])
    asks = sheet("w6", LAB, needs=[Resource.TECHNOLOGY, Resource.PILOT_SITE])
    found = ranked(Pool((team, asks)))
    assert {(one.organisation_id, one.resource) for one in found["lab"].partners} == {
        ("sensors", Resource.TECHNOLOGY),
        ("porto", Resource.PILOT_SITE),
    }


def test_a_run_says_only_what_is_new_and_an_organisation_that_left_gets_an_empty_list():
    before = [PartnerList.of(each) for each in ranked(Pool((SEEKS, GIVES), READ)).values()]
    assert ranked(Pool((SEEKS, GIVES), READ), before) == {}
    left = ranked(Pool((SEEKS,), READ), before)
    assert left["sensors"].partners == left["sensors"].clients == ()
    assert "lab" not in left


def test_a_round_without_worksheets_and_an_id_used_before_are_refused_by_field():
    for anybody, known, code, field in (
        (False, False, "round-has-no-worksheets", "round_id"),
        (True, True, "partner-run-is-known", "run_id"),
    ):
        with pytest.raises(Rejected) as no:
            decide_run(MATCH, anybody, known, NOON)
        assert (no.value.code, no.value.field) == (code, field)


@settings(deadline=None, max_examples=60)
@given(sheets=SHEETS, shuffled=st.randoms(use_true_random=False), partners=st.integers(1, 3), clients=st.integers(1, 3))
def test_limits_hold_reasons_add_up_and_the_order_of_worksheets_changes_nothing(sheets, shuffled, partners, clients):
    limits = MatchingLimits(partners=partners, clients=clients)
    found = matched(Pool(sheets), limits)
    other = list(sheets)
    shuffled.shuffle(other)
    again = matched(Pool(other), limits)
    assert (found.partners, found.clients) == (again.partners, again.clients)
    assert found.choice.optimal
    named = Counter(one.organisation_id for each in found.partners.values() for one in each)
    assert all(len(each) <= partners for each in found.partners.values())
    assert all(count <= clients for count in named.values())
    teams = [{each.organisation_id for each in one.participants} for one in sheets]
    for name, suggestions in found.partners.items():
        for one in suggestions:
            assert one.score == sum(reason.weight for reason in one.reasons)
            assert not any({name, one.organisation_id} <= team for team in teams)
            assert one.organisation_id != name


def test_nobody_gets_everything_and_nobody_nothing():
    seekers = [
        sheet(f"s{at}", party(f"city-{at}", OrganisationKind.MUNICIPALITY), needs=[Resource.TECHNOLOGY])
        for at in range(6)
    ]
    givers = [sheet(f"g{at}", party(f"firm-{at}"), offers=[Resource.TECHNOLOGY]) for at in range(6)]
    best = [sheet("g9", party("best", country="PT"), offers=[Resource.TECHNOLOGY], sector="utility")]
    found = matched(Pool((*seekers, *givers, *best)), MatchingLimits(partners=2, clients=2))
    assert {len(each) for each in found.partners.values()} == {2}
    assert len(found.partners) == len(seekers)
    assert {len(each) for each in found.clients.values()} <= {1, 2}
    assert len(found.clients) == len(givers) + 1


def test_hundreds_of_equal_worksheets_are_matched_without_trouble():
    same = [
        sheet(f"w{at}", party(f"o{at}"), needs=[Resource.DATA], offers=[Resource.DATA], text="the very same")
        for at in range(400)
    ]
    *lists, run = decide_matching(RUN, Pool(same), (), NOON)
    assert isinstance(run, PartnersMatched)
    assert run.score == run.bound
    assert all(isinstance(each, PartnersRanked) for each in lists)


@pytest.mark.parametrize(("partners", "clients"), tuple(product((0, 21), (0, 51))))
def test_limits_that_make_no_sense_are_refused_by_field(partners, clients):
    with pytest.raises(ValueError, match="partners"):
        MatchingLimits(partners=partners, clients=clients)
