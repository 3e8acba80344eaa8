"""Who hears of gatherings and agendas, and that each hears once."""

from cityteams_calendars import Mailbox
from cityteams_contracts.events import (
    AgendaReleased,
    GatheringCancelled,
    GatheringSlipped,
    MeetingCancelled,
    MeetingMoved,
    MeetingScheduled,
    Room,
    SessionEntry,
    SessionKind,
    SessionsDelayed,
    SlotGiven,
)
from cityteams_contracts.examples.values import EXPO, HELD, LEAD, OFFICIAL, hour
from cityteams_contracts.registration import ContactResolved
from cityteams_notifications.archive import Found
from cityteams_notifications.domain.worded import drafts_of
from cityteams_notifications.inviting import calendar_of
from cityteams_notifications.rendering import Renderer
from tests.calendars.readers import by_library
from tests.notifications.samples import NOON, example

ROOMS = (Room(room_id="146c", name="146C", capacity=120),)


def render(draft):
    return Renderer().write(draft).text


def entry(name, *speakers, **changed):
    known = {"session_id": name, "kind": SessionKind.WORKSHOP, "title": f"Session {name}", "room_id": "146c"}
    hours = {"starts": hour(14, 0), "ends": hour(14, 30)}
    return SessionEntry(**{**known, **hours, "speakers": speakers, **changed})


def released(*sessions, concerned):
    told = {"rooms": ROOMS, "release": 2, "entries": (), "sessions": sessions, "concerned": concerned}
    return AgendaReleased(**HELD, title=EXPO, **told)


def test_a_release_is_told_only_to_those_whose_part_changed():
    event = released(entry("a", "p-1", facilitator="p-2"), entry("b", "p-3"), concerned=("p-1", "p-2"))
    letters = {draft.person_id: render(draft) for draft in drafts_of(event)}
    assert set(letters) == {"p-1", "p-2"}
    assert all("Session a" in text and "Session b" not in text for text in letters.values())
    assert "release 2 of the agenda is public" in letters["p-1"]


def test_whose_session_is_gone_hears_that_they_have_no_part_any_more():
    (draft,) = drafts_of(released(entry("a", "p-1"), concerned=("p-9",)))
    assert "You have no part in it any more" in render(draft)


def test_a_gathering_that_slips_is_told_once_to_each_and_its_slots_are_silent():
    event = example(GatheringSlipped)
    drafts = drafts_of(event)
    assert [draft.person_id for draft in drafts] == [LEAD, OFFICIAL]
    text = render(drafts[0])
    assert "It was to begin on Wednesday 7 February 2018." in text
    assert f"{event.days[0].date.day} " in text.partition("It begins on")[2]
    assert drafts_of(example(SlotGiven, slipped=True)) == []
    assert len(drafts_of(example(SlotGiven))) == 1


def test_a_gathering_that_was_called_off_says_why():
    (draft,) = drafts_of(example(GatheringCancelled))
    assert "will not be held" in render(draft)
    assert "The convention centre is closed in February." in render(draft)


def test_a_delay_is_told_to_those_concerned_with_their_new_hour():
    (draft,) = drafts_of(example(SessionsDelayed))
    assert draft.person_id == LEAD
    assert "14:40" in render(draft)


def invited(event, version):
    contact = ContactResolved(person_id=LEAD, name="Ada Byron", mail="ada@example.org")
    found = calendar_of(Found(event, NOON, version), contact, Mailbox("Office", "office@example.org"), "https://p")
    assert found is not None
    return found


def test_a_meeting_goes_into_the_calendar_moves_in_it_and_leaves_it():
    events = (example(MeetingScheduled), example(MeetingMoved), example(MeetingCancelled))
    first, moved, gone = (invited(event, version) for version, event in enumerate(events, 3))
    assert [each.method for each in (first, moved, gone)] == ["REQUEST", "REQUEST", "CANCEL"]
    told = [by_library(each.text)["events"][0] for each in (first, moved)]
    scheduled = example(MeetingScheduled)
    assert told[0]["starts"] == scheduled.starts
    assert told[0]["place"] == f"{scheduled.table}, {scheduled.area}"
    assert [each["sequence"] for each in told] == [3, 4]
    assert f"UID:meeting-{scheduled.meeting_id}@cityteams" in gone.text.replace("\r\n ", "")
    assert "STATUS:CANCELLED" in gone.text


def test_what_ends_or_moves_with_its_gathering_is_told_by_the_gathering_alone():
    assert drafts_of(example(MeetingMoved, slipped=True)) == []
    assert drafts_of(example(MeetingCancelled, with_gathering=True)) == []
    assert drafts_of(example(MeetingMoved)) != []
