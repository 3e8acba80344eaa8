from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_notifications.composing import Sender, Unwritable, compose
from tests.notifications.samples import HOSTILE, NOON, waiting

SENDER = Sender("cityteams@cityteams.local", "cityteams")
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Id"]
MIME = {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}


def composed(subject="Worksheet received: Trees", name="Ann Arbor", mail="ann@example.org", text="Hello.\n"):
    """The mail of such a letter, read back."""
    letter = waiting(subject, text)
    mail_of = compose(letter, name, mail, SENDER, NOON)
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

    monkeypatch.setattr(EmailMessage, "as_bytes", stumble)
    with pytest.raises(Unwritable):
        composed()


def test_a_mail_library_that_lets_text_become_a_header_is_found_out(monkeypatch):
    whole = EmailMessage.as_bytes
    monkeypatch.setattr(EmailMessage, "as_bytes", lambda mail: b"X-Evil: 1\r\n" + whole(mail))
    with pytest.raises(Unwritable):
        composed()


def test_lone_surrogates_in_a_text_cost_a_letter_and_not_the_postman():
    with pytest.raises(Unwritable):
        composed(text="\ud800")
