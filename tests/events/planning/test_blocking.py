"""Whatever is asked, in whatever order: what is released never breaks a blocking rule, and no room holds two at once.

The rules are looked at here from the release alone, with none of the code that decides.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_contracts.events import Away, PlaceSession, Room, RoomLost, SessionKind
from cityteams_events.domain.gathering import Gathering, Release, announce
from cityteams_events.domain.planning.placing import place
from cityteams_events.domain.planning.plan import Plan, with_places
from cityteams_events.domain.planning.programme import Programme
from cityteams_events.domain.planning.releasing import release_sessions, roll_back
from cityteams_events.domain.planning.session import Session, SessionState
from tests.events.planning.desk import JAM, at, content, hold
from tests.events.samples import NOON

ROOMS = (
    Room(room_id="hall", name="Hall", capacity=200, equipment=("stage",), turn_round=10),
    Room(room_id="annex", name="Annex", capacity=40),
)
HELD = Gathering.announced(None, announce(None, hold(rooms=ROOMS)), None)
PEOPLE = ("p-1", "p-2", "p-3")
HOURS = st.tuples(st.integers(9, 11), st.sampled_from([0, 30]))


def made(name, asked):
    minutes, people, audience, stage, alone = asked
    told = content(
        name, *people, minutes=minutes, audience=audience, alone=alone, equipment=("stage",) if stage else (),
        kind=SessionKind.WORKSHOP,
    )  # fmt: skip
    return Session(name, JAM, told, "p-x", SessionState.ACCEPTED, 3, NOON)


SESSIONS = st.lists(
    st.tuples(
        st.sampled_from([30, 45, 60]),
        st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
        st.sampled_from([0, 30, 100]),
        st.booleans(),
        st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=5,
).map(lambda asked: tuple(made(f"s{at}", each) for at, each in enumerate(asked)))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("place"), st.integers(0, 4), HOURS, st.sampled_from(["hall", "annex"])),
        st.tuples(st.just("away"), st.sampled_from(PEOPLE), HOURS),
        st.tuples(st.just("lost"), st.sampled_from(["hall", "annex"]), HOURS),
        st.tuples(st.just("withdraw"), st.integers(0, 4)),
        st.tuples(st.just("same"), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)),
        st.tuples(st.just("release")),
        st.tuples(st.just("back")),
    ),
    max_size=30,
)


class World:
    """A programme and its releases, changed only by what the domain decides."""

    def __init__(self, sessions):
        self.programme = Programme(HELD, sessions, Plan(JAM))
        self.releases = []

    def change(self, **plan):
        self.programme = replace(self.programme, plan=replace(self.programme.plan, **plan))

    def step(self, kind, *told):
        try:
            getattr(self, f"do_{kind}")(*told)
        except Rejected:
            return

    def do_place(self, number, hour, room):
        command = PlaceSession(gathering_id=JAM, session_id=f"s{number}", room_id=room, starts=at(*hour))
        self.change(places=with_places(self.programme.plan.places, (place(self.programme, command).place,)))

    def do_away(self, person, hour):
        gone = Away(person_id=person, starts=at(*hour), ends=at(*hour) + timedelta(hours=1))
        self.change(away=(*self.programme.plan.away, gone))

    def do_lost(self, room, hour):
        gone = RoomLost(room_id=room, starts=at(*hour), ends=at(*hour) + timedelta(hours=1))
        self.change(lost=(*self.programme.plan.lost, gone))

    def do_withdraw(self, number):
        kept = tuple(each for each in self.programme.sessions if each.session_id != f"s{number}")
        self.programme = replace(self.programme, sessions=kept)

    def do_same(self, one, other):
        if one != other and other not in self.programme.same_as:
            self.programme = replace(self.programme, same_as={**self.programme.same_as, one: other})

    def do_release(self):
        self.keep(release_sessions(self.programme, self.last(1)))

    def do_back(self):
        self.keep(roll_back(self.programme, self.last(1), self.last(2)))

    def last(self, back):
        return self.releases[-back] if len(self.releases) >= back else None

    def keep(self, said):
        broken = list(breaches(self.programme, said.sessions))
        assert broken == []
        assert said.release == len(self.releases) + 1
        self.releases.append(Release.made(None, said, None))


def breaches(programme, entries):
    """What a release breaks, read from its own lines."""
    sessions = {session.session_id: session for session in programme.sessions}
    for entry in entries:
        yield from by_itself(programme, entry, sessions[entry.session_id].content)
    for one, other in combinations(entries, 2):
        yield from together(programme, one, other, sessions)


def by_itself(programme, entry, asked):
    room = next(each for each in ROOMS if each.room_id == entry.room_id)
    if room.capacity < asked.audience or not set(asked.equipment) <= set(room.equipment):
        yield "room", entry.session_id
    gone = [away for away in programme.plan.away if programme.one(away.person_id) in people(programme, entry)]
    shut = [lost for lost in programme.plan.lost if lost.room_id == entry.room_id]
    if any(overlaps(entry, each) for each in (*gone, *shut)):
        yield "away or lost", entry.session_id
    if not at(9) <= entry.starts < entry.ends <= at(12):
        yield "hours", entry.session_id


def together(programme, one, other, sessions):
    turn = timedelta(minutes=10 if one.room_id == "hall" else 0)
    if one.room_id == other.room_id and one.starts < other.ends + turn and other.starts < one.ends + turn:
        yield "room twice", one.session_id, other.session_id
    alone = any(sessions[each.session_id].content.alone for each in (one, other))
    if overlaps(one, other) and (alone or people(programme, one) & people(programme, other)):
        yield "person twice or alone", one.session_id, other.session_id


def people(programme, entry):
    return {programme.one(person) for person in entry.speakers}


def overlaps(one, other):
    return one.starts < other.ends and other.starts < one.ends


@settings(max_examples=150, deadline=None)
@given(SESSIONS, STEPS)
def test_whatever_is_asked_a_released_agenda_never_breaks_a_blocking_rule(sessions, steps):
    world = World(sessions)
    for step in steps:
        world.step(*step)


@settings(max_examples=30, deadline=None)
@given(SESSIONS, st.lists(st.tuples(st.integers(0, 4), HOURS, st.sampled_from(["hall", "annex"])), max_size=12))
def test_what_can_be_placed_by_hand_can_be_released(sessions, wishes):
    world = World(sessions)
    for wish in wishes:
        world.step("place", *wish)
    if world.programme.plan.places:
        world.do_release()
        assert Counter(entry.session_id for entry in world.releases[0].sessions).most_common(1)[0][1] == 1
