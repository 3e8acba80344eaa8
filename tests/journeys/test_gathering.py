"""A planned gathering by a real house: planned, solved, released, late, mended, released again, and one step back."""

import email
import json
import sqlite3
import time
from collections import Counter
from email.policy import default

import httpx
import pytest

from cityteams_cli.agreeing import differences
from tests.calendars.readers import by_both, by_library
from tests.cli.commanding import Up
from tests.journeys.test_rebuild import counted, one_more
from tests.support.season import Door, Season

pytestmark = pytest.mark.slow
JAM = "gatherings/jam"
DAY = "2031-06-04"
PLAN = {
    "gathering_id": "jam", "kind": "tech_jam", "title": "Tech Jam", "place": "Boston", "time_zone": "America/New_York",
    "days": [{"date": DAY, "opens": "09:00:00", "closes": "12:00:00"}], "slot_minutes": 30, "planned": True,
    "rooms": [{"room_id": name.lower(), "name": name, "capacity": 200} for name in ("Hall", "Annex")],
}  # fmt: skip


def at(hour, minute=0):
    return f"{DAY}T{hour:02}:{minute:02}:00-04:00"


class Office:
    """The secretariat of a running house; every command has to be done."""

    def __init__(self, door, data):
        self.door, self.data = door, data

    def does(self, path, **body):
        answer = self.door.post(path, body, wait=20)
        assert answer.json().get("state") == "done", answer.text

    def until(self, look):
        """What `look` gives, once it gives something."""
        until = time.monotonic() + 120
        while not (found := look()):
            assert time.monotonic() < until, "it did not happen"
            time.sleep(0.05)
        return found

    def plan(self, part, state):
        """The search or the repair of the plan, once it is in this state."""
        found = self.until(lambda: self._in_state(self.door.get(f"{JAM}/plan", office=True).json()[part], state))
        return dict(found)

    @staticmethod
    def _in_state(part, state):
        return part if part and part["state"] == state else None

    def person(self, worksheet_id):
        """The id of who leads a worksheet."""
        with sqlite3.connect(self.data / "stores" / "portal.db") as store:
            return store.execute("SELECT lead FROM worksheets WHERE worksheet_id = ?", (worksheet_id,)).fetchone()[0]

    def calendar(self, read=by_library):
        """The gathering's feed by title, as calendar programs read it."""
        portal = json.loads((self.data / "run.json").read_text())["portal"]
        file = httpx.get(f"{portal}/gatherings/jam/calendar.ics", timeout=30, trust_env=False).content
        return {each["title"]: each for each in read(file)["events"]}

    def letters(self):
        """How many letters about gatherings each has in the mailbox."""
        mails = [email.message_from_bytes(each.read_bytes(), policy=default) for each in self.data.glob("mail/*.eml")]
        about = [mail for mail in mails if "Tech Jam" in mail["Subject"]]
        return Counter(mail["To"].addresses[0].addr_spec.partition("@")[0] for mail in about)

    def wrote(self, **letters):
        """Waits until these people have so many letters."""
        self.until(lambda: all(self.letters()[who.replace("_", "-")] >= many for who, many in letters.items()))


def session(name, person, **content):
    told = {"kind": "workshop", "title": name.title(), "minutes": 30, "speakers": [person], **content}
    return {"session_id": name, "content": told}


async def test_a_gathering_from_its_plan_to_one_step_back(tmp_path):
    season = Season(tmp_path / "var", "", {}, "")
    with Up(season.data, *season.words) as house:
        house.says("cityteams is up", seconds=180)
        office = Office(Door(season.data), season.data)
        ada = planned(office)
        first = solved_and_released(office)
        late(office, first)
        one_step_back(office, mended(office, ada))
        assert office.letters() == {"lead-1": 3, "lead-2": 3}, "each is told what concerns them, and nothing else"
        assert differences(await counted(season)) == []
        assert house.ends(seconds=120) == 0
    season.stores.close()


def planned(office):
    """Two people, a gathering, and three sessions of theirs; gives who speaks in two of them."""
    for number in (1, 2):
        office.does("worksheets", **one_more(number))
    ada, bob = office.person("one-more-1"), office.person("one-more-2")
    office.does("gatherings", **PLAN)
    for told in (
        session("alpha", ada, rooms=["hall"]),
        session("beta", ada, rooms=["hall"], after=["alpha"]),
        session("gamma", bob, rooms=["annex"]),
    ):
        office.does(f"{JAM}/sessions", **told)
    return ada


def solved_and_released(office):
    """An agenda that keeps its rules becomes release 1; gives the calendar then."""
    office.does(f"{JAM}/solve", seeds=1, effort=1)
    assert office.plan("search", "solved")["lost_interests"] == 0
    assert office.calendar().keys() == {"Tech Jam"}, "what is not released is in no calendar"
    office.does(f"{JAM}/release")
    office.wrote(lead_1=1, lead_2=1)
    found = office.calendar()
    assert found.keys() == {"Tech Jam", "Alpha", "Beta", "Gamma"}
    assert found["Alpha"]["ends"] <= found["Beta"]["starts"]
    return found


def late(office, first):
    """The hall runs 20 minutes late, which calendars say and who speaks there hears."""
    office.does(f"{JAM}/delay", since=first["Alpha"]["starts"].isoformat(), minutes=20, room_id="hall")
    office.wrote(lead_1=2)
    found = office.calendar()
    assert (found["Alpha"]["starts"] - first["Alpha"]["starts"]).total_seconds() == 20 * 60
    assert (found["Alpha"]["sequence"], found["Gamma"]["sequence"]) == (1, 0)


def mended(office, ada):
    """Ada is away for an hour: the fewest moves are proposed, taken over, and released; gives the calendar."""
    office.does(f"{JAM}/repair", away=[{"person_id": ada, "starts": at(9), "ends": at(10, 30)}])
    proposed = office.plan("repair", "proposed")
    assert proposed["proven"]
    assert len(proposed["moves"]) == proposed["at_least"] >= 1
    office.does(f"{JAM}/repair/{proposed['repair_id']}/adopt")
    office.does(f"{JAM}/release")
    office.wrote(lead_1=3)
    found = office.calendar()
    assert all(f"{found[title]['starts']:%H:%M}" >= "14:30" for title in ("Alpha", "Beta"))
    return found


def one_step_back(office, second):
    """A release that would break a rule now does not come back; another does, and the old ones are still open."""
    no = office.door.post(f"{JAM}/roll-back", wait=20).json()
    assert no["code"] == "a-blocking-rule-is-broken"
    assert "the speaker of Alpha is away" in no["detail"]
    office.does(f"{JAM}/place", session_id="gamma", room_id="annex", starts=at(11, 30))
    office.does(f"{JAM}/release")
    office.wrote(lead_2=2)
    third = office.calendar()["Gamma"]
    assert third["starts"] > second["Gamma"]["starts"]
    office.does(f"{JAM}/roll-back")
    office.wrote(lead_2=3)
    found = office.calendar(by_both)
    for title, each in second.items():
        assert (found[title]["starts"], found[title]["status"]) == (each["starts"], "CONFIRMED")
    assert found["Gamma"]["sequence"] > third["sequence"] > second["Gamma"]["sequence"]
    assert [each["release"] for each in office.door.get(f"{JAM}/releases").json()["items"]] == [4, 3, 2, 1]
    first = office.door.get(f"{JAM}/releases/1").json()
    assert {each["title"] for each in first["sessions"]} == {"Alpha", "Beta", "Gamma"}
