"""Gatherings and clusters to test with: the rooms of the real Expo, clocks that jump, and strategies for any."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from cityteams_contracts.events import Day, GatheringKind, HoldGathering, Room, SlotGiven
from cityteams_contracts.values import Sector
from cityteams_events.domain.agenda import Booking
from cityteams_events.domain.gathering import Gathering, announce
from cityteams_events.domain.slot import Cluster

NOON = datetime(2018, 2, 6, 12, 0, tzinfo=UTC)
WASHINGTON = "America/New_York"
SPRING, AUTUMN = date(2018, 3, 11), date(2018, 11, 4)
"""When clocks in Washington skip 02:00 to 03:00, and when 01:00 to 02:00 comes twice."""


def day(on=date(2018, 2, 7), opens=time(13, 30), closes=time(17, 30)):
    return Day(date=on, opens=opens, closes=closes)


def rooms(*names):
    return tuple(Room(room_id=name.lower(), name=name, capacity=100) for name in names)


def plan(**changed):
    """The command for the Expo, four hours in two rooms, with these fields different."""
    known = {
        "gathering_id": "expo-2018",
        "kind": GatheringKind.EXPO,
        "title": "Expo 2018",
        "place": "Washington, DC",
        "time_zone": WASHINGTON,
        "days": (day(),),
        "rooms": rooms("146A", "146C"),
        "slot_minutes": 10,
    }
    return HoldGathering(**{**known, **changed})


def gathering(**changed):
    return Gathering.announced(None, announce(None, plan(**changed)), None)


def cluster(number=1, lead=None, sector=Sector.DATA, round_id="sc3-2018"):
    """The cluster of that number, listed that many minutes after noon; by default with a lead of its own."""
    name = f"c-{number:03}"
    listed_at = NOON + timedelta(minutes=number)
    return Cluster(name, round_id, sector, f"Cluster {number}", lead or f"p-{number:03}", listed_at)


def booking(given: SlotGiven, sector=Sector.DATA):
    """What a given slot keeps busy."""
    return Booking(given.gathering_id, given.room_id, given.speaker, sector, given.starts, given.ends)


def clusters(most=40, leads=8):
    """Up to that many clusters of few sectors, whose leads often lead several."""
    parts = st.tuples(st.sampled_from(list(Sector)[:4]), st.integers(1, leads))
    listed = st.lists(parts, max_size=most)
    return listed.map(
        lambda found: [cluster(at, f"p-{lead}", sector) for at, (sector, lead) in enumerate(found, start=1)]
    )


def gatherings(**fixed):
    """Any announced expo of one to three days, also across the days on which clocks jump."""
    hours = st.tuples(st.integers(3, 12), st.sampled_from([0, 30]), st.integers(1, 4))
    first = st.sampled_from([date(2018, 2, 7), SPRING - timedelta(days=1), AUTUMN - timedelta(days=1)])
    return st.builds(
        lambda first, days, names, minutes: gathering(
            days=tuple(
                day(first + timedelta(days=at), time(opens, half), time(opens + hours, half))
                for at, (opens, half, hours) in enumerate(days)
            ),
            rooms=rooms(*names),
            slot_minutes=minutes,
            **fixed,
        ),
        first,
        st.lists(hours, min_size=1, max_size=3),
        st.lists(st.sampled_from(["A", "B", "C", "D"]), min_size=1, max_size=3, unique=True),
        st.sampled_from([5, 10, 20, 45, 60]),
    )
