"""The portal's copy of who comes is the fold of what events said, on both databases."""

import pytest

from cityteams_portal.store import coming as store
from tests.portal.attendance import story


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database(request):
    """Both."""
    return request.param


def test_seats_lines_counts_and_meetings_are_read_alike_on_both_databases(desk):
    desk.hear(story.opened(), story.given("p-1", guest=0), story.waits("p-2", 1), story.waits("p-3", 2))
    desk.hear(story.hours(), story.meeting(), story.scheduled(), story.scanned("p-1"))
    assert [each.ahead for each in desk.read(lambda tx: store.seats_of(tx, "p-3"))] == [1]
    assert [each.person_id for each in desk.read(lambda tx: store.attendees(tx, "jam"))] == ["p-1", "p-2", "p-3"]
    counts = desk.read(lambda tx: store.coming(tx, "jam"))
    assert (counts.kinds, counts.given, counts.arrived) == ({"unknown": 1}, 1, 1)
    assert [each.meeting_id for each in desk.read(lambda tx: store.meetings_of(tx, "p-other"))] == ["m-1"]
    assert desk.read(lambda tx: store.meetings_of(tx, "p-oth")) == []
