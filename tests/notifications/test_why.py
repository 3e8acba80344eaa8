"""Under every letter stands where one reads why it came; and letters are in the language that their reader chose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts.explaining import read_why_token, why_token
from cityteams_contracts.notifications import LetterQueued, PreferencesSet, SetPreferences
from cityteams_contracts.registration import WorksheetSubmitted
from cityteams_contracts.unsubscribing import Subscription, unsubscribe_token
from cityteams_notifications.composing import Sender
from tests.notifications.postal import Office
from tests.notifications.samples import NOON
from tests.notifications.test_sign_in import Box

KEY = b"k" * 40
PORTAL = "http://127.0.0.1:8080"  # that of the settings
LEAD = "p-0"


def sender(**told):
    return Sender("house@example.org", "House", portal=PORTAL, **told)


async def sent(desk, known):
    """The one letter about a worksheet that was handed in, as it goes out."""
    office, box = Office(desk), Box()
    (letter,) = office.queue(1)
    await office.postman(box, sender=known).deliver()
    (mail,) = box.mails
    text, page = (mail.get_body((part,)).get_content().replace("\r\n", "\n") for part in ("plain", "html"))
    return letter, text, page


async def test_a_letter_says_where_one_reads_why_it_came(desk):
    letter, text, page = await sent(desk, sender(unsubscribe_key=KEY))
    address = f"{PORTAL}/why/{why_token(KEY, letter)}"
    assert f"Why you get this, and how to change it:\n{address}\n" in text
    assert f'<a href="{address}">' in page


async def test_without_a_key_one_reads_it_after_signing_in(desk):
    letter, text, _ = await sent(desk, sender())
    assert f"{PORTAL}/account/letters/{letter}\n" in text


async def test_who_knows_no_portal_promises_no_page(desk):
    _, text, _ = await sent(desk, Sender("house@example.org", "House"))
    assert "Why you get this" not in text


@given(letter_id=st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True), key=st.binary(min_size=32, max_size=40))
def test_a_token_names_its_letter_to_whom_holds_the_key_and_to_nobody_else(letter_id, key):
    token = why_token(key, letter_id)
    assert read_why_token(key, token) == letter_id
    assert read_why_token(key + b"x", token) is None
    assert read_why_token(key, f"x{token}") is None


@given(st.text(max_size=200))
def test_no_other_text_is_a_token(text):
    assert read_why_token(KEY, text) is None


def test_a_token_that_unsubscribes_is_none_that_explains():
    assert read_why_token(KEY, unsubscribe_token(KEY, Subscription("p-1", "teams", "l-1"))) is None


def test_a_letter_says_of_which_event_it_tells(desk):
    Office(desk).queue(1)
    assert [each.because for each in desk.said() if isinstance(each, LetterQueued)] == [WorksheetSubmitted.type()]


def choose(desk, language):
    desk.actor = LEAD
    said = desk.take(SetPreferences(person_id=LEAD, language=language))
    desk.actor = "secretariat"
    return said


async def test_a_letter_is_in_the_language_that_its_reader_chose(desk):
    choose(desk, "fr")
    _, text, page = await sent(desk, sender())
    assert text.startswith("Bonjour,")
    assert '<html lang="fr"' in page


@pytest.mark.parametrize("language", ["de", "en-GB"])
def test_a_language_that_letters_are_not_written_in_is_refused_by_its_field(desk, language):
    (no,) = choose(desk, language)
    assert (no.code, no.field) == ("the-language-is-not-spoken", "language")
    assert "Choose one of: en, fr, es, ko, pt, ar." in no.reason


def test_who_chooses_none_leaves_it_to_what_registration_knows(desk):
    (said,) = choose(desk, None)
    assert isinstance(said, PreferencesSet)
    assert (said.language, said.set_at) == (None, NOON)
