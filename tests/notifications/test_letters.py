from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain.letters import Draft, Letter, LetterState
from cityteams_notifications.domain.pacing import Pace
from cityteams_notifications.domain.patience import Patience, jittered
from cityteams_notifications.domain.settling import nobody_is_there
from cityteams_notifications.domain.text import plain, short
from cityteams_notifications.settings import Settings
from tests.notifications.samples import HOSTILE, NOON, waiting

PATIENCE = Patience(tuple(timedelta(seconds=s) for s in (1, 5, 30)), timedelta(days=4))
LATER = NOON + timedelta(minutes=1)


def test_a_letter_is_what_its_events_say():
    draft = Draft(LetterKind.SLOT_GIVEN, "p-1", "s-1", {})
    letter = Letter.queued(None, draft.queue("l-1", "Your slot", "org.cityteams.slot.given.v1", NOON), None)
    (sent,) = letter.take(LATER)
    (failed,) = letter.give_up("no-contact", LATER)
    assert (letter.state, letter.queued_at, letter.settled_at) == (LetterState.QUEUED, NOON, None)
    ended = [Letter.sent(letter, sent, None), Letter.failed(letter, failed, None)]
    assert [each and (each.state, each.reason, each.settled_at) for each in ended] == [
        (LetterState.SENT, None, LATER),
        (LetterState.FAILED, "no-contact", LATER),
    ]


def test_a_letter_ends_once():
    letter = waiting().letter
    sent = Letter.sent(letter, letter.take(LATER)[0], None)
    assert sent is not None
    assert [*sent.take(LATER), *sent.give_up("no-contact", LATER)] == []


def test_delays_grow_and_then_stay():
    assert [PATIENCE.delay(tries).seconds for tries in (1, 2, 3, 4, 99)] == [1, 5, 30, 30, 30]


def test_a_letter_is_given_up_only_after_every_delay_and_the_whole_limit():
    long_after = NOON + timedelta(days=5)
    assert not PATIENCE.is_over(3, NOON, long_after)
    assert not PATIENCE.is_over(9, NOON, NOON + timedelta(days=3))
    assert PATIENCE.is_over(4, NOON, long_after)


@given(st.text(max_size=40), st.integers(1, 10**6))
def test_jitter_is_a_fifth_at_most_and_always_the_same_for_the_same_try(name, seconds):
    delay = timedelta(seconds=seconds)
    assert delay * 0.8 <= jittered(delay, name) <= delay * 1.2
    assert jittered(delay, name) == jittered(delay, name)


def test_what_was_put_off_together_does_not_come_back_together():
    again = {PATIENCE.again(f"l-{number}", 3, NOON) for number in range(1000)}
    assert len(again) == 1000
    assert max(again) - min(again) > timedelta(seconds=10)


def test_with_the_delays_that_are_shipped_a_letter_is_tried_for_three_days():
    known = Settings.model_fields
    patience = Patience(known["mail_delays"].default, known["mail_patience"].default)
    now, tries = NOON, 0
    while not patience.is_over(tries + 1, NOON, now):
        tries += 1
        now = patience.again("l-1", tries, now)
    assert tries in range(12, 20)
    assert timedelta(days=3) < now - NOON < timedelta(days=3, hours=15)


def test_a_domain_gets_a_burst_and_then_its_pace_and_others_do_not_wait_for_it():
    pace = Pace(per_minute=60, burst=5)
    assert [pace.admit("a.example", NOON) for _ in range(5)] == [None] * 5
    assert pace.admit("a.example", NOON) == NOON + timedelta(seconds=1)
    assert pace.admit("b.example", NOON) is None
    assert pace.admit("a.example", NOON + timedelta(seconds=1)) is None
    assert pace.admit("a.example", NOON + timedelta(seconds=1)) == NOON + timedelta(seconds=2)


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=200), st.integers(1, 600), st.integers(1, 20))
def test_no_domain_ever_gets_more_than_its_burst_and_its_pace(gaps, per_minute, burst):
    pace, now, admitted = Pace(per_minute, burst), NOON, []
    for gap in gaps:
        now += timedelta(milliseconds=gap)
        if pace.admit("a.example", now) is None:
            admitted.append(now)
    for first, start in enumerate(admitted):
        seconds = (admitted[-1] - start).total_seconds()
        assert len(admitted) - first <= burst + seconds * per_minute / 60 + 1e-6


@pytest.mark.parametrize(
    ("code", "status", "of_recipient", "gone"),
    [
        (550, "5.1.1", True, True),
        (550, "5.1.1", False, True),
        (550, "5.2.1", True, True),
        (550, None, True, True),
        (550, None, False, False),
        (550, "5.7.1", True, False),
        (552, "5.2.2", True, False),
        (554, None, True, False),
    ],
)
def test_only_a_mailbox_that_is_not_there_is_a_reason_never_to_write_again(code, status, of_recipient, gone):
    assert nobody_is_there(code, status, of_recipient=of_recipient) == gone


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_text_is_one_line_without_controls(text):
    assert len(plain(text).splitlines()) <= 1
    assert plain(text).isprintable() or not plain(text).isascii()
    plain(text).encode()


@given(st.text(max_size=400), st.integers(1, 300))
def test_short_text_keeps_its_limit_and_is_plain(text, limit):
    found = short(text, limit)
    assert len(found) <= limit
    assert len(found.splitlines()) <= 1
