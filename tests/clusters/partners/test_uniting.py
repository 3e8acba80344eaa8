"""An organisation that lives on in another: lists, introductions and worksheets follow, and both ids go on working."""

import pytest

from cityteams_clusters.domain.organisation import Organisation
from cityteams_clusters.domain.partners.uniting import Merged
from cityteams_clusters.partners.store import INTRODUCTIONS, PARTNER_LISTS
from cityteams_contracts.clusters import (
    AnswerIntroduction,
    AskIntroduction,
    ClustersRejection,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionRevised,
    MatchPartners,
    PartnersIntroduced,
    PartnersRanked,
)
from cityteams_contracts.registration import Organisation as Register
from cityteams_contracts.registration import OrganisationMerged, OrganisationRegistered
from cityteams_contracts.values import OrganisationKind, Resource
from tests.clusters.partners.here import worked_out
from tests.clusters.partners.test_runs import accepted
from tests.clusters.samples import NOON

MERGED = OrganisationMerged(organisation_id="old", into="new", merged_at=NOON)


def registered(name):
    """The register has a company."""
    it = Register(name=name.title(), kind=OrganisationKind.COMPANY)
    return OrganisationRegistered(organisation_id=name, organisation=it, registered_at=NOON)


@pytest.fixture
def desk(new_desk):
    """Two that will be one, somebody who seeks what they offer, and somebody else who does."""
    made = new_desk()
    made.one_by_one(*(registered(name) for name in ("old", "new", "seeks", "other")))
    made.one_by_one(
        accepted("old", offers=[Resource.DATA]),
        accepted("new", offers=[Resource.FUNDING]),
        accepted("seeks", needs=[Resource.DATA]),
        accepted("other", needs=[Resource.FUNDING]),
    )
    return made


def ask(desk, actor, number, one, other):
    """A lead asks for an introduction."""
    desk.actor = actor
    said = desk.take(AskIntroduction(introduction_id=f"i-{number}", from_organisation=one, to_organisation=other))
    desk.actor = "secretariat"
    return said


def lists(desk):
    """Whom everybody is named, by id."""
    return {
        each.organisation_id: (
            [one.organisation_id for one in each.partners],
            [one.organisation_id for one in each.clients],
            each.about,
        )
        for each in desk.read(lambda tx: tx.find(PARTNER_LISTS))
    }


def match(desk):
    """A run, worked out."""
    desk.take(MatchPartners(run_id="run-1", round_id="sc3-2018"))
    return worked_out(desk)


def test_lists_name_the_one_that_it_lives_on_in_and_its_own_goes_there(desk):
    match(desk)
    assert lists(desk)["seeks"][0] == ["old"]
    said = [each for each in desk.take(MERGED) if isinstance(each, PartnersRanked)]
    assert {each.organisation_id for each in said} == {"old", "new", "seeks"}
    found = lists(desk)
    assert found["seeks"][0] == ["new"]
    assert found["new"][1] == ["other", "seeks"]
    assert found["old"] == ([], [], ("organisations-were-merged",))
    named = desk.read(lambda tx: tx.get(PARTNER_LISTS, "seeks")).partners[0]
    assert (named.name, named.score) == ("New", sum(reason.weight for reason in named.reasons))


def test_the_next_run_matches_worksheets_that_name_the_old_id_as_the_other(desk):
    desk.one_by_one(MERGED)
    match(desk)
    found = lists(desk)
    assert found["seeks"][0] == ["new"]
    assert sorted(found["new"][1]) == ["other", "seeks"]
    assert "old" not in found


def test_an_open_introduction_goes_on_with_the_other_and_can_be_answered(desk):
    ask(desk, "lead-seeks", 1, "seeks", "old")
    (revised,) = [each for each in desk.take(MERGED) if isinstance(each, IntroductionRevised)]
    assert (revised.second.organisation_id, revised.second.name, revised.second.person_id) == ("new", "New", "lead-old")
    desk.actor = "lead-old"
    _, made = desk.take(AnswerIntroduction(introduction_id="i-1", agrees=True))
    assert isinstance(made, PartnersIntroduced)
    assert made.second.organisation_id == "new"


def test_two_questions_between_the_same_two_become_one_and_one_with_oneself_ends(desk):
    ask(desk, "lead-seeks", 1, "seeks", "old")
    ask(desk, "lead-seeks", 2, "seeks", "new")
    ask(desk, "lead-old", 3, "old", "new")
    said = desk.take(MERGED)
    ended = {each.introduction_id: each.cause for each in said if isinstance(each, IntroductionCancelled)}
    assert ended == dict.fromkeys(("i-1", "i-3"), "organisations-were-merged")
    assert desk.read(lambda tx: tx.get(INTRODUCTIONS, "i-2")).state == "asked"


def test_by_either_id_somebody_can_be_introduced_and_is_the_same(desk):
    desk.one_by_one(MERGED)
    (asked,) = ask(desk, "lead-seeks", 1, "seeks", "old")
    assert isinstance(asked, IntroductionAsked)
    assert asked.second.organisation_id == "new"
    (no,) = ask(desk, "lead-seeks", 2, "seeks", "new")
    assert (type(no), no.code) == (ClustersRejection, "introduction-is-under-way")
    (asked,) = ask(desk, "lead-old", 3, "old", "other")
    assert asked.first.organisation_id == "new"


def test_who_was_introduced_before_is_not_named_again_under_the_other_id(desk):
    ask(desk, "lead-seeks", 1, "seeks", "old")
    desk.actor = "lead-old"
    desk.take(AnswerIntroduction(introduction_id="i-1", agrees=True))
    desk.actor = "secretariat"
    desk.one_by_one(MERGED)
    match(desk)
    assert lists(desk)["seeks"][0] == []


def test_a_replay_gives_the_same_rows(desk, new_desk):
    match(desk)
    ask(desk, "lead-seeks", 1, "seeks", "old")
    desk.one_by_one(MERGED)
    again = new_desk()
    again.replay([*desk.heard, *desk.envelopes()])
    assert again.dump() == desk.dump()


def test_however_often_it_was_merged_an_id_means_the_last_one():
    def known(name, into):
        return Organisation(name, name, OrganisationKind.COMPANY, merged_into=into)

    merged = Merged.of([known("a", "b"), known("b", "c"), known("c", None), known("d", "nowhere")])
    assert [merged.living_id(name) for name in "abcde"] == ["c", "c", "c", "d", "e"]
    assert sorted(merged.formerly("a")) == ["a", "b", "c"]
