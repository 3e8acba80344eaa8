"""Questions that nobody answers: recalled to mind, lapsed as of their moment, followed by the next candidate."""

import asyncio
from datetime import timedelta

import pytest

from cityteams_clusters.domain.life_invitations import RECALLED_BEFORE, STANDS_FOR
from cityteams_clusters.lapsing import find_invitations
from cityteams_clusters.store.life import DEADLINES
from cityteams_contracts.clusters import (
    AnswerInvitation,
    InvitationExpiresSoon,
    InvitationLapsed,
    InvitationWithdrawn,
    InviteMember,
    MemberInvited,
    WithdrawInvitation,
)
from cityteams_timers import fire
from tests.clusters.desk import withdrawn
from tests.clusters.life.stories import LONE, WHOLE, begin, cluster, kinds, only, refusal
from tests.clusters.samples import LONE_CITY, NOON


@pytest.fixture
def desk(new_desk):
    return begin(new_desk())


def pass_time(desk, until):
    """Everything that is due until a moment happens; gives what was said."""
    before = desk.posted()
    asyncio.run(fire(desk.service, find_invitations, until))
    return desk.said(before)


def test_an_unanswered_question_is_recalled_lapses_and_the_next_candidate_is_asked(desk):
    asked = cluster(desk, LONE).open_invitations[0]
    assert asked.expires_at == NOON + STANDS_FOR
    soon = pass_time(desk, NOON + STANDS_FOR - RECALLED_BEFORE)
    assert kinds(soon) == [InvitationExpiresSoon]
    assert (soon[0].person_id, soon[0].expires_at) == (asked.person_id, asked.expires_at)
    lapsed, following = pass_time(desk, NOON + STANDS_FOR)
    assert isinstance(lapsed, InvitationLapsed)
    assert lapsed.lapsed_at == NOON + STANDS_FOR
    assert isinstance(following, MemberInvited)
    assert following.organisation != asked.organisation
    assert following.expires_at == NOON + 2 * STANDS_FOR


def test_nothing_happens_before_its_moment_and_nothing_happens_twice(desk):
    assert pass_time(desk, NOON + STANDS_FOR - RECALLED_BEFORE - timedelta(seconds=1)) == []
    assert len(pass_time(desk, NOON + STANDS_FOR)) == 3
    assert pass_time(desk, NOON + STANDS_FOR) == []


def test_a_long_sleep_ends_in_the_same_events_as_of_the_same_moments(desk, new_desk):
    """A service that was away says what one would have said that was there."""
    slow = begin(new_desk())
    days = [NOON + timedelta(days=day) for day in range(1, 41)]
    for moment in days:
        pass_time(desk, moment)
    pass_time(slow, days[-1])
    told = [[(type(e).__name__, str(getattr(e, "organisation", None))) for e in each.said()] for each in (desk, slow)]
    assert told[0] == told[1]
    assert [each.stamp.at for each in desk.envelopes()] == [each.stamp.at for each in slow.envelopes()]


def test_an_answer_comes_too_late_when_the_question_has_lapsed(desk):
    asked = cluster(desk, LONE).open_invitations[0]
    pass_time(desk, NOON + STANDS_FOR)
    late = AnswerInvitation(cluster_id=LONE, invitation_id=asked.invitation_id, accepts=True)
    assert refusal(desk.take(late)) == ("invitation-has-lapsed", "invitation_id")


def test_an_answer_after_its_moment_is_too_late_even_if_nobody_has_looked_yet(desk):
    asked = cluster(desk, LONE).open_invitations[0]
    late = AnswerInvitation(cluster_id=LONE, invitation_id=asked.invitation_id, accepts=True)
    desk.noon = NOON + STANDS_FOR + timedelta(seconds=1)
    assert refusal(desk.take(late)) == ("invitation-has-lapsed", "invitation_id")


def test_an_answer_stops_the_clock(desk):
    asked = cluster(desk, LONE).open_invitations[0]
    desk.take(AnswerInvitation(cluster_id=LONE, invitation_id=asked.invitation_id, accepts=True))
    assert desk.read(lambda tx: tx.find(DEADLINES)) == []
    assert pass_time(desk, NOON + STANDS_FOR) == []


def test_a_question_that_is_taken_back_is_told_and_the_next_candidate_is_asked(desk):
    desk.actor = "lead-lone"
    asked = cluster(desk, LONE).open_invitations[0]
    command = WithdrawInvitation(cluster_id=LONE, invitation_id=asked.invitation_id)
    said = desk.take(command)
    assert kinds(said) == [InvitationWithdrawn, MemberInvited]
    assert refusal(desk.take(command)) == ("invitation-was-withdrawn", "invitation_id")


def test_whom_a_withdrawn_team_asked_hears_that_no_answer_is_needed(desk):
    asked = cluster(desk, LONE).open_invitations[0]
    said = only(desk.take(withdrawn(LONE_CITY)), InvitationWithdrawn)
    assert said.person_id == asked.person_id
    assert pass_time(desk, NOON + STANDS_FOR) == []


@pytest.mark.parametrize("after", [timedelta(minutes=-1), timedelta(minutes=30), timedelta(days=91)])
def test_an_answer_may_not_be_due_too_early_or_too_late(desk, after):
    command = InviteMember(cluster_id=WHOLE, organisation_id="ulm", person_id="p-ulm", answer_by=NOON + after)
    assert refusal(desk.take(command)) == ("the-answer-is-due-too-early-or-too-late", "answer_by")


def test_a_question_that_stands_for_a_day_only_lapses_without_a_reminder(desk):
    day = NOON + timedelta(days=1)
    desk.take(InviteMember(cluster_id=WHOLE, organisation_id="ulm", person_id="p-ulm", answer_by=day))
    assert kinds(pass_time(desk, day)) == [InvitationLapsed]
