"""Introductions: both agree before either is known to the other, whatever comes in whatever order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_clusters.domain.partners.introducing import (
    MOST_ASKED,
    MOST_QUESTIONS,
    PATIENCE,
    PERSON_LEFT,
    Circumstances,
    decide_asking,
    decide_cancelling,
    decide_consent,
    decide_expiry,
    decide_leaving,
)
from cityteams_clusters.domain.partners.introduction import Introduction, IntroductionState
from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    AnswerIntroduction,
    AskIntroduction,
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    IntroductionSide,
    PartnersIntroduced,
)
from cityteams_contracts.values import OrganisationKind
from tests.clusters.samples import NOON

CITY = IntroductionSide(
    organisation_id="porto", name="Porto", kind=OrganisationKind.MUNICIPALITY, person_id="p-city", worksheet_id="w-1"
)
FIRM = IntroductionSide(
    organisation_id="sensors", name="Sensors", kind=OrganisationKind.COMPANY, person_id="p-firm", worksheet_id="w-2"
)
ASK = AskIntroduction(introduction_id="i-1", from_organisation="porto", to_organisation="sensors")
YES = AnswerIntroduction(introduction_id="i-1", agrees=True)
NO = AnswerIntroduction(introduction_id="i-1", agrees=False)
AROUND = Circumstances(asker=(CITY,), asked=(FIRM,), between=(), open_of_asker=0, open_for_asked=0)
STEPS = {
    IntroductionAnswered: Introduction.answered,
    PartnersIntroduced: Introduction.made,
    IntroductionExpired: Introduction.expired,
    IntroductionCancelled: Introduction.cancelled,
}


def fold(state, events):
    """The introduction after these events."""
    for event in events:
        state = Introduction.asked(event) if isinstance(event, IntroductionAsked) else STEPS[type(event)](state, event)
    return state


def asked(actor="p-city", around=AROUND):
    """An introduction that waits for an answer."""
    return fold(None, decide_asking(ASK, None, NOON, actor, around))


def refused(work):
    """The code of the refusal."""
    with pytest.raises(Rejected) as no:
        work()
    assert no.value.field
    return no.value.code


def test_who_asks_agrees_and_the_other_side_has_the_question():
    (event,) = decide_asking(ASK, None, NOON, "p-city", AROUND)
    assert (event.first.agreed, event.second.agreed) == (True, None)
    assert event.expires_at - event.asked_at == PATIENCE


def test_a_yes_of_the_other_side_introduces_the_two():
    said = decide_consent(asked(), YES, NOON, "p-firm")
    assert [type(each) for each in said] == [IntroductionAnswered, PartnersIntroduced]
    assert all(side.agreed for side in (said[1].first, said[1].second))


def test_when_the_secretariat_asks_both_have_to_agree():
    known = asked("secretariat")
    assert known.silent == ("p-city", "p-firm")
    first = decide_consent(known, YES, NOON, "p-firm")
    assert [type(each) for each in first] == [IntroductionAnswered]
    second = decide_consent(fold(known, first), YES, NOON, "p-city")
    assert isinstance(second[-1], PartnersIntroduced)


def test_a_no_ends_the_introduction_and_tells_nobody_anything_else():
    said = decide_consent(asked(), NO, NOON, "p-firm")
    assert [type(each) for each in said] == [IntroductionAnswered]
    assert fold(asked(), said).state is IntroductionState.DECLINED


def test_an_answer_counts_once_and_only_while_the_question_is_open():
    known = asked("secretariat")
    half = fold(known, decide_consent(known, YES, NOON, "p-firm"))
    assert refused(lambda: decide_consent(half, NO, NOON, "p-firm")) == "introduction-is-answered-already"
    assert refused(lambda: decide_consent(None, YES, NOON, "p-firm")) == "introduction-is-unknown"
    late = NOON + PATIENCE
    assert refused(lambda: decide_consent(known, YES, late, "p-firm")) == "introduction-has-expired"
    over = replace(known, state=IntroductionState.CANCELLED)
    assert refused(lambda: decide_consent(over, YES, NOON, "p-firm")) == "introduction-is-over"


def test_nobody_is_asked_twice_or_for_an_organisation_that_nobody_speaks_for():
    def with_earlier(state, first="porto"):
        earlier = replace(asked(), state=state, first_organisation=first)
        return lambda: decide_asking(ASK, None, NOON, "p-city", replace(AROUND, between=(earlier,)))

    assert refused(with_earlier(IntroductionState.ASKED)) == "introduction-is-under-way"
    assert refused(with_earlier(IntroductionState.MADE)) == "they-are-introduced-already"
    assert refused(with_earlier(IntroductionState.DECLINED)) == "introduction-was-declined"
    assert with_earlier(IntroductionState.DECLINED, first="sensors")()
    assert with_earlier(IntroductionState.EXPIRED)()
    nobody = replace(AROUND, asked=())
    assert refused(lambda: decide_asking(ASK, None, NOON, "p-city", nobody)) == "organisation-has-no-worksheet"
    same = replace(AROUND, asked=(FIRM.model_copy(update={"person_id": "p-city"}),))
    assert refused(lambda: decide_asking(ASK, None, NOON, "p-city", same)) == "introduction-is-with-oneself"
    assert refused(lambda: decide_asking(ASK, asked(), NOON, "p-city", AROUND)) == "introduction-is-known"


def test_quotas_keep_the_eager_and_the_wanted_from_being_too_much():
    eager = replace(AROUND, open_of_asker=MOST_ASKED)
    wanted = replace(AROUND, open_for_asked=MOST_QUESTIONS)
    assert refused(lambda: decide_asking(ASK, None, NOON, "p-city", eager)) == "too-many-introductions-are-open"
    assert refused(lambda: decide_asking(ASK, None, NOON, "p-city", wanted)) == "too-many-questions-wait-for-them"


def test_an_introduction_expires_at_its_moment_and_names_who_was_silent():
    known = asked()
    assert decide_expiry(known, NOON + PATIENCE - timedelta(seconds=1)) == []
    (over,) = decide_expiry(known, NOON + PATIENCE)
    assert over.silent == ("p-firm",)
    assert decide_expiry(fold(known, [over]), NOON + PATIENCE) == []


WHO = st.sampled_from(("p-city", "p-firm", "secretariat", "p-stranger"))
ACTS = st.one_of(
    st.tuples(st.just("answer"), WHO, st.booleans()),
    st.tuples(st.just("cancel"), WHO, st.none()),
    st.tuples(st.just("leave"), WHO, st.none()),
    st.tuples(st.just("expire"), WHO, st.none()),
    st.tuples(st.just("wait"), WHO, st.none()),
)


def act(state, what, who, agrees, now):
    """What one act says; nothing where it is refused. Strangers are kept out by the table of rights, not here."""
    try:
        match what:
            case "answer":
                return decide_consent(state, YES if agrees else NO, now, who)
            case "cancel":
                return decide_cancelling(state, now, who)
            case "leave":
                return decide_leaving([state] if who in state.people else [], PERSON_LEFT, now)
            case "expire":
                return decide_expiry(state, now)
    except Rejected:
        pass
    return []


@given(asker=WHO, acts=st.lists(ACTS, max_size=12), days=st.integers(1, 6))
def test_both_consent_before_they_are_introduced_in_every_order(asker, acts, days):
    state, now, agreed, introduced = asked(asker), NOON, {asker} & {"p-city"}, 0
    for what, who, agrees in acts:
        now += timedelta(days=days if what == "wait" else 0)
        before = state
        for event in act(state, what, who, agrees, now):
            state = fold(state, [event])
            if isinstance(event, IntroductionAnswered):
                agreed = agreed | {event.person_id} if event.agrees else agreed - {event.person_id}
            if isinstance(event, PartnersIntroduced):
                introduced += 1
                assert agreed == {"p-city", "p-firm"}
                assert now < state.expires_at
        if before.state is not IntroductionState.ASKED:
            assert state == before
    assert introduced <= 1
    assert (state.state is IntroductionState.MADE) == bool(introduced)
