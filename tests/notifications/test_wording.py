"""Letters in every language: each names its matter, no word of people does any harm, and nothing is left untold."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from cityteams_contracts.clusters import IntroductionAnswered, MemberInvited, PartnersIntroduced
from cityteams_contracts.events import AgendaReleased, SeatReleased, SessionAccepted, SlotGiven
from cityteams_contracts.notifications import LetterKind, MailingPrepared
from cityteams_contracts.registration import (
    CoEditorInvited,
    FieldsReopened,
    SignInLinkAsked,
    SupplementAsked,
    SupplementGiven,
    WorksheetResubmitted,
    WorksheetReturned,
    WorksheetSubmitted,
)
from cityteams_notifications.domain import wording, wording_gatherings, wording_review, wording_teams
from cityteams_notifications.domain.letters import Draft
from cityteams_notifications.domain.mailings.wording import mailing
from cityteams_notifications.domain.text import plain
from cityteams_notifications.domain.topics import MANDATORY, OF
from cityteams_notifications.domain.worded import WORDED_BY, WORDED_FOR, drafts_of
from cityteams_notifications.html import as_html
from cityteams_notifications.rendering import SUBJECT_LIMIT, Renderer
from cityteams_notifications.tongue import LANGUAGES, load_tongue, spoken
from tests.notifications.samples import HOSTILE, example, named

PORTAL = "https://portal.example.org"
TREES = "Trees & <b>Towns</b>"
MADE_OTHERWISE = {LetterKind.DIGEST, LetterKind.MAILING}
"""Letters that no event asks for by itself."""
UNTITLED = {LetterKind.CO_EDITOR_INVITED, LetterKind.SIGN_IN_LINK, LetterKind.ACCOUNT_EXPIRES}
"""Letters that name no matter: they go to people of whom nothing is known yet, or any more."""
LATER = {"token": "token-1", "minutes": 15, "name": "Ana", "mail": "ana@city.example"}
"""What is known only when a letter goes out."""
WRITER = Renderer()


def drafts(name=None):
    """Every letter that events ask for, about things and people of that name."""
    found = []
    for contract in (*WORDED_BY, *WORDED_FOR):
        event = example(contract) if name is None else named(example(contract), name)
        variants = [event]
        if "accepted" in contract.model_fields:
            variants.append(event.model_copy(update={"accepted": False}))
        if contract is IntroductionAnswered:
            variants = [event.model_copy(update={"agrees": False})]
        if contract is SeatReleased:
            variants = [event.model_copy(update={"reason": "lapsed"})]
        if contract is SessionAccepted:
            variants = [event.model_copy(update={"proposed": True})]
        found += [draft for each in variants for draft in drafts_of(each, readers=("p-1",))]
    return found


def text_of(draft, language="en"):
    return written(draft, language).text


def written(draft, language="en"):
    return WRITER.write(Draft(draft.kind, draft.person_id, draft.about, {**LATER, **draft.facts}), language, PORTAL)


def test_there_is_a_letter_of_every_kind():
    assert {draft.kind for draft in drafts()} == set(LetterKind) - MADE_OTHERWISE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_is_there_in_every_language(kind, language):
    assert WRITER.has(kind, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_names_its_matter_as_it_is_written_and_begins_and_ends_as_letters_do(language):
    greetings = {"en": "Hello,", "fr": "Bonjour,", "es": "Hola:", "ko": "안녕하세요.", "pt": "Olá,", "ar": "مرحبًا،"}
    greeting = greetings[language]
    for draft in drafts(TREES):
        letter = written(draft, language)
        if draft.kind not in UNTITLED:
            assert TREES in letter.text, draft.kind
            assert TREES in letter.subject, draft.kind
        assert letter.text.startswith(f"{greeting}\n")
        assert letter.text.rstrip().endswith(f" {draft.about}")
        assert "\n\n\n" not in letter.text, draft.kind
        assert letter.language == language


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_a_translation_is_in_its_language_and_says_as_much_as_the_english_letter(language):
    script = {"ko": "[가-힣]", "ar": "[\u0600-\u06ff]"}.get(language, "[a-zA-Z]")
    for draft in drafts():
        english, other = text_of(draft), text_of(draft, language)
        assert other != english, draft.kind
        assert re.search(script, other), draft.kind
        links = r"https://\S+"
        assert re.findall(links, other) == re.findall(links, english), draft.kind
        assert other.count("  * ") == english.count("  * "), draft.kind


def alike(name):
    """A harmless name that says something when this one does: what says nothing is left out of letters."""
    return "Trees" if plain(name) else ""


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_adds_a_line_or_runs_as_a_template(name):
    for hostile, harmless in zip(drafts(name), drafts(alike(name)), strict=True):
        letter = written(hostile)
        assert len(letter.text.splitlines()) == len(text_of(harmless).splitlines()), hostile.kind
        assert len(letter.subject.splitlines()) == 1
        assert "49" not in letter.text.replace("{{7*7}}", "")
        letter.text.encode()


class Tags(HTMLParser):
    """The tags and links of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.links, self.said = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data):
        self.said += data


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "</p><a href='https://evil.example'>x</a>", *HOSTILE])
def test_no_name_adds_a_tag_or_a_link_to_the_page(name):
    for hostile, harmless in zip(drafts(name), drafts(alike(name)), strict=True):
        pages = [
            Tags(as_html(letter.subject, letter.text, "en", "ltr", PORTAL))
            for letter in (written(hostile), written(harmless))
        ]
        assert pages[0].tags == pages[1].tags, hostile.kind
        assert pages[0].links == pages[1].links, hostile.kind
        assert all(link.startswith(f"{PORTAL}/") for link in pages[0].links)


def test_the_page_says_what_the_text_says():
    for draft in drafts(TREES):
        letter = written(draft)
        page = Tags(as_html(letter.subject, letter.text, "en", "ltr", PORTAL))
        told = re.sub(r"[\s*]|--", "", letter.subject + letter.text)
        assert re.sub(r"[\s*]", "", page.said) == told, draft.kind


def test_arabic_is_written_from_right_to_left():
    letter = written(drafts()[0], "ar")
    assert 'lang="ar" dir="rtl"' in as_html(letter.subject, letter.text, letter.language, letter.direction, PORTAL)


@settings(max_examples=1000, deadline=None)
@given(name=st.text(max_size=300))
def test_a_thousand_names_make_letters_of_the_same_shape(name):
    (invited,) = drafts_of(named(example(MemberInvited), name))
    letter = written(invited)
    assert len(letter.text.splitlines()) == 19
    assert len(letter.subject) <= SUBJECT_LIMIT


MARKS = ("{{", "}}", "{%", "%}", "{#", "#}", "7*7", "self", "cycler.__init__", "|", "x", " ", "'", "raw", "=", "<b>")


def invited_to(name):
    """The text of an invitation to something of that name."""
    return WRITER.write(drafts_of(named(example(MemberInvited), name))[0], home=PORTAL).text


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=20).map("".join))
def test_a_name_of_marks_that_templates_are_made_of_is_told_as_it_is(name):
    assert invited_to(name) == invited_to("Qq").replace("Qq", plain(name))


def test_a_draft_that_lacks_a_fact_is_never_a_letter_with_a_hole():
    with pytest.raises(UndefinedError, match="'title' is undefined"):
        WRITER.write(Draft(LetterKind.WORKSHEET_WITHDRAWN, "p", "w", {"about": "w"}))


def test_a_letter_that_a_language_lacks_is_told_in_english_and_counted():
    lacking = []
    writer = Renderer(lambda *which: lacking.append(which))
    writer.has = lambda kind, language: language != "ko"  # type: ignore[method-assign]
    letter = writer.write(drafts()[0], "ko")
    assert letter.language == "en"
    assert lacking == [(drafts()[0].kind, "ko")]


@pytest.mark.parametrize(("told", "language"), [("pt-BR", "pt"), ("de", "en"), (None, "en"), ("KO", "ko"), ("", "en")])
def test_the_language_of_a_letter_is_the_persons_as_far_as_we_speak_it(told, language):
    assert spoken(told) == language


def test_every_letter_has_a_topic_or_is_one_that_nobody_may_go_without():
    assert set(OF) | MANDATORY == set(LetterKind)
    assert not set(OF) & MANDATORY


def test_a_speaker_with_two_slots_gets_one_letter_with_both():
    released = example(AgendaReleased)
    (entry,) = released.entries
    others = entry.model_copy(update={"speaker": "p-other", "title": "Bridges"})
    second = entry.model_copy(update={"slot_id": "s-2", "title": "Second"})
    mine, theirs, *_ = wording.agenda_released(
        released.model_copy(update={"entries": (entry, others, second), "sessions": ()})
    )
    assert (mine.person_id, theirs.person_id) == (entry.speaker, "p-other")
    assert text_of(mine).count("14:20 to 14:30 (America/New_York, UTC-05:00)") == 2
    assert "Bridges" not in text_of(mine)
    assert "146C" in text_of(mine)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mailing_is_the_secretariats_words_and_a_proof_says_first_how_many_get_it(language):
    event = example(MailingPrepared, text="One {{ 7*7 }}\n\nTwo <b>\n- three", subject_line="News")
    letter, proof = (written(mailing(event, "p-1", proof=each), language) for each in (False, True))
    assert "One {{ 7*7 }}\n\nTwo <b>\n\n- three\n\n" in letter.text
    assert letter.subject == "News"
    assert proof.subject != letter.subject
    assert proof.subject.endswith("News")
    added = set(proof.text.splitlines()) - set(letter.text.splitlines())
    assert len(added) == 1
    assert re.findall(r"\d+", added.pop()) == [str(event.recipients), str(event.left_out)]


def test_an_empty_release_writes_to_nobody():
    assert wording.agenda_released(example(AgendaReleased, entries=(), sessions=())) == []


def test_an_entry_in_a_room_that_the_release_does_not_name_is_told_by_its_id():
    mine, *_ = wording.agenda_released(example(AgendaReleased, rooms=()))
    assert "146c" in text_of(mine)


@pytest.mark.parametrize("contract", [WorksheetSubmitted, WorksheetResubmitted, SupplementGiven])
def test_whoever_hands_something_in_gets_the_number_and_the_hash_of_the_receipt(contract):
    event = example(contract)
    text = text_of(wording_review.worksheet_received(event))
    assert event.receipt.sha256 in text
    assert f"{PORTAL}/receipts/{event.receipt.number}\n" in text


def test_without_a_receipt_the_letter_promises_none():
    assert "receipt" not in text_of(wording_review.worksheet_received(example(WorksheetSubmitted, receipt=None)))


def test_a_returned_worksheet_comes_with_its_fields_and_its_date_but_without_comments():
    event = example(WorksheetReturned, fields=("description", "risk_strategy"))
    text = text_of(wording_review.worksheet_returned(event))
    assert "  * Description\n  * Risk strategy\n" in text
    assert "Wednesday 7 February 2018, 23:00 UTC" in text
    assert f"{PORTAL}/worksheets/{event.worksheet_id}/edit" in text
    assert "part-0002" not in text


def test_reopened_fields_and_open_questions_are_named_with_their_dates():
    reopened = text_of(wording_review.fields_reopened(example(FieldsReopened)))
    asked = text_of(wording_review.supplement_asked(example(SupplementAsked, due_at=None)))
    assert "  * City officials\n" in reopened
    assert "until Wednesday 7 February 2018, 23:00 UTC" in reopened
    assert "only these questions are open:\n\n  * Privacy\n" in asked
    assert "Please answer here:" in asked


def test_an_invitation_to_write_goes_to_the_invited_and_tells_no_stranger_what_it_is_about():
    event = example(CoEditorInvited)
    letter = wording_review.co_editor_invited(event)
    assert letter.person_id == event.person_id
    assert event.invited_by not in text_of(letter)
    assert f"{PORTAL}/worksheets/{event.draft_id}/edit" in text_of(letter)


def test_what_slipped_with_its_gathering_and_what_nobody_asked_for_is_told_to_nobody():
    assert wording.slot_given(example(SlotGiven, slipped=True)) == []
    assert wording_gatherings.session_accepted(example(SessionAccepted, proposed=False)) == []
    assert wording_teams.introduction_ended(example(IntroductionAnswered, agrees=True)) == []


def test_no_letter_that_waits_holds_the_contact_of_the_other_side():
    for draft in wording_teams.partners_introduced(example(PartnersIntroduced)):
        assert not {"name", "mail"} & set(draft.facts)


def test_the_letter_with_a_link_names_nothing_but_the_link():
    (draft,) = drafts_of(example(SignInLinkAsked))
    assert set(draft.facts) == {"about"}
    assert f"{PORTAL}/sign-in/link?token=token-1\n" in text_of(draft)


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_lists_are_told_as_the_language_tells_them(language):
    tongue, released = load_tongue(language), example(AgendaReleased)
    (entry,) = released.entries
    day = {
        "en": "Wednesday 7 February 2018", "fr": "mercredi 7 février 2018", "es": "miércoles, 7 de febrero de 2018",
        "ko": "2018년 2월 7일 수요일", "pt": "quarta-feira, 7 de fevereiro de 2018", "ar": "الأربعاء، 7 فبراير 2018",
    }  # fmt: skip
    assert tongue.day(entry.starts.date()) == day[language]
    assert "(America/New_York, UTC-05:00)" in tongue.span(entry.starts, entry.ends, "America/New_York")
    both = {"en": "A and B", "fr": "A et B", "es": "A y B", "ko": "A 및 B", "pt": "A e B", "ar": "A وB"}[language]
    assert tongue.listed(("A", "B")) == both
