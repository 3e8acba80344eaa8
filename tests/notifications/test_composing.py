from dataclasses import replace
from email import message_from_bytes
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cityteams_contracts.unsubscribing import Subscription, read_unsubscribe_token, unsubscribe_token
from cityteams_notifications.composing import Sender, Unwritable, compose
from cityteams_notifications.parts import Attachment, Calendar, Parts
from tests.notifications.samples import HOSTILE, NOON, waiting

SENDER = Sender("cityteams@cityteams.local", "cityteams")
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Id"]
MIME = {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}


def composed(subject="Worksheet received: Trees", name="Ann Arbor", mail="ann@example.org", text="Hello.\n"):
    """The mail of such a letter, read back."""
    letter = waiting(subject)
    mail_of = compose(letter.letter, Parts(subject, text), name, mail, SENDER, NOON)
    read = message_from_bytes(mail_of.data, policy=SMTP)
    assert isinstance(read, EmailMessage)
    return letter.letter, mail_of, read


def test_a_mail_says_who_writes_to_whom_and_which_letter_it_is():
    letter, mail, read = composed(name="José Müller, Jr.", text="Grüße\n.\nFrom here\n")
    assert str(read["From"]) == "cityteams <cityteams@cityteams.local>"
    assert [(to.display_name, to.addr_spec) for to in read["To"].addresses] == [("José Müller, Jr.", "ann@example.org")]
    assert read["Message-ID"] == f"<{letter.letter_id}@cityteams.local>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["List-Id"] == "<letters.cityteams.local>"
    assert read["Date"].datetime == NOON
    assert read.get_content().splitlines() == ["Grüße", ".", "From here"]
    assert (mail.sender, mail.recipient) == ("cityteams@cityteams.local", "ann@example.org")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_header_or_an_address(text):
    _, mail, read = composed(subject=f"Worksheet received: {text}", name=text)
    assert [name for name in read.keys() if name not in MIME] == HEADERS  # noqa: SIM118 - keys() tells repeated ones
    assert [to.addr_spec for to in read["To"].addresses] == ["ann@example.org"]
    assert b"X-Evil" not in b"".join(line.lstrip()[:6] for line in mail.data.splitlines())
    mail.data.decode("ascii")


@settings(max_examples=1000, deadline=None)
@given(name=st.text(max_size=120), subject=st.text(max_size=200))
def test_a_thousand_names_and_subjects_add_no_header_and_no_address(name, subject):
    _, mail, read = composed(subject=subject, name=name)
    assert [known for known in read.keys() if known not in MIME] == HEADERS  # noqa: SIM118
    assert [to.addr_spec for to in read["To"].addresses] == ["ann@example.org"]
    assert max(map(len, mail.data.splitlines())) <= 998


@pytest.mark.parametrize(
    "mail",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@example.org\r\nBcc: all@example.org",
        "ann@example.org, all@example.org",
        "<ann@example.org>",
        "ann @example.org",
        "ann@example.org> SIZE=1",
        "änn@example.org",
        "ann@" + "a" * 64 + ".org",
        "ann@example..org",
    ],
)
def test_an_address_that_cannot_be_written_is_named_by_its_header_only(mail):
    with pytest.raises(Unwritable, match=r"^To$"):
        composed(mail=mail)


def test_a_town_with_an_umlaut_gets_its_mail():
    _, mail, _ = composed(mail="ann@bücher.example")
    assert mail.recipient == "ann@xn--bcher-kva.example"


def test_a_mail_library_that_stumbles_costs_a_letter_and_not_the_postman(monkeypatch):
    def stumble(*_):
        raise IndexError("pop from empty list")

    monkeypatch.setattr(Header, "encode", stumble)
    with pytest.raises(Unwritable):
        composed(subject="Bäume")


@pytest.mark.parametrize("evil", ["\r\nX-Evil: 1", "\r\n\r\nX-Evil: 1", "\r\nTo: all@example.org", " more"])
def test_a_mail_library_that_lets_text_become_a_header_is_found_out(monkeypatch, evil):
    whole = Header.encode
    monkeypatch.setattr(Header, "encode", lambda header, **how: whole(header, **how) + evil)
    with pytest.raises(Unwritable):
        composed(subject="Bäume")


def test_lone_surrogates_in_a_text_cost_a_letter_and_not_the_postman():
    with pytest.raises(Unwritable):
        composed(text="\ud800")


# --- parts, one click, bounces ---------------------------------------------------------------------------------------

RICH = Sender(
    "cityteams@cityteams.local",
    "cityteams",
    returns="bounces@example.org",
    portal="https://portal.example.org",
    unsubscribe_key=b"k" * 32,
)
EXTRA = ["List-Unsubscribe", "List-Unsubscribe-Post"]


def rich(parts, name="Ann Arbor"):
    """The mail of a letter made of all that there may be, read back."""
    letter = waiting().letter
    mail = compose(letter, parts, name, "ann@example.org", RICH, NOON)
    read = message_from_bytes(mail.data, policy=SMTP)
    assert isinstance(read, EmailMessage)
    return letter, mail, read


def test_text_html_invitation_and_files_are_where_mail_programs_look_for_them():
    invitation = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"
    receipt = Attachment("receipt.json", "application/json", b"{}")
    parts = Parts("Slot", "Hello.\n", "<p>Hello.</p>\n", Calendar(invitation, "CANCEL"), (receipt,), "slot-given")
    _, _, read = rich(parts)
    assert [part.get_content_type() for part in read.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/json",
    ]
    (calendar,) = (part for part in read.walk() if part.get_content_type() == "text/calendar")
    assert calendar["Content-Type"].params["method"] == "CANCEL"
    assert calendar.get_content().splitlines() == invitation.splitlines()
    (file,) = read.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("receipt.json", b"{}")


def test_one_click_names_person_topic_and_letter_and_opens_with_the_key_alone():
    letter, _, read = rich(Parts("Slot", "Hello.\n", topic="slot-given"))
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(read["List-Unsubscribe"])
    assert address.startswith("<https://portal.example.org/unsubscribe/")
    token = address.rpartition("/")[2].rstrip(">")
    wanted = Subscription("p-1", "slot-given", letter.letter_id)
    assert read_unsubscribe_token(b"k" * 32, token) == wanted
    assert read_unsubscribe_token(b"l" * 32, token) is None


def test_what_everybody_must_get_has_no_link_to_unsubscribe():
    _, _, read = rich(Parts("Sign in", "Hello.\n"))
    assert read["List-Unsubscribe"] is None


@given(st.text(max_size=200))
def test_no_other_token_is_believed(token):
    assert read_unsubscribe_token(b"k" * 32, token) is None


@given(st.sampled_from(["person_id", "topic", "letter_id"]), st.text(min_size=1, max_size=8))
def test_a_token_whose_words_were_changed_is_not_believed(field, word):
    known = Subscription("p-1", "kpis", "l-1")
    seal = unsubscribe_token(b"k" * 32, known).rpartition(".")[2]
    other = replace(known, **{field: word})
    token = f"{other.person_id}.{other.topic}.{other.letter_id}.{seal}"
    assert (read_unsubscribe_token(b"k" * 32, token) is None) == (other != known)


def test_bounces_go_to_an_address_that_names_the_letter():
    letter, mail, read = rich(Parts("Slot", "Hello.\n"))
    assert mail.sender == f"bounces+{letter.letter_id}@example.org"
    assert str(read["From"]) == "cityteams <cityteams@cityteams.local>"


@settings(max_examples=1000, deadline=None)
@given(name=st.text(max_size=120), subject=st.text(max_size=200), mail=st.emails())
def test_a_thousand_names_and_addresses_add_no_header_to_a_letter_with_all_its_headers(name, subject, mail):
    letter = waiting().letter
    try:
        made = compose(letter, Parts(subject, "Hello.\n", "<p>Hello.</p>", topic="kpis"), name, mail, RICH, NOON)
    except Unwritable:
        assume(False)
    read = message_from_bytes(made.data, policy=SMTP)
    assert [known for known in read.keys() if known not in MIME] == [*EXTRA, *HEADERS]  # noqa: SIM118
    assert len(read["To"].addresses) == 1
    assert max(map(len, made.data.splitlines())) <= 998
