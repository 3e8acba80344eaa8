from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cityteams_clusters.domain.cluster import Invitation
from cityteams_clusters.domain.matching import Team, best_match, matches
from cityteams_contracts.values import OrganisationKind, Resource, Sector
from tests.clusters.samples import (
    GRAZ,
    LONE_CITY,
    POOLS,
    PORTLAND,
    PORTO,
    SENSORS,
    WHOLE_TEAM,
    projects,
    team_of,
)

LONE = team_of(LONE_CITY)


def pool_of(**changes):
    return [replace(WHOLE_TEAM, **changes)]


def codes(match):
    return [reason.code for reason in match.reasons]


def test_a_covered_need_the_sector_a_new_kind_and_the_country_are_the_reasons():
    match = best_match(LONE, [WHOLE_TEAM])
    assert match is not None
    assert match.candidate == SENSORS
    assert codes(match) == ["covers-the-need-for-data", "same-sector", "complementary-kind", "same-country"]
    assert match.score == 3.0 + 2.0 + 1.5 + 1.0


def test_every_covered_need_counts_and_needs_are_told_in_their_order():
    hungry = Team(LONE.cluster, tuple(Resource))
    match = best_match(hungry, pool_of(participants=(SENSORS,), offers=tuple(reversed(Resource))))
    assert match is not None
    covered = [code for code in codes(match) if code.startswith("covers")]
    assert covered == sorted(covered)
    assert match.score == 3.0 * len(Resource) + 2.0 + 1.5 + 1.0


def test_the_better_score_is_asked_first():
    near = replace(WHOLE_TEAM, worksheet_id="w-near", participants=(SENSORS,), offers=())
    helpful = replace(WHOLE_TEAM, worksheet_id="w-helpful", participants=(GRAZ,), offers=(Resource.DATA,))
    assert [match.candidate for match in matches(LONE, [near, helpful])] == [GRAZ, SENSORS]


def test_equal_scores_are_decided_the_same_for_one_team_and_not_the_same_for_all():
    twin = SENSORS.model_copy(update={"organisation_id": "a-twin"})
    teams = [replace(LONE, cluster=replace(LONE.cluster, cluster_id=f"cluster-{number}")) for number in range(20)]
    asked = [matches(team, pool_of(participants=(SENSORS, twin)))[0].candidate for team in teams]
    again = [matches(team, pool_of(participants=(twin, SENSORS)))[0].candidate for team in teams]
    assert asked == again
    assert {each.organisation_id for each in asked} == {SENSORS.organisation_id, "a-twin"}


def test_a_further_city_is_asked_only_when_there_is_nobody_else():
    assert [match.candidate for match in matches(LONE, [WHOLE_TEAM])] == [SENSORS, PORTO]


def test_the_own_sector_comes_before_a_better_score_elsewhere():
    elsewhere = replace(
        WHOLE_TEAM,
        worksheet_id="w-elsewhere",
        sector=Sector.DATA,
        participants=(SENSORS,),
        offers=(Resource.DATA, Resource.TECHNOLOGY),
    )
    own = replace(WHOLE_TEAM, participants=(GRAZ,), offers=())
    assert [match.candidate for match in matches(LONE, [elsewhere, own])] == [GRAZ, SENSORS]


def test_another_sector_without_a_covered_need_is_no_ground_to_ask():
    assert best_match(LONE, pool_of(sector=Sector.DATA, offers=(Resource.POLICY,))) is None
    assert best_match(LONE, pool_of(sector=Sector.DATA, offers=(Resource.DATA,))) is not None


def test_a_team_without_a_city_asks_deploying_cities_only():
    companies = team_of(replace(LONE_CITY, participants=(SENSORS, GRAZ)))
    watching = PORTO.model_copy(update={"organisation_id": "a-watching-city", "deploys": False})
    pool = pool_of(participants=(watching, PORTO))
    assert [match.candidate for match in matches(companies, pool)] == [PORTO]


def test_an_organisation_that_was_asked_is_not_asked_again():
    asked = Invitation("i1", SENSORS, "lead-whole", "w-whole", accepted=False)
    team = Team(replace(LONE.cluster, invitations=(asked,)), LONE.needs)
    match = best_match(team, pool_of(participants=(SENSORS,)))
    assert match is None


def test_a_team_does_not_ask_its_own_worksheet_or_its_members():
    assert best_match(LONE, [LONE_CITY]) is None
    assert best_match(LONE, pool_of(participants=(PORTLAND,))) is None


def test_a_team_that_has_a_company_finds_no_other_company_complementary():
    with_company = replace(LONE.cluster, members=(PORTLAND, SENSORS))
    other = SENSORS.model_copy(update={"organisation_id": "other"})
    match = best_match(Team(with_company, ()), pool_of(participants=(other,), offers=()))
    assert match is not None
    assert "complementary-kind" not in codes(match)
    assert match.candidate.kind is OrganisationKind.COMPANY


@given(projects(), POOLS)
def test_the_weights_of_the_reasons_add_up_to_the_score(project, pool):
    for match in matches(team_of(project), pool):
        assert match.score == sum(reason.weight for reason in match.reasons)
        assert match.score == sum(reason.weight for reason in reversed(match.reasons))
        assert len({reason.code for reason in match.reasons}) == len(match.reasons)
        assert match.score > 0


@given(projects(), POOLS, st.randoms())
def test_the_order_in_which_candidates_came_changes_nothing(project, pool, chance):
    shuffled = [
        replace(each, participants=tuple(chance.sample(each.participants, len(each.participants)))) for each in pool
    ]
    chance.shuffle(shuffled)
    one, other = best_match(team_of(project), pool), best_match(team_of(project), shuffled)
    assert (one and (one.candidate, one.reasons)) == (other and (other.candidate, other.reasons))


@given(projects(), POOLS)
def test_searching_sector_by_sector_finds_whom_searching_everywhere_finds(project, pool):
    team = team_of(project)
    own = [each for each in pool if each.sector is project.sector]
    others = [each for each in pool if each.sector is not project.sector]
    assert (best_match(team, own) or best_match(team, others)) == best_match(team, pool)
