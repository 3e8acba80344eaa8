"""Calendars say the same to two readers, whatever people wrote, and the same bytes for the same data."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from cityteams_calendars import Entry, Mailbox, calendar_file, invitation, uid_of
from tests.calendars.readers import by_both, by_library

START = datetime(2018, 2, 7, 18, 30, tzinfo=UTC)
ENTRY = Entry(
    uid=uid_of("slot", "s1"),
    sequence=2,
    revised=datetime(2018, 1, 5, 12, tzinfo=UTC),
    title='Flood warning, at night; "live"',
    starts=START,
    ends=START + timedelta(minutes=10),
    place="146C, Washington, DC",
    text="Two lines:\nthe second one.",
    address="https://portal.example.org/agenda/expo-2018",
    categories=("Data, open", "Plenary"),
)
ORGANISER, GUEST = Mailbox("GCTC", "office@gctc.example"), Mailbox("Ana Ñúñez", "ana@city.example")
NASTY = st.text(st.characters(blacklist_categories=["Cs"]), max_size=80)


def test_two_readers_agree_on_a_calendar_with_everything_in_it():
    read = by_both(calendar_file("Expo 2018", [ENTRY, replace(ENTRY, uid="other@cityteams", cancelled=True)]))
    assert read["name"] == "Expo 2018"
    assert read["refresh"] == ["DURATION", "PT1H"]
    assert [each["status"] for each in read["events"]] == ["CANCELLED", "CONFIRMED"]
    (event,) = [each for each in read["events"] if each["uid"] == ENTRY.uid]
    assert event == {
        "uid": "slot-s1@cityteams", "sequence": 2, "title": ENTRY.title, "starts": ENTRY.starts, "ends": ENTRY.ends,
        "place": ENTRY.place, "status": "CONFIRMED", "stamp": ENTRY.revised,
    }  # fmt: skip


def test_two_readers_agree_on_an_invitation_and_on_its_cancellation():
    asked = by_both(invitation(ENTRY, ORGANISER, GUEST))
    assert (asked["method"], asked["events"][0]["sequence"]) == ("REQUEST", 2)
    ended = by_both(invitation(replace(ENTRY, sequence=3), ORGANISER, GUEST, "CANCEL"))
    assert (ended["method"], ended["events"][0]["status"]) == ("CANCEL", "CANCELLED")


def test_an_invitation_names_who_invites_and_who_is_invited_once():
    (event,) = Calendar.from_ical(invitation(ENTRY, ORGANISER, GUEST)).walk("VEVENT")
    assert str(event["organizer"]) == "mailto:office@gctc.example"
    assert (str(event["attendee"]), event["attendee"].params["CN"]) == ("mailto:ana@city.example", "Ana Ñúñez")


def test_whole_days_stay_whole_days():
    days = replace(ENTRY, starts=START.date(), ends=START.date() + timedelta(days=2))
    file = calendar_file("x", [days])
    assert b"DTSTART;VALUE=DATE:20180207\r\n" in file
    assert b"TRANSP:TRANSPARENT\r\n" in file
    assert by_both(file)["events"][0]["title"] == days.title


def test_the_same_data_gives_the_same_bytes_in_whatever_order_it_comes():
    later = replace(ENTRY, uid="b@cityteams", starts=START + timedelta(hours=1), ends=START + timedelta(hours=2))
    assert calendar_file("x", [ENTRY, later]) == calendar_file("x", [later, ENTRY])


def test_lines_are_folded_at_75_octets_and_end_as_the_format_wants():
    file = calendar_file("x", [replace(ENTRY, title="한국어 " * 60)])
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


@settings(max_examples=300, deadline=None)
@given(NASTY, NASTY, NASTY, NASTY)
def test_whatever_people_write_adds_no_line_of_its_own_and_no_event(title, place, text, name):
    entry = replace(ENTRY, title=f"t{title}", place=place, text=text, categories=(f"c{name}",))
    plain = calendar_file("n", [ENTRY])
    file = calendar_file(f"n{name}", [entry])
    assert len(by_library(file)["events"]) == 1
    assert names(file) - names(plain) == set()
    asked = invitation(entry, ORGANISER, Mailbox(name, "ana@city.example"))
    assert names(asked) - names(invitation(ENTRY, ORGANISER, GUEST)) == set()
    (event,) = Calendar.from_ical(asked).walk("VEVENT")
    assert (str(event["organizer"]), str(event["attendee"])) == (
        "mailto:office@gctc.example",
        "mailto:ana@city.example",
    )


def names(file):
    """The names of all content lines."""
    whole = file.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    return {line.split(b":")[0].split(b";")[0] for line in whole.split(b"\r\n")}


@pytest.mark.parametrize("sign", ["\r\nX-EVIL:1", "\nATTENDEE:mailto:x@evil.example", "\u2028X:1", "\x0b", '";X=1:'])
def test_a_break_in_a_name_breaks_nothing(sign):
    (event,) = Calendar.from_ical(invitation(ENTRY, ORGANISER, Mailbox(f"Ana{sign}", "ana@city.example"))).walk(
        "VEVENT"
    )
    assert str(event["attendee"]) == "mailto:ana@city.example"
