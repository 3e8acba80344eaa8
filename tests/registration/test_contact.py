import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_registration.domain.contact import MAIL_AT_MOST, Contact, checked_mail, same_mail

GOOD = (
    "ada@example.org",
    "Ada.Lovelace+gctc@mail.example.org",
    "o'hara@example.org",
    "jürgen@stadt-köln.example",
    "x@localhost",
)
BAD = {
    "nothing": "",
    "no at": "ada.example.org",
    "two ats": "ada@home@example.org",
    "nobody": "@example.org",
    "nowhere": "ada@",
    "a space": "ada lovelace@example.org",
    "two addresses": "ada@example.org,bob@example.org",
    "two addresses, the other way": "ada@example.org;bob@example.org",
    "a name around it": "Ada <ada@example.org>",
    "a second header": "ada@example.org\r\nBcc: all@example.org",
    "a zero": "ada@example.org\x00",
    "an invisible space": "ada@exam\u200bple.org",
    "a turn of direction": "ada@\u202egro.elpmaxe",
    "a quoted name": '"ada"@example.org',
    "a number in brackets": "ada@[127.0.0.1]",
    "two dots": "ada@example..org",
    "a dot at the end": "ada.@example.org",
    "too long": "a" * MAIL_AT_MOST + "@example.org",
}


@pytest.mark.parametrize("mail", GOOD)
def test_an_address_passes_unchanged(mail):
    assert checked_mail(mail) == mail


@pytest.mark.parametrize("mail", BAD.values(), ids=BAD)
def test_what_no_letter_reaches_is_refused_by_field_and_never_repeated(mail):
    with pytest.raises(Rejected) as refused:
        checked_mail(mail)
    assert (refused.value.code, refused.value.field) == ("a-mail-address-is-needed", "mail")
    assert not mail or mail not in refused.value.reason


def test_blanks_around_an_address_are_no_part_of_it():
    assert checked_mail("  ada@example.org\n") == "ada@example.org"


def test_capitals_make_nobody_another_person():
    assert same_mail("Ada@Example.ORG") == same_mail("ada@example.org")


def test_letters_that_look_alike_or_fold_together_stay_different_people():
    assert same_mail("strasse@example.org") != same_mail("straße@example.org")
    assert same_mail("ada@example.org") != same_mail("аda@example.org")


def test_a_contact_shows_nothing_of_itself_in_a_log_or_traceback():
    shown = f"{Contact('Ada', 'ada@example.org')!r} {Contact('Ada', 'ada@example.org')}"
    assert "Ada" not in shown
    assert "ada@" not in shown


@given(st.text(max_size=40))
def test_whatever_passes_has_one_at_and_nothing_that_ends_a_header(text):
    try:
        mail = checked_mail(text)
    except Rejected:
        return
    assert mail.count("@") == 1
    assert not set(mail) & set(" \r\n\t,;<>")
    assert checked_mail(mail) == mail
