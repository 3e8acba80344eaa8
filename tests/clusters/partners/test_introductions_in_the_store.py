"""Introductions on both databases: asked, answered, cancelled with whoever leaves, expired by the timekeeper."""

import asyncio
from datetime import timedelta

import pytest

from cityteams_clusters.domain.partners.introducing import PATIENCE
from cityteams_clusters.handlers.partners import find_expired
from cityteams_contracts.clusters import (
    AnswerIntroduction,
    AskIntroduction,
    CancelIntroduction,
    ClustersRejection,
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    PartnersIntroduced,
)
from cityteams_contracts.registration import PersonErased
from cityteams_timers import fire
from tests.clusters.desk import accepted, withdrawn
from tests.clusters.samples import LONE_CITY, NOON, WHOLE_TEAM

ASK = AskIntroduction(introduction_id="i-1", from_organisation="portland-or", to_organisation="sensors-inc")
YES = AnswerIntroduction(introduction_id="i-1", agrees=True)


@pytest.fixture
def desk(new_desk):
    """Two accepted worksheets: a city on its own, and a city with its company."""
    made = new_desk()
    made.take(accepted(LONE_CITY))
    made.take(accepted(WHOLE_TEAM))
    return made


def give(desk, actor, *commands):
    """A person gives commands."""
    desk.actor = actor
    return desk.take(*commands)


def kinds(events):
    """The names of what was said."""
    return [type(each) for each in events]


def test_the_lead_asks_and_the_lead_of_the_other_worksheet_is_asked(desk):
    (asked,) = give(desk, "lead-lone", ASK)
    assert isinstance(asked, IntroductionAsked)
    assert (asked.first.person_id, asked.second.person_id) == ("lead-lone", "lead-whole")
    assert (asked.second.organisation_id, asked.second.worksheet_id) == ("sensors-inc", "w-whole")
    assert kinds(give(desk, "lead-whole", YES)) == [IntroductionAnswered, PartnersIntroduced]


def test_only_whoever_speaks_for_a_side_may_ask_and_answer(desk):
    for actor in ("lead-whole", "p-stranger"):
        (no,) = give(desk, actor, ASK)
        assert (type(no), no.code) == (ClustersRejection, "this-is-not-yours-to-do")
    give(desk, "lead-lone", ASK)
    for actor in ("p-stranger", "secretariat"):
        (no,) = give(desk, actor, YES)
        assert no.code == "this-is-not-yours-to-do"
    (no,) = give(desk, "p-stranger", CancelIntroduction(introduction_id="i-1"))
    assert no.code == "this-is-not-yours-to-do"


def test_an_organisation_whose_id_looks_like_a_pattern_is_not_mistaken_for_another(desk):
    (no,) = give(desk, "secretariat", ASK.model_copy(update={"to_organisation": "sensors_inc"}))
    assert (no.code, no.field) == ("organisation-has-no-worksheet", "to_organisation")


def test_a_second_question_between_the_two_is_refused_by_field(desk):
    give(desk, "lead-lone", ASK)
    (no,) = give(desk, "lead-lone", ASK.model_copy(update={"introduction_id": "i-2"}))
    assert (no.code, no.field) == ("introduction-is-under-way", "to_organisation")


def test_whoever_takes_it_back_both_are_named_in_what_is_said(desk):
    give(desk, "lead-lone", ASK)
    (told,) = give(desk, "lead-whole", CancelIntroduction(introduction_id="i-1"))
    assert (told.cause, told.cancelled_by) == ("taken-back", "lead-whole")
    assert {told.first.person_id, told.second.person_id} == {"lead-lone", "lead-whole"}


def test_who_is_forgotten_is_introduced_to_nobody(desk):
    give(desk, "lead-lone", ASK)
    said = desk.take(PersonErased(person_id="lead-whole", erased_at=NOON))
    (told,) = [each for each in said if isinstance(each, IntroductionCancelled)]
    assert told.cause == "a-person-has-left"
    assert give(desk, "lead-lone", YES)[0].code == "introduction-is-over"


def test_a_withdrawn_worksheet_takes_its_open_introductions_along(desk):
    give(desk, "lead-lone", ASK)
    said = desk.take(withdrawn(WHOLE_TEAM))
    (told,) = [each for each in said if isinstance(each, IntroductionCancelled)]
    assert told.cause == "a-worksheet-has-left"


def test_what_nobody_answers_expires_as_of_its_moment_and_only_once(desk):
    give(desk, "lead-lone", ASK)
    before = desk.posted()
    assert asyncio.run(fire(desk.service, find_expired, NOON + PATIENCE - timedelta(seconds=1))) == 0
    for _ in range(2):
        asyncio.run(fire(desk.service, find_expired, NOON + timedelta(days=90)))
    (over,) = desk.said(before)
    assert (type(over), over.expired_at, over.silent) == (IntroductionExpired, NOON + PATIENCE, ("lead-whole",))


def test_a_replay_of_what_was_heard_and_said_gives_the_same_rows(desk, new_desk):
    give(desk, "lead-lone", ASK)
    give(desk, "lead-whole", YES)
    give(desk, "secretariat", ASK.model_copy(update={"introduction_id": "i-2", "to_organisation": "porto"}))
    again = new_desk()
    again.replay([*desk.heard, *desk.envelopes()])
    assert again.dump() == desk.dump()
