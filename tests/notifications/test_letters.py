from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain.letters import Draft, Letter, LetterState
from cityteams_notifications.domain.patience import Patience, Resting
from cityteams_notifications.domain.text import and_list, day_and_time, plain, short
from tests.notifications.samples import HOSTILE, NOON, waiting

PATIENCE = Patience(tuple(timedelta(seconds=s) for s in (1, 5, 30)), timedelta(days=4))
LATER = NOON + timedelta(minutes=1)


def test_a_letter_is_what_its_events_say():
    draft = Draft(LetterKind.SLOT_GIVEN, "p-1", "s-1", "Your slot", {})
    letter = Letter.queued(None, draft.queue("l-1", NOON), None)
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


def test_a_letter_rests_longer_each_time_and_no_more_once_it_is_settled():
    resting = Resting(PATIENCE).with_try("l-1", NOON).with_try("l-1", NOON).with_try("l-2", NOON)
    assert resting.tries("l-1") == 2
    assert resting.wakes() == NOON + timedelta(seconds=1)
    assert resting.names(NOON + timedelta(seconds=2)) == {"l-1"}
    assert resting.without(["l-1", "l-2"]).wakes() is None


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


def test_names_are_listed_as_people_list_them():
    assert [and_list(["a"]), and_list(["a", "b"]), and_list(["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_times_are_told_in_the_offset_they_came_with_beside_the_name_of_the_zone():
    starts = NOON.astimezone(ZoneInfo("America/New_York"))
    told = day_and_time(starts, NOON + timedelta(minutes=10), "America/New_York")
    assert told == "Wednesday 7 February 2018, 07:00 to 07:10 (America/New_York, UTC-05:00)"
